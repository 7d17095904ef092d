"""Counts are remembered, and after a change only counted anew where it was."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from models.clients import CLIENTS, Client
from models.database.connection import select_apart
from models.database.outage import GONE, Outage
from models.database.transaction import transaction
from models.documents import DOCUMENT_LISTS, OPEN_DOCUMENTS
from models.lists import Query, counts
from models.records.changes import Changed, announce
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")

FAR = 5 * counts.PORTION


@pytest.fixture(autouse=True)
async def nothing_under_way(database: None) -> AsyncIterator[None]:
    """The connection is closed only when nothing is read by it any more."""
    yield
    if counts._learning and not counts._learning.done():
        await asyncio.wait({counts._learning})


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements by which something is counted."""
    statements: list[str] = []

    async def note(sql: str, parameters: Any) -> Any:
        statements.append(sql)
        await asyncio.sleep(0)
        return await select_apart(sql, parameters)

    monkeypatch.setattr(counts, "select_apart", note)
    return statements


@pytest.fixture
async def clients(database: None) -> list[Client]:
    """Two in one portion, and one far from them."""
    near = [await make_client(name) for name in ("Abattage", "Boulangerie")]
    far = Client(id=FAR, name="Charpente", sort_key="charpente")
    await far.save(force_create=True)
    return [*near, far]


async def test_a_count_is_remembered(clients: list[Client], asked: list[str]) -> None:
    assert await CLIENTS.count(Query()) == 3
    asked.clear()
    assert await CLIENTS.count(Query()) == 3
    assert not asked


@pytest.fixture
async def learned(clients: list[Client], monkeypatch: pytest.MonkeyPatch) -> list[Client]:
    """The same, which are held to be many and have been counted by portions."""
    monkeypatch.setattr(counts, "BREATH", 0)
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 2)
    await CLIENTS.count(Query())
    assert counts._learning
    await counts._learning
    return clients


async def test_a_change_has_its_portion_counted(learned: list[Client], asked: list[str]) -> None:

    await learned[0].remove(by=ANYBODY)
    assert await CLIENTS.count(Query()) == 2
    await make_client("Zinguerie")
    assert await CLIENTS.count(Query()) == 3

    assert all("t.id <" in sql for sql in asked)
    assert await CLIENTS.count(Query(filters={"trash": "1"})) == 1


async def test_portions_are_counted_one_after_the_other(
    clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_document(clients[0], "sale")
    now, most = 0, 0

    async def note(sql: str, parameters: Any) -> Any:
        nonlocal now, most
        now += "t.id >=" in sql
        most = max(most, now)
        try:
            return await select_apart(sql, parameters)
        finally:
            now -= "t.id >=" in sql

    monkeypatch.setattr(counts, "select_apart", note)
    monkeypatch.setattr(counts, "BREATH", 0)
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 1)
    lists = (CLIENTS, DOCUMENT_LISTS["sale"], OPEN_DOCUMENTS)
    await asyncio.gather(*(one.count(Query()) for one in lists))
    assert counts._learning
    await counts._learning

    assert most == 1


async def test_what_changes_while_portions_are_counted_is_counted_anew(
    clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, may_go_on = asyncio.Event(), asyncio.Event()

    async def wait_there(sql: str, parameters: Any) -> Any:
        found = await select_apart(sql, parameters)
        if parameters[-1:] == (counts.PORTION,) and not may_go_on.is_set():
            reached.set()
            await may_go_on.wait()
        return found

    monkeypatch.setattr(counts, "select_apart", wait_there)
    monkeypatch.setattr(counts, "BREATH", 0)
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 1)
    assert await CLIENTS.count(Query()) == 3
    await reached.wait()
    await clients[0].remove(by=ANYBODY)
    assert await CLIENTS.count(Query()) == 2
    may_go_on.set()
    assert counts._learning
    await counts._learning

    assert not counts._to_learn
    assert await CLIENTS.count(Query()) == 2
    await clients[1].remove(by=ANYBODY)
    assert await CLIENTS.count(Query()) == 1


async def test_what_a_search_finds_is_not_counted_by_portions(
    clients: list[Client], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 1)
    assert await CLIENTS.count(Query("boulangerie")) == 1
    assert not counts._to_learn


@pytest.mark.sqlite
async def test_a_portion_is_read_by_its_ids_whatever_is_asked(
    clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in clients:
        await make_document(client, "sale")
    portions: list[tuple[str, Any]] = []

    async def note(sql: str, parameters: Any) -> Any:
        if "t.id >=" in sql:
            portions.append((sql, parameters))
        return await select_apart(sql, parameters)

    monkeypatch.setattr(counts, "select_apart", note)
    monkeypatch.setattr(counts, "BREATH", 0)
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 0)
    sales = DOCUMENT_LISTS["sale"]
    filters: list[dict[str, str]] = [{}, {"status": "draft"}]
    for one in filters:
        await sales.count(Query(filters=one))
    assert counts._learning
    await counts._learning

    assert len(portions) >= len(filters)
    for sql, parameters in portions:
        (plan,) = await select_apart(f"EXPLAIN QUERY PLAN {sql}", parameters)
        assert "INTEGER PRIMARY KEY (rowid>? AND rowid<?)" in plan["detail"]


async def test_many_changes_have_everything_counted(
    learned: list[Client], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 20_000)
    monkeypatch.setattr(counts, "MOST_STALE", 1)

    await Client.remove_many([one.id for one in learned], by=ANYBODY)

    assert await CLIENTS.count(Query()) == 0
    assert len(asked) == 1


async def test_a_change_of_unknown_rows_has_everything_counted(
    learned: list[Client],
) -> None:
    await Client.filter(id=FAR).delete()
    counts._note(Changed(Client.TOPIC, frozenset()))
    assert await CLIENTS.count(Query()) == 2


async def test_a_change_during_the_counting_is_not_lost(
    clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counts, "WORTH_PORTIONS", 2)
    monkeypatch.setattr(counts, "BREATH", 0)

    async def create() -> None:
        await make_client("Pendant")

    await asyncio.gather(CLIENTS.count(Query()), create(), CLIENTS.count(Query()))
    assert await CLIENTS.count(Query()) == 4


async def test_what_could_not_be_counted_is_counted_later(
    learned: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_client("Nouveau")

    async def fail(*_: Any) -> Any:
        raise Outage(GONE)

    monkeypatch.setattr(counts, "select_apart", fail)
    with pytest.raises(Outage):
        await CLIENTS.count(Query())
    monkeypatch.setattr(counts, "select_apart", select_apart)
    assert await CLIENTS.count(Query()) == 4


async def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "MOST_KEPT", 2)
    for kind in ("company", "person", "public"):
        await CLIENTS.count(Query(filters={"kind": kind}))
    assert len(counts._known) == 2


async def test_what_another_topic_does_is_of_no_matter(
    clients: list[Client], asked: list[str]
) -> None:
    await CLIENTS.count(Query())
    asked.clear()
    async with transaction():
        announce("document", [1])
    await CLIENTS.count(Query())
    assert not asked
