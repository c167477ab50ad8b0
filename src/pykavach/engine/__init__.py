"""Ring 2: the use cases. Each is one transaction over ``pykavach.ports``."""
