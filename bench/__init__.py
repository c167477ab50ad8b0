"""Measurements of Kavach beside the floor of the same machine in the same minute: ``python -m bench --help``."""
