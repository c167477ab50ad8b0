from __future__ import annotations

import csv
import io
import json
import signal
import sqlite3

import pytest
from cli_world import Shell

from test_authorize import line_of, make  # isort: skip
