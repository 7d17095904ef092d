"""Who reads a little does not wait for who reads very much."""

import asyncio

import pytest

from models.database.connection import select, select_apart
from models.database.transaction import transaction
from tests.factories import make_client

pytestmark = pytest.mark.usefixtures("database")

COUNTS_MILLIONS = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000000)"
    " SELECT count(*) AS n FROM n"
)


async def test_a_short_reading_overtakes_a_long_one() -> None:
    done = []

    async def read_long() -> None:
        await select_apart(COUNTS_MILLIONS, ())
        done.append("long")

    async def read_short() -> None:
        await select("SELECT 1 AS one", ())
        done.append("short")

    long = asyncio.create_task(read_long())
    await asyncio.sleep(0)
    await asyncio.gather(long, read_short())

    assert done == ["short", "long"]


async def test_a_reading_apart_sees_what_its_transaction_has_written() -> None:
    counted = "SELECT count(*) AS n FROM client"
    async with transaction():
        await make_client("Morel")
        assert await select_apart(counted, ()) == [{"n": 1}]
    assert await select_apart(counted, ()) == [{"n": 1}]
