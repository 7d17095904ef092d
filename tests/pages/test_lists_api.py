"""What the grids fetch while they scroll, whatever they are asked."""

from __future__ import annotations

import pytest

from components.list import Column, LiveGrid
from models.database import dialect
from models.documents import KINDS
from models.lists import PAGE_ROWS
from models.permissions import Role, Staff
from pages import journal
from pages.clients import columns as clients
from pages.documents import list as documents
from tests.factories import make_client, make_document
from tests.pages.conftest import HOSTILE
from tests.simulation import Simulation, Tab
from tests.waiting import until

FOR_THE_GRID = {"id", "trashed", "is_open", "mark", "mark_code", "reason"}
"""What tells a row from the others, what marks it beside its name and why, and whether a change
takes it out of its place."""
SCREENS = {
    "/clients": ("/api/clients", clients.COLUMNS),
    "/factures": ("/api/documents/invoice", tuple(documents.columns_of(KINDS["invoice"]))),
    "/journal": ("/api/journal", journal.COLUMNS),
}


def shown(columns: tuple[Column, ...]) -> set[str]:
    return {name for column in columns for name in (column.field, column.tone_of) if name}


async def test_a_screen_sends_no_more_than_it_shows(tab: Tab, subtests: pytest.Subtests) -> None:
    for path in SCREENS:
        with subtests.test(path=path):
            for serial in range(PAGE_ROWS + 5):
                client = await make_client(f"Client {serial}", notes="Long" * 500)
                await make_document(client, "invoice")
            address, columns = SCREENS[path]
            wanted = shown(columns) | FOR_THE_GRID

            await tab.open(path)
            (grid,) = tab.elements(LiveGrid)
            sent = [grid.props["start"].page, (await tab.http.get(address)).json()]

            for page in sent:
                assert len(page["rows"]) == PAGE_ROWS
                assert {name for row in page["rows"] for name in row} <= wanted
            assert "LongLong" not in (await tab.http.get(path)).text


async def test_who_may_not_see_prices_is_sent_none(simulation: Simulation) -> None:
    await make_document(await make_client(), "rental")
    async with simulation.new_tab(Staff("Lise", Role.READER)) as tab:
        await tab.open("/locations")
        (grid,) = tab.elements(LiveGrid)
        sent = [grid.props["start"].page, (await tab.http.get("/api/documents/rental")).json()]

    assert all(not {"ttc", "due"} & set(row) for page in sent for row in page["rows"])
    assert "120,00" not in str(sent)


async def test_a_page_of_clients_is_json_in_the_order_of_the_list(tab: Tab) -> None:
    for name in ("Zinguerie", "Abattage"):
        await make_client(name)

    answer = await tab.http.get("/api/clients")

    assert answer.headers["content-type"] == "application/json"
    assert [row["name"] for row in answer.json()["rows"]] == ["Abattage", "Zinguerie"]
    assert answer.json()["last"] == 2
    assert answer.json()["found"] == "2\u00a0clients"


async def test_rows_are_never_kept_by_the_browser(tab: Tab) -> None:
    answer = await tab.http.get("/api/clients")

    assert answer.headers["cache-control"] == "no-store"


async def test_the_rows_are_searched_sorted_and_filtered(tab: Tab) -> None:
    for name, kind in (("Port Un", "company"), ("Port Deux", "company"), ("Port Trois", "public")):
        await make_client(name, kind=kind)
    await make_client("Ailleurs")

    asked = {"q": "port", "sort": "-name", "kind": "company"}
    answer = await tab.http.get("/api/clients", params=asked)

    assert [row["name"] for row in answer.json()["rows"]] == ["Port Un", "Port Deux"]


async def test_each_kind_of_document_has_its_rows(tab: Tab, subtests: pytest.Subtests) -> None:
    client = await make_client()
    documents = {code: await make_document(client, code) for code in KINDS}
    for kind in KINDS:
        with subtests.test(kind=kind):
            answer = await tab.http.get(f"/api/documents/{kind}")

            assert [row["id"] for row in answer.json()["rows"]] == [documents[kind].id]


async def test_a_start_beyond_the_end_has_no_rows(tab: Tab) -> None:
    await make_client()

    answer = await tab.http.get("/api/clients", params={"start": "100"})

    assert answer.json()["rows"] == []


async def test_a_start_that_is_no_place_in_the_list_is_refused(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for start in (
        "-1",
        "abc",
        "",
        "1.5",
        "1e3",
        " 1",
        "²",
        "10000001",
        "9" * 30,
        "9" * 5_000,
        "\x00",
    ):
        with subtests.test(start=start):
            answer = await tab.http.get("/api/clients", params={"start": start})

            assert answer.status_code == 400


async def test_an_unknown_kind_of_document_is_not_found(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for kind in ("junk", "clients", "%00", "rental%20"):
        with subtests.test(kind=kind):
            answer = await tab.http.get(f"/api/documents/{kind}")

            assert answer.status_code == 404


async def test_a_hostile_search_is_only_text(tab: Tab, subtests: pytest.Subtests) -> None:
    for search in HOSTILE.values():
        with subtests.test(search=search):
            await make_document(await make_client())

            for path in ("/api/clients", "/api/documents/rental"):
                answer = await tab.http.get(path, params={"q": search})
                assert answer.status_code == 200


async def test_a_hostile_order_or_filter_is_only_text(tab: Tab, subtests: pytest.Subtests) -> None:
    for name in ("sort", "kind", "open", "trash", "status"):
        with subtests.test(name=name):
            await make_client()

            for junk in HOSTILE.values():
                answer = await tab.http.get("/api/clients", params={name: junk})
                assert answer.status_code == 200


async def test_the_health_check_answers_with_database_and_version(tab: Tab) -> None:
    answer = await tab.http.get("/sante")

    assert answer.status_code == 200
    assert answer.json()["ready"] is True
    assert answer.json()["database"] == dialect()


async def test_the_style_sheet_is_kept_forever_and_asks_nothing_of_the_internet(tab: Tab) -> None:
    page = await tab.http.get("/clients")
    path = page.text.partition('href="/look/')[2].partition('"')[0]

    answer = await tab.http.get(f"/look/{path}")

    assert "immutable" in answer.headers["cache-control"]
    assert "http" not in answer.text
    assert "//" not in answer.text


async def test_a_search_that_is_pasted_by_mistake_is_cut(tab: Tab) -> None:
    await make_client("Garage")
    await tab.open("/clients")

    await tab.search("garage " * 100_000)

    assert await until(lambda: "q=garage" in tab.url)
    assert len(tab.url) < 300
    answer = await tab.http.get("/api/clients", params={"q": "garage " * 1_000})
    assert [row["name"] for row in answer.json()["rows"]] == ["Garage"]
