"""A PostgreSQL of the benchmark's own, as safe as a new one is, filled from the SQLite files."""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from models.french import number
from models.upkeep.to_postgres import move
from tests.bench.databases import Sqlite
from tests.postgres_databases import databases

SETTINGS = {"listen_addresses": "", "shared_buffers": "1GB", "max_wal_size": "4GB"}


class Postgres:
    """A server that lasts as long as the benchmark."""

    name = "PostgreSQL"

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._databases = self._stack.enter_context(databases(SETTINGS))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def copy(self, size: int, folder: Path) -> str:
        url = self._databases.copied()
        asyncio.run(move(Sqlite().kept(size), url, _say))
        print(file=sys.stderr)
        return url


def _say(table: str, done: int, total: int) -> None:
    print(
        f"\r  {table}: {number(done)} / {number(total)}\033[K", end="", file=sys.stderr, flush=True
    )
