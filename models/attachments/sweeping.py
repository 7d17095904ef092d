"""Removing from the store what no row names: of uploads that were broken off, of rows long gone."""

from __future__ import annotations

from dataclasses import dataclass

from models.attachments.store import Store
from models.database.connection import chunks, select

IDLE = 86_400.0
"""Seconds that a file waits for its row: it is put before the row that names it is committed."""

_naming: dict[str, tuple[str, ...]] = {"attachment": ("file", "thumbnail")}
"""By their table, the columns that name files."""


@dataclass
class Swept:
    """How many files were removed, and how many bytes that freed."""

    count: int = 0
    size: int = 0


def names_files(table: str, *columns: str) -> None:
    """Say that these columns of a table name files, which then are kept."""
    _naming[table] = columns


def naming() -> set[tuple[str, str]]:
    """Every column that names files, with its table."""
    return {(table, column) for table, columns in _naming.items() for column in columns}


async def sweep(store: Store, *, idle: float = IDLE) -> Swept:
    """Remove what no row names, and nobody has put there lately."""
    swept = Swept()
    names = [name async for name in store.names()]
    for chunk in chunks(names):
        named = await _named(list(chunk))
        for name in chunk:
            if name not in named and (size := await store.forget(name, idle=idle)):
                swept.count += 1
                swept.size += size
    return swept


async def _named(names: list[str]) -> set[str]:
    """Those of these files that a row names."""
    marks = ",".join("?" * len(names))
    found: set[str] = set()
    for table, column in sorted(naming()):
        rows = await select(
            f"SELECT DISTINCT {column} AS name FROM {table} WHERE {column} IN ({marks})", names
        )
        found |= {row["name"] for row in rows}
    return found
