"""The same Kavach, asked over HTTP: ``Client`` is async, ``SyncClient`` the same names, blocking.

Both answer with the library's own types and raise its errors. What cannot be decided is denied: no connection, no answer
in time, or one that cannot be relied on, is a denial with the code ``unavailable``.
"""

from pykavach.client.awaited import Client
from pykavach.client.blocking import SyncClient
from pykavach.client.people import Me

__all__ = ["Client", "Me", "SyncClient"]
