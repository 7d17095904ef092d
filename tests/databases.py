"""Database files for the tests of what happens to whole files."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations

from models.database.connection import connect, disconnect, orm_config
from models.upkeep.migrating import migrate
from tests.factories import make_client

FIRST = "0001_initial"

T = TypeVar("T")


def in_database(url: str, work: Awaitable[T]) -> T:
    """Do this on a database, where no event loop runs."""

    async def run() -> T:
        await connect(url)
        try:
            return await work
        finally:
            await disconnect()

    return asyncio.run(run())


def put(url: str, *names: str) -> None:
    """Migrate the database and add clients, where no event loop runs."""

    async def run() -> None:
        await migrate(url)
        await connect(url)
        for name in names:
            await make_client(name)
        await disconnect()

    asyncio.run(run())


async def as_of(migration: str, file: Path) -> Path:
    """An empty database as a version of Comptoir made it that knew no later migration."""
    async with TortoiseContext():
        await run_migrations(config=orm_config(f"sqlite://{file}"), target=f"models.{migration}")
    return file


def names(file: Path) -> list[str]:
    """The clients in a file."""
    with closing(sqlite3.connect(file)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM client ORDER BY id")]


def applied(file: Path) -> set[str]:
    """The migrations that a file has been through."""
    with closing(sqlite3.connect(file)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM tortoise_migrations")}
