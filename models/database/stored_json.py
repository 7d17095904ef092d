"""JSON as a plain query gives it."""

from __future__ import annotations

from typing import Any

import orjson


def read_json(stored: Any) -> Any:
    """What a column holds: SQLite gives its text, PostgreSQL what it says."""
    return orjson.loads(stored) if isinstance(stored, str | bytes) else stored
