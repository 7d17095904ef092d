"""Removing files whose rows are gone, unless another row names them."""

from __future__ import annotations

from collections.abc import Iterable

from models.attachments.store import FILES
from models.database.connection import select

NAMING = (("document", "pdf_hash"), ("document", "xml_hash"), ("outgoing_mail", "attachments"))
"""The columns that name files, by their table."""


async def drop_unnamed(names: Iterable[str]) -> None:
    """Remove those of these files that no row names any more."""
    for name in names:
        if not await _is_named(name):
            await FILES.store.remove(name)


async def _is_named(name: str) -> bool:
    for table, column in NAMING:
        holds = f"CAST({column} AS text) LIKE ?"
        if await select(f"SELECT 1 AS found FROM {table} WHERE {holds} LIMIT 1", (f"%{name}%",)):
            return True
    return False
