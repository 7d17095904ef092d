"""Lists in parts: what has something in common stands together, counted and added up."""

from __future__ import annotations

from datetime import date

import pytest

from models.books import PAYMENTS
from models.catalogue import ARTICLES
from models.clients import CLIENTS, PAIRS
from models.documents import DOCUMENT_LISTS, OPEN_DOCUMENTS, Document
from models.history import JOURNAL
from models.lists import Query
from models.lists.grouping import month_said
from models.todos import TODOS
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")

LISTS = (CLIENTS, ARTICLES, PAIRS, PAYMENTS, TODOS, JOURNAL, OPEN_DOCUMENTS)
CITIES = ("Nantes", "Brest", "", "brest", "Évian", "Nantes")


async def make_clients() -> None:
    for serial, city in enumerate(CITIES):
        await make_client(f"Client {serial}", city=city)


async def test_rows_of_a_town_stand_together_and_are_counted() -> None:
    await make_clients()
    query = CLIENTS.asked({"group": "city", "sort": "-name"})
    page = await CLIENTS.page(query)

    assert [(one.label.casefold(), one.count) for one in page.groups] == [
        ("sans ville", 1),
        ("brest", 2),
        ("évian", 1),
        ("nantes", 2),
    ]
    names = [row["name"][-1] for row in page.rows]
    assert names == ["2", "3", "1", "4", "5", "0"]
    ids = [row["id"] for row in page.rows]
    assert await CLIENTS.ids(query) == ids
    assert await CLIENTS.in_order(sorted(ids), query) == ids
    assert [await CLIENTS.position(query, id_) for id_ in ids] == list(range(len(ids)))
    second = await CLIENTS.page(query, 2, 2)
    assert [row["id"] for row in second.rows] == ids[2:4]
    assert second.groups == ()

    found = await CLIENTS.page(CLIENTS.asked({"group": "city", "q": "brest"}))
    assert [(one.label.casefold(), one.count) for one in found.groups] == [("brest", 2)]


async def test_parts_follow_what_changes() -> None:
    await make_clients()
    query = CLIENTS.asked({"group": "city"})
    await CLIENTS.page(query)
    await make_client("Nouveau", city="Nantes")
    assert (await CLIENTS.page(query)).groups[-1].count == 3


async def test_of_too_many_rows_or_parts_a_list_has_none_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await make_clients()
    for limit in ("MOST_SORTED", "MOST_GROUPS"):
        with monkeypatch.context() as patch:
            patch.setattr(f"models.lists.listing.{limit}", 3)
            page = await CLIENTS.page(CLIENTS.asked({"group": "city"}))
        assert page.groups == (), limit
        assert page.found == "6\u00a0clients, trop pour grouper"
        assert len(page.rows) == 6


async def test_documents_are_added_up_by_status_and_by_month() -> None:
    client = await make_client("Abri", seller="Zoé")
    made = [await make_document(client, "sale") for _ in range(3)]
    await make_document(client, "sale", moves="cancel")
    await Document.amend(retyped(made[0], dated_on="2026-10-05"), by=ANYBODY)
    await Document.amend(retyped(made[1], dated_on="2026-09-30"), by=ANYBODY)
    sales = DOCUMENT_LISTS["sale"]

    page = await sales.page(sales.asked({"group": "status"}))
    counts = {one.label: (one.count, one.totals["ttc"]) for one in page.groups}
    assert sorted(count for count, _ in counts.values()) == [1, 3]
    assert (3, "Total 360,00\u00a0€ TTC") in counts.values()
    assert [row["status"] for row in page.rows][-1] == page.groups[-1].label

    labels = [one.label for one in (await sales.page(sales.asked({"group": "month"}))).groups]
    assert labels[-2:] == ["Octobre 2026", "Septembre 2026"]
    (part,) = (await sales.page(sales.asked({"group": "seller"}))).groups
    assert (part.label, part.count) == ("Zoé", 4)
    assert await sales.added_up(Query(), {"ttc"}) == ""


async def test_each_way_to_part_a_list_can_be_asked_of_it() -> None:
    client = await make_client("Abri")
    await make_document(client, "invoice")
    for listing in (*LISTS, *DOCUMENT_LISTS.values()):
        assert listing.groupings
        for grouping in listing.groupings:
            query = listing.asked({"group": grouping.name})
            page = await listing.page(query)
            assert query.texts == {"group": grouping.name}
            assert sum(one.count for one in page.groups) == len(page.rows), grouping
    assert CLIENTS.asked({"group": "city; DROP TABLE client"}) == CLIENTS.asked({})


def test_a_month_is_said_as_people_do() -> None:
    said = {"": "Sans date", "2026-01": "Janvier 2026", f"{date(2026, 12, 1)}"[:7]: "Décembre 2026"}
    for month, words in said.items():
        assert month_said(month) == words, month
