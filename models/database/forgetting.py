"""Leaving nothing behind of what was erased: in indexes of trigrams, in free space, in the log."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any, cast
from urllib.parse import quote

from tortoise.connection import get_connection

from models.database.bulk import write
from models.database.connection import dialect, select
from models.database.outage import Outage
from models.database.transaction import transaction

TRIES, PAUSE = 20, 0.1
"""How often, and after how many seconds, the log is tried again while somebody reads in it."""
INDEXES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%USING fts5%'"
PAGES = 500
"""Of an index, rewritten in one transaction: others write in between."""

log = logging.getLogger("comptoir")


@asynccontextmanager
async def forgetting() -> AsyncIterator[None]:
    """Have a transaction in this leave nothing behind, once it is committed."""
    yield
    try:
        await (_clear_sqlite() if dialect() == "sqlite" else _clear_postgres())
    except Outage:  # nobody is shown what is erased, and the next erasing clears it away, too
        log.warning("what was erased is not cleared away yet")


async def _clear_postgres() -> None:
    """Have it take dead rows away now."""
    await get_connection("default").execute_query("VACUUM (SKIP_LOCKED)")


async def _clear_sqlite() -> None:
    """Merge the indexes and empty the log; what is free in the file it has overwritten already."""
    for row in await select(INDEXES, ()):
        await _merge(row["name"], -PAGES)
        while await _merge(row["name"], PAGES):
            pass
    file = str(cast("Any", get_connection("default")).filename)
    for _ in range(TRIES):
        if await asyncio.to_thread(_empty_log, file):
            return
        await asyncio.sleep(PAUSE)
    log.warning("what was erased stays in the log of the database until that is next emptied")


async def _merge(index: str, pages: int) -> bool:
    """Rewrite some of an index, which only marks what leaves it until then; whether there is more.

    A number below zero begins with all of it.
    """
    changes = "SELECT total_changes() AS n"
    async with transaction():
        before = int((await select(changes, ()))[0]["n"])
        await write(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (pages,))
        return int((await select(changes, ()))[0]["n"]) - before > 1


def _empty_log(file: str) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{quote(file)}?mode=rw", uri=True)) as connection:
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return False
    return not is_busy
