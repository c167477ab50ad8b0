"""For those who build on Kavach: the contract every store keeps, and Hypothesis strategies for its words.

``pykavach.testing.stores`` needs pytest or any runner that collects test classes, ``pykavach.testing.strategies``
needs Hypothesis. Neither is a dependency of Kavach, and nothing else in it imports them.
"""
