"""Ring 2: databases. The engine sees them only through ``pykavach.ports``."""
