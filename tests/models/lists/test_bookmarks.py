"""A page far down is the same page, by whatever way it was reached."""

from __future__ import annotations

from typing import Any

import pytest

from models.clients import CLIENTS, Client
from models.history import JOURNAL
from models.lists import Query
from models.lists import bookmarks as places
from models.lists import listing as listings
from tests.factories import ANYBODY, make_client, retyped

pytestmark = pytest.mark.usefixtures("database")

SORTS = [(CLIENTS, way + column) for column in CLIENTS.sorts for way in ("", "-")]
SORTS += [(JOURNAL, way + column) for column in JOURNAL.sorts for way in ("", "-")]


@pytest.fixture
async def clients(database: None, monkeypatch: pytest.MonkeyPatch) -> list[Client]:
    """Twenty, in lists that keep every place."""
    monkeypatch.setattr(places, "WORTH_KEEPING", 1)
    return [
        await make_client(f"Client {serial:02}", city=("Gap", "Agen")[serial % 2])
        for serial in range(20)
    ]


async def test_pages_are_the_same_with_and_without(
    clients: list[Client], subtests: pytest.Subtests
) -> None:
    for listing, sort in SORTS:
        with subtests.test(listing=listing, sort=sort):
            everything = await listing.ids(Query(sort=sort))
            for start in (12, 15, 3, 19, 15, 12, 18, 30):
                rows = (await listing.page(Query(sort=sort), start, 4)).rows
                assert [row["id"] for row in rows] == everything[start : start + 4]


async def test_a_place_that_is_known_is_gone_on_from(
    clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    await CLIENTS.page(Query(), 10, 2)
    statements: list[str] = []
    select = listings.select  # type: ignore[attr-defined]

    async def note(sql: str, parameters: Any) -> Any:
        statements.append(sql)
        return await select(sql, parameters)

    monkeypatch.setattr(listings, "select", note)
    await CLIENTS.page(Query(), 13, 2)
    assert statements[0].endswith("LIMIT 2 OFFSET 3")


async def test_a_change_makes_it_forgotten(clients: list[Client]) -> None:
    await CLIENTS.page(Query(), 10, 2)
    await Client.amend(retyped(clients[15], name="Avant tous"), by=ANYBODY)
    everything = await CLIENTS.ids(Query())
    rows = (await CLIENTS.page(Query(), 13, 2)).rows
    assert [row["id"] for row in rows] == everything[13:15]
