"""Demo data: an empty database filled with made-up clients and documents."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tortoise.connection import get_connection

from models.catalogue.article import Article
from models.clients.client import Client
from models.clients.matching import keep_first_keys, pair_everybody
from models.database.connection import dialect, one_at_a_time
from models.database.transaction import transaction
from models.demo.articles import invented_articles
from models.demo.clients import Inventor
from models.demo.documents import DeskWork
from models.demo.firm import introduce_demo_firm
from models.demo.hung_on import hang_on
from models.demo.marks import mark_clients
from models.errors import Refused
from models.french.wording import plural
from models.permissions import THE_HOUSE, Permission, Staff
from models.records.changes import announce
from models.records.journal import Subject, note

NOT_EMPTY = (
    "La base contient déjà des clients : le jeu d’exemple ne se charge que dans une base vide."
)
BATCH = 1_000
ANNOUNCED = 5_000
"""Ids in the announcement: enough to make every list read again, whatever was filled."""


async def fill(
    clients: int,
    *,
    documents: int | None = None,
    seed: int = 1,
    by: Staff = THE_HOUSE,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Fill the connected database, the same for the same seed; Refused if it has clients.

    All in one transaction: a failure leaves the database as it was, and other writers wait.
    Documents are drawn up until there are at least this many and every status occurs.
    `progress` is told how many clients are in.
    """
    by.need(Permission.SETTINGS)
    wanted = min(max(clients // 4, 40), 500) if documents is None else documents
    async with transaction():
        await one_at_a_time("fill")
        if await Client.exists():
            raise Refused(NOT_EMPTY)
        async with indexes_built_afterwards("client"):
            await _insert(clients, seed, progress)
        await pair_everybody()
        if clients and not await Article.exists():
            articles = invented_articles(seed)
            await Article.bulk_create(articles)
            announce(Article.TOPIC, range(1, len(articles) + 1))
        if clients and wanted:
            await introduce_demo_firm(by=by)
            await DeskWork(clients, seed).draw_up(wanted)
            await mark_clients(clients, seed, by=by)
            await hang_on(clients, seed)
        await note(by, "fill", Subject(Client.TOPIC, 0, plural(clients, "client")))
        announce(Client.TOPIC, range(1, min(clients, ANNOUNCED) + 1))


async def _insert(clients: int, seed: int, progress: Callable[[int], None] | None) -> None:
    """Insert clients with the ids from 1 on, so that their codes are known beforehand."""
    inventor = Inventor(seed)
    for start in range(1, clients + 1, BATCH):
        ids = range(start, min(start + BATCH, clients + 1))
        invented = [inventor.client(id_, 1 - id_ / clients) for id_ in ids]
        await Client.bulk_create(invented)
        await keep_first_keys(vars(client) for client in invented)
        if progress:
            progress(ids[-1])
        await sleep(0)
    if clients and dialect() == "postgres":
        await get_connection("default").execute_query(
            f"SELECT setval(pg_get_serial_sequence('client', 'id'), {int(clients)})"
        )


@asynccontextmanager
async def indexes_built_afterwards(table: str) -> AsyncIterator[None]:
    """On SQLite, build the indexes of a searched table at once: several times faster than row by
    row.

    Dropping them is part of the open transaction, so that they cannot be lost.
    """
    if dialect() != "sqlite":
        yield
        return
    connection = get_connection("default")
    dropped = await connection.execute_query_dict(
        "SELECT type, name, sql FROM sqlite_master"
        f" WHERE tbl_name = '{table}' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    for one in dropped:
        await connection.execute_query(f"DROP {one['type']} {one['name']}")
    yield
    for one in dropped:
        await connection.execute_query(one["sql"])
    search = f"{table}_search"
    await connection.execute_query(f"INSERT INTO {search} ({search}) VALUES ('rebuild')")
