"""The demo data is complete, and the same for the same seed."""

import asyncio
from typing import Any

import pytest

from models.catalogue.article import Article
from models.clients.client import Client
from models.clients.list import CLIENTS
from models.database.connection import (
    connect,
    dialect,
    disconnect,
    reader,
)
from models.demo.fill import fill
from models.demo.ways import ways
from models.documents.document import Document
from models.documents.kinds import every_stage
from models.errors import Refused
from models.lists.query import Query
from models.records.changes import Changed, listen
from tests.factories import ANYBODY

pytestmark = pytest.mark.usefixtures("database")

DATES = ("created_at", "updated_at")


async def every_client() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await Client.all().order_by("id").values()
    return [{name: row[name] for name in row if name not in DATES} for row in rows]


async def every_document() -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = (
        await Document.all()
        .order_by("id")
        .values_list("client_id", "kind", "stage", "status", "subject", "dated_on", "author")
    )
    return rows


async def statuses() -> set[tuple[str, str, str]]:
    return {(one.kind, one.stage, one.standing) for one in await Document.all()}


async def schema() -> list[dict[str, Any]]:
    """The indexes and triggers, which a fill may take away for a while."""
    query = {
        "sqlite": "SELECT type, name, sql FROM sqlite_master ORDER BY type, name",
        "postgres": "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE schemaname = current_schema() ORDER BY indexname",
    }[dialect()]
    rows: list[dict[str, Any]] = await reader().execute_query_dict(query)
    return rows


async def test_the_same_seed_makes_the_same_clients_and_documents(second_url: str) -> None:
    await fill(60, seed=7)
    clients, documents = await every_client(), await every_document()
    await disconnect()
    await connect(second_url)

    await fill(60, seed=7)

    assert await every_client() == clients
    assert await every_document() == documents


async def test_another_seed_makes_other_clients(second_url: str) -> None:
    await fill(20, seed=1, documents=0)
    names = [client["name"] for client in await every_client()]
    await disconnect()
    await connect(second_url)

    await fill(20, seed=2, documents=0)

    assert [client["name"] for client in await every_client()] != names


def test_every_status_of_every_stage_has_a_way_to_it() -> None:
    assert set(ways()) == {
        (kind.code, stage.code, step.status)
        for kind, stage in every_stage()
        for step in stage.steps
    }


async def test_every_status_of_every_stage_occurs_even_with_one_client() -> None:
    await fill(1)

    assert await statuses() == set(ways())


async def test_as_many_documents_as_asked_for() -> None:
    await fill(10, documents=70)

    assert 70 <= await Document.all().count() <= 72


async def test_a_second_fill_is_refused() -> None:
    await fill(3, documents=0)

    with pytest.raises(Refused, match="ne se charge que dans une base vide"):
        await fill(3)

    assert await Client.all().count() == 3


async def test_a_client_in_the_trash_counts_as_a_client() -> None:
    await fill(1, documents=0)
    await Client.remove_many([1], by=ANYBODY)

    with pytest.raises(Refused):
        await fill(3)


async def test_the_next_client_gets_the_next_id() -> None:
    await fill(5, documents=0)

    client = await Client.create(name="Sixième")

    assert client.id == 6


async def test_indexes_are_as_before_and_the_search_index_is_complete() -> None:
    before = await schema()

    await fill(200, documents=0)

    assert await schema() == before
    found = await CLIENTS.count(Query(search="example"))
    assert found == await Client.exclude(email="").count()


async def test_a_failure_leaves_the_database_as_it_was() -> None:
    before = await schema()

    def fail(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await fill(5, progress=fail)

    assert await schema() == before
    assert not await Client.exists()


async def test_progress_counts_the_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fill.__globals__, "BATCH", 10)
    told: list[int] = []

    await fill(25, documents=0, progress=told.append)

    assert told == [10, 20, 25]


async def test_a_fill_is_complete_counted_and_announced_once() -> None:
    heard: list[Changed] = []
    stop = listen(heard.append)

    await fill(100)

    stop()
    assert sorted(change.topic for change in heard) == [
        *("article", "attachment", "bank_account", "client", "client_pair", "company"),
        *("document", "journal", "payment", "series", "tag", "todo"),
    ]
    assert await statuses() == set(ways())
    for client in await Client.all():
        assert client.open_count == await Document.filter(client_id=client.id, is_open=True).count()


async def test_nothing_asked_for_is_nothing_made() -> None:
    await fill(0)

    assert not await Client.exists()
    assert not await Document.exists()
    assert not await Article.exists()


async def test_of_two_who_fill_at_once_one_is_refused() -> None:
    done = await asyncio.gather(*(fill(5, documents=0) for _ in range(2)), return_exceptions=True)

    assert [type(one) for one in done if one] == [Refused]
    assert await Client.all().count() == 5
