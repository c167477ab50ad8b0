"""The servers that tests run on beside SQLite, by the name that tests give them."""

from __future__ import annotations

from types import ModuleType
from typing import Final

import mysql_server
import postgres_server

SERVERS: Final[dict[str, ModuleType]] = {"postgres": postgres_server, "mysql": mysql_server}
