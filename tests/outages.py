"""A database that is locked, full or gone, for as long as a `with` lasts."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from tortoise.connection import get_connection

from models.database.connection import dialect, reader

IMPATIENT = 20
"""Milliseconds that the application waits for a lock; in use it is seconds."""


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite://"))


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process writes, and does not end."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield
    other.execute("ROLLBACK")
    other.close()


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    await get_connection("default").execute_query(f"PRAGMA busy_timeout={IMPATIENT}")
    with held(file_of(url)):
        yield


@asynccontextmanager
async def full_disk() -> AsyncIterator[None]:
    """No page more than there are."""
    connection = get_connection("default")
    ((pages,),) = (await connection.execute_query("PRAGMA page_count"))[1]
    await connection.execute_query(f"PRAGMA max_page_count={pages}")
    yield
    await connection.execute_query("PRAGMA max_page_count=1000000")


@asynccontextmanager
async def held_up() -> AsyncIterator[None]:
    """Nothing that is read is answered."""
    async with reader().acquire_connection() as connection:
        if dialect() != "sqlite":
            yield
            return
        end = threading.Event()
        waiting = asyncio.ensure_future(connection._execute(end.wait))
        yield
        end.set()
        await waiting


@contextmanager
def no_more_bytes(url: str) -> Iterator[None]:
    """The system lets no file of this process grow past the write-ahead log as it is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = Path(f"{file_of(url)}-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def moved_away(url: str) -> Iterator[None]:
    """The file is elsewhere; its write-ahead log, as somebody would do it, stays."""
    file = file_of(url)
    file.rename(elsewhere := file.with_suffix(".elsewhere"))
    yield
    elsewhere.rename(file)
