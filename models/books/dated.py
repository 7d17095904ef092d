"""Data of the books that hold from a day to a day: data/*.json."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent / "data"


@cache
def rows_of(file: str) -> list[dict[str, Any]]:
    """All rows of a file, whenever they hold."""
    rows: list[dict[str, Any]] = orjson.loads((FOLDER / file).read_bytes())
    return rows


def rows_on(file: str, day: date) -> list[dict[str, Any]]:
    """The rows that hold on a day."""
    text = day.isoformat()
    return [row for row in rows_of(file) if row["from"] <= text <= (row["to"] or text)]
