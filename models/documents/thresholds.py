"""Amounts that the law fixes, each with the days on which it holds: data/thresholds.json."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import orjson

FILE = Path(__file__).parent / "data" / "thresholds.json"


def threshold(code: str, day: date) -> Decimal | None:
    """The amount in euros that holds on a day, None where the law fixes none."""
    text = day.isoformat()
    return next(
        (
            Decimal(row["value"])
            for row in _rows()
            if row["code"] == code and row["from"] <= text and text <= (row["to"] or text)
        ),
        None,
    )


@cache
def _rows() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = orjson.loads(FILE.read_bytes())
    return rows
