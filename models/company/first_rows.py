"""The rows with which tables of the firm begin, as a migration puts them there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson

FOLDER = Path(__file__).parent / "data"
READERS: Mapping[str, Callable[[str], Any]] = {"rate": Decimal, "valid_from": date.fromisoformat}
"""How what JSON has no word for is read, by the name of the field."""


async def add_first_rows(model: Any, file: str, client: Any) -> None:
    """Add the rows of a file, in its order, as the model was at the time of the migration."""
    rows: list[dict[str, Any]] = orjson.loads((FOLDER / file).read_bytes())
    for rank, row in enumerate(rows, 1):
        values = {
            name: READERS[name](value) if name in READERS else value for name, value in row.items()
        }
        await model.create(using_db=client, rank=rank, **values)
