"""One table that moves from SQLite to PostgreSQL: its rows there and here, their fingerprint."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from models.database.connection import day, instant

Values = tuple[Any, ...]

BATCH = 1_000
MODULUS = 2**256
READERS: Mapping[str, Callable[[Any], Any]] = {
    "timestamp with time zone": instant,
    "date": day,
    "uuid": UUID,
    "boolean": bool,
    "double precision": float,
    "numeric": lambda number: Decimal(str(number)),
}
"""What PostgreSQL wants where SQLite keeps text or numbers."""


@dataclass
class Fingerprint:
    """How many rows, and a hash of what they hold, in whichever order they come."""

    count: int = 0
    total: int = 0

    def add(self, values: list[Any]) -> None:
        row = orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS)
        self.count += 1
        self.total = (self.total + int.from_bytes(sha256(row).digest())) % MODULUS


@dataclass(frozen=True)
class Table:
    """A table by its name; `types` are PostgreSQL's, by the name of the column."""

    name: str
    types: Mapping[str, str]

    @property
    def columns(self) -> str:
        return ", ".join(f'"{name}"' for name in self.types)

    def rows(self, source: sqlite3.Connection, seen: Fingerprint) -> Iterator[Values]:
        """The rows as PostgreSQL takes them, each noted in the fingerprint as it passes."""
        readers = [
            (place, READERS[type_])
            for place, type_ in enumerate(self.types.values())
            if type_ in READERS
        ]
        for row in source.execute(f'SELECT {self.columns} FROM "{self.name}"'):
            values = list(row)
            for place, read in readers:
                if values[place] is not None:
                    values[place] = read(values[place])
            seen.add(self._comparable(values))
            yield tuple(values)

    async def fingerprint(self, target: Any) -> Fingerprint:
        """What PostgreSQL holds now, read from there."""
        found = Fingerprint()
        async for row in self._stored(target):
            found.add(self._comparable(list(row)))
        return found

    async def _stored(self, target: Any) -> AsyncIterator[Any]:
        query = f'SELECT {self.columns} FROM "{self.name}"'
        async for row in target.cursor(query, prefetch=BATCH):
            yield row

    def _comparable(self, values: list[Any]) -> list[Any]:
        """JSON by what it says: PostgreSQL writes it anew."""
        return [
            orjson.loads(value) if type_ == "jsonb" and value is not None else value
            for value, type_ in zip(values, self.types.values(), strict=True)
        ]
