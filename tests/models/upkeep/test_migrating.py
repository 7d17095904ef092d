"""Of several processes that start at once one migrates the database."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from models.database.postgres import lone_connection
from models.upkeep.migrating import migrate
from tests.postgres_databases import Databases

pytestmark = pytest.mark.postgres

STARTING = 3


@pytest.fixture
def bare_url(postgres: Databases) -> str:
    """A database in which there is nothing."""
    return postgres.bare()


async def applied(url: str) -> list[str]:
    connection = await lone_connection(url)
    try:
        rows = await connection.fetch("SELECT name FROM tortoise_migrations")
    finally:
        await connection.close()
    return [row["name"] for row in rows]


def test_processes_that_start_at_once_migrate_once(bare_url: str) -> None:
    with ThreadPoolExecutor(STARTING) as threads:
        starts = [threads.submit(asyncio.run, migrate(bare_url)) for _ in range(STARTING)]
        for start in starts:
            start.result()

    names = asyncio.run(applied(bare_url))
    assert len(names) == len(set(names)) > 0


def test_a_database_that_is_away_ends_the_start_with_a_sentence() -> None:
    with pytest.raises(
        SystemExit, match=r"^Comptoir ne démarre pas\. La base de données ne répond"
    ):
        asyncio.run(migrate("asyncpg://nobody@127.0.0.1:1/nothing"))
