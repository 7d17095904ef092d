"""Removing files whose rows are gone, unless another row names them."""

from __future__ import annotations

from collections.abc import Iterable

from models.attachments.store import FILES
from models.attachments.sweeping import naming
from models.database.connection import select

GRACE = 60.0
"""Seconds in which somebody else may have put the same file, with a row that is yet to come; one
that is younger goes when the store is next swept."""


async def drop_unnamed(names: Iterable[str]) -> None:
    """Remove those of these files that no row names any more."""
    for name in names:
        if not await _is_named(name):
            await FILES.store.forget(name, idle=GRACE)


async def _is_named(name: str) -> bool:
    for table, column in sorted(naming() | {("outgoing_mail", "attachments")}):
        holds = f"CAST({column} AS text) LIKE ?"
        if await select(f"SELECT 1 AS found FROM {table} WHERE {holds} LIMIT 1", (f"%{name}%",)):
            return True
    return False
