"""The asserts of the public contract, told in full when they fail."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("pykavach.testing.stores")
