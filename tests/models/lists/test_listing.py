"""Lists page through what the database has sorted, filtered and counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.clients import CLIENTS, Client
from models.documents import DOCUMENT_LISTS, KINDS, Document
from models.documents.quick import QUICK, own_sorts
from models.lists import Listing, Query, Row
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")

CLIENT_KEYS: dict[str, Callable[[Client], Any]] = {
    "name": lambda client: client.sort_key,
    "contact": lambda client: client.contact_key,
    "phone": lambda client: client.phone,
    "postcode": lambda client: client.postcode,
    "city": lambda client: client.city_key,
    "open": lambda client: client.open_count,
    "updated": lambda client: client.updated_at,
}
DOCUMENT_KEYS: dict[str, Callable[[Document], Any]] = {
    "title": lambda document: document.id,
    "client": lambda document: document.client_key,
    "status": lambda document: document.status,
    "dated": lambda document: document.dated_on or date.min,
    "updated": lambda document: document.updated_at,
    "ttc": lambda document: document.ttc,
    "due": lambda document: document.due,
}


async def make_clients() -> list[Client]:
    """Clients with ties in every column, the first ones with open documents."""
    names = ("Élan", "abri", "Zèbre", "élan", "Œuf", "abri")
    for index, name in enumerate(names):
        await make_client(
            name,
            contact=("Zoé", "Éric", "")[index % 3],
            phone=("0612345678", "0298000000")[index % 2],
            postcode=("29200", "01000", "75001")[index % 3],
            city=("Brest", "Évian")[index % 2],
        )
    clients = await Client.all().order_by("id")
    for client in (clients[0], clients[0], clients[3]):
        await make_document(client)
    return await Client.all().order_by("id")


async def paged(listing: Listing, query: Query, limit: int) -> list[int]:
    """The ids of all pages, one after the other."""
    ids: list[int] = []
    while rows := (await listing.page(query, len(ids), limit)).rows:
        ids += [row["id"] for row in rows]
    return ids


async def test_clients_are_sorted_both_ways(subtests: pytest.Subtests) -> None:
    assert CLIENT_KEYS.keys() == CLIENTS.sorts.keys() - {"deleted"}  # of those in the trash alone
    clients = await make_clients()
    for column in CLIENT_KEYS:
        with subtests.test(column=column):
            key = CLIENT_KEYS[column]
            rising = [one.id for one in sorted(clients, key=lambda one: (key(one), one.id))]
            assert await CLIENTS.ids(Query(sort=column)) == rising
            assert await CLIENTS.ids(Query(sort=f"-{column}")) == rising[::-1]


async def test_documents_are_sorted_both_ways_open_ones_first(subtests: pytest.Subtests) -> None:
    for code, listing in DOCUMENT_LISTS.items():
        assert listing.sorts.keys() - own_sorts(QUICK[code]).keys() == DOCUMENT_KEYS.keys()
    for client in await make_clients():
        await make_document(client, "sale")
        undated = await make_document(client, "sale", moves="cancel")
        await Document.amend(retyped(undated, dated_on=""), by=ANYBODY)
    documents = await Document.filter(kind="sale")
    for column in DOCUMENT_KEYS:
        with subtests.test(column=column):
            key = DOCUMENT_KEYS[column]
            rising = sorted(documents, key=lambda one: (key(one), one.id))
            for sort, order in ((column, rising), (f"-{column}", rising[::-1])):
                expected = [one.id for one in sorted(order, key=lambda one: not one.is_open)]
                assert await DOCUMENT_LISTS["sale"].ids(Query(sort=sort)) == expected


async def test_pages_neither_overlap_nor_skip_where_values_are_equal(
    subtests: pytest.Subtests,
) -> None:
    await make_clients()
    for sort in (*CLIENT_KEYS, *(f"-{column}" for column in CLIENT_KEYS)):
        with subtests.test(sort=sort):
            query = Query(sort=sort)
            assert await paged(CLIENTS, query, 2) == await CLIENTS.ids(query)


SEVERAL = ("city,name", "-city,contact,-name", "contact,-phone,city", "open,-updated", "name,city")


async def test_clients_are_sorted_by_several_columns(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    clients = await make_clients()
    for sort in SEVERAL:
        with subtests.test(sort=sort):
            expected = sorted(clients, key=lambda one: one.id, reverse=sort.startswith("-"))
            for part in reversed(sort.split(",")):
                key = CLIENT_KEYS[part.lstrip("-")]
                expected.sort(key=key, reverse=part.startswith("-"))
            ids, query = [one.id for one in expected], Query(sort=sort)

            assert await CLIENTS.ids(query) == ids
            assert await paged(CLIENTS, query, 2) == ids
            assert await CLIENTS.in_order(sorted(ids), query) == ids
            assert [await CLIENTS.position(query, id_) for id_ in ids] == list(range(len(ids)))
            found = [row["id"] for row in (await CLIENTS.page(Query("ab", sort))).rows]
            assert found == [id_ for id_ in ids if id_ in found]
            assert len(found) == 2

    # Of too many rows the first order alone counts, and the list says so.
    monkeypatch.setattr("models.lists.listing.MOST_SORTED", len(clients) - 1)
    for sort in SEVERAL:
        first = Query(sort=sort.split(",")[0])
        ids = await CLIENTS.ids(first)
        assert await CLIENTS.ids(Query(sort=sort)) == ids
        assert await paged(CLIENTS, Query(sort=sort), 4) == ids
        place = await CLIENTS.position(Query(sort=sort), ids[2])
        assert place == 2
        assert "trop pour plus d’un tri" in (await CLIENTS.page(Query(sort=sort))).found
        assert "trop" not in (await CLIENTS.page(first)).found


async def test_documents_sorted_by_several_columns_have_the_open_ones_first() -> None:
    client, other = await make_client("Abri"), await make_client("Zinc")
    made = [
        await make_document(who, "sale", moves=moves)
        for who in (client, other, client)
        for moves in ("", "cancel")
    ]
    query = Query(sort="-client,title")
    expected = sorted(made, key=lambda one: one.id)
    expected.sort(key=lambda one: one.client_key, reverse=True)
    expected.sort(key=lambda one: not one.is_open)
    assert await DOCUMENT_LISTS["sale"].ids(query) == [one.id for one in expected]
    assert await paged(DOCUMENT_LISTS["sale"], query, 2) == [one.id for one in expected]


async def test_an_address_says_each_order_once_and_three_at_most() -> None:
    for said, sort in {
        "city,name": "city,name",
        "city,-city,,nothing,name": "city,name",
        "--city": "-city",
        "city,name,phone,contact": "city,name,phone",
        "deleted,city": "city",
        "name": "",
        "name,city": "name,city",
        "'; DROP TABLE client": "",
    }.items():
        assert CLIENTS.asked({"sort": said}).sort == sort, said


async def test_an_unknown_sort_is_the_usual_one(subtests: pytest.Subtests) -> None:
    await make_clients()
    for sort in ("", "-", "inconnu", "-inconnu", "id; DROP TABLE client", "t.id"):
        with subtests.test(sort=sort):
            assert await CLIENTS.ids(Query(sort=sort)) == await CLIENTS.ids(Query(sort="name"))


async def test_the_first_page_is_counted() -> None:
    await make_clients()
    page = await CLIENTS.page(Query(), limit=4)
    assert (len(page.rows), page.last, page.found) == (4, 6, "6\u00a0clients")


async def test_a_page_that_is_not_full_is_the_last() -> None:
    await make_clients()
    assert (await CLIENTS.page(Query(), 2, 2)).last is None
    assert (await CLIENTS.page(Query(), 4, 4)).last == 6
    assert (await CLIENTS.page(Query(), 6, 4)).rows == []


async def test_an_empty_list_says_so() -> None:
    page = await CLIENTS.page(Query())
    assert (page.rows, page.last, page.found) == ([], 0, "0\u00a0client")


async def test_a_row_shows_its_client() -> None:
    client = await make_client(
        "Garage", contact="Zoé", mobile="0612345678", postcode="29200", city="Brest"
    )
    (row,) = await CLIENTS.rows([client.id])
    assert "\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}" in row.pop("updated")  # today, hence its time
    assert row == {
        "id": client.id,
        "name": "Garage",
        "contact": "Zoé",
        "phone": "06\u00a012\u00a034\u00a056\u00a078",
        "city": "29200 Brest",
        "open": "",
        "mark": "",
        "mark_code": "active",
        "reason": "",
        "trashed": False,
        "deleted": "",
    }


async def test_the_trash_says_when_and_by_whom_and_has_the_latest_first() -> None:
    gone = [await make_client(name) for name in ("Alba", "Corail", "Bora")]
    karim = Staff("Karim", Role.ADMINISTRATOR)
    for client, by in zip(gone, (ANYBODY, karim, karim), strict=True):
        await client.remove(by=by)
    await Client.restore_many([gone[0].id], by=ANYBODY)
    await gone[0].remove(by=karim)
    in_trash = {"trash": "1"}

    rows = (await CLIENTS.page(Query(filters=in_trash))).rows
    assert [row["name"] for row in rows] == ["Alba", "Bora", "Corail"]
    assert all(row["deleted"].endswith(", Karim") for row in rows)
    assert CLIENTS.sort_of(Query(sort="deleted", filters=in_trash)) == "deleted"
    assert CLIENTS.sort_of(Query(sort="name", filters=in_trash)) == "name"
    assert CLIENTS.sort_of(Query(sort="-deleted")) == "name"


async def test_rows_come_in_the_order_asked_for_without_those_that_are_gone() -> None:
    first, second = await make_client(), await make_client()
    rows = await CLIENTS.rows([second.id, 999, first.id])
    assert [row["id"] for row in rows] == [second.id, first.id]


async def found(listing: Listing, **filters: str) -> list[Row]:
    page = await listing.page(Query(filters=filters))
    assert await listing.count(Query(filters=filters)) == len(page.rows)
    return page.rows


async def test_clients_are_filtered_by_kind() -> None:
    await make_client()
    person = await make_client(kind="person", last_name="Petit")
    assert [row["id"] for row in await found(CLIENTS, kind="person")] == [person.id]


async def test_clients_are_filtered_by_open_documents() -> None:
    clients = await make_clients()
    rows = await found(CLIENTS, open="1")
    assert {row["id"]: row["open"] for row in rows} == {clients[0].id: 2, clients[3].id: 1}


async def test_the_trash_is_a_list_of_its_own() -> None:
    clients = await make_clients()
    await clients[1].remove(by=ANYBODY)
    assert len(await found(CLIENTS)) == 5
    (row,) = await found(CLIENTS, trash="1")
    assert (row["id"], row["trashed"]) == (clients[1].id, True)
    page = await CLIENTS.page(Query(filters={"trash": "1"}))
    assert page.found == "1\u00a0client dans la corbeille"


async def test_an_unknown_filter_value_finds_nothing() -> None:
    await make_client()
    assert await found(CLIENTS, kind="' OR 1=1 --") == []


async def test_a_list_shows_the_documents_of_its_kind(subtests: pytest.Subtests) -> None:
    client = await make_client("Garage")
    documents = {code: await make_document(client, code) for code in KINDS}
    for kind in KINDS:
        with subtests.test(kind=kind):
            await Document.amend(retyped(documents[kind], subject="Nacelle"), by=ANYBODY)

            (row,) = await found(DOCUMENT_LISTS[kind])

            shown = {name: row[name] for name in ("id", "title", "client", "subject", "is_open")}
            stage = documents[kind].stage_spec
            assert shown == {
                "id": documents[kind].id,
                "title": stage.briefly_titled(documents[kind].id, documents[kind].number),
                "client": "Garage",
                "subject": "Nacelle",
                "is_open": True,
            }
            assert row["status"] == documents[kind].status_label
            assert row["when"]


async def test_documents_are_filtered_by_status() -> None:
    client = await make_client()
    await make_document(client)
    out = await make_document(client, moves="reserve hand_out")
    rows = await found(DOCUMENT_LISTS["rental"], status="out")
    assert [(row["id"], row["status"]) for row in rows] == [(out.id, "Sorti")]


async def test_discarded_invoices_are_not_listed() -> None:
    invoice = await make_document(await make_client(), "invoice")
    await invoice.discard(by=ANYBODY)
    assert await found(DOCUMENT_LISTS["invoice"]) == []


async def test_a_list_counts_in_its_own_words() -> None:
    client = await make_client()
    for _ in range(2):
        await make_document(client, "invoice")
    assert (await DOCUMENT_LISTS["invoice"].page(Query())).found == "2\u00a0factures"
    assert (await DOCUMENT_LISTS["sale"].page(Query())).found == "0\u00a0vente"


async def test_the_position_of_a_row_is_its_place_in_the_list(subtests: pytest.Subtests) -> None:
    for serial in range(5):
        await make_client(f"Place {serial}", city="Brest" if serial % 2 else "Nantes")
    for sort in ("name", "-name", "city", "-updated"):
        with subtests.test(sort=sort):
            query = Query(search="place", sort=sort)

            ids = await CLIENTS.ids(query)

            assert [await CLIENTS.position(query, id_) for id_ in ids] == list(range(5))


async def test_a_row_that_the_search_does_not_find_has_no_position() -> None:
    client = await make_client("Ailleurs")

    assert await CLIENTS.position(Query(search="introuvable"), client.id) is None


async def test_what_somebody_has_picked_stands_in_the_order_of_the_list() -> None:
    for name, city, phone in (
        ("Ébène", "Brest", "02 98 12 34 56"),
        ("abc", "", ""),
        ("Zoé", "Alès", ""),
        ("Abc", "Brest", "04 65 71 11 65"),
    ):
        await make_client(name, city=city, phone=phone)
    for column in CLIENTS.sorts:
        for sort in (column, f"-{column}"):
            query = Query(sort=sort)
            found = await CLIENTS.ids(query)
            assert await CLIENTS.in_order(sorted(found), query) == found, sort
