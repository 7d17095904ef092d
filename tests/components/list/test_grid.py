"""The live grid: what it tells the browser, and what the browser tells it."""

from __future__ import annotations

from typing import Any

import pytest

from components.list.column import Column
from components.list.grid import MOST_PATCHED, LiveGrid, State
from components.tab.live import Round
from models.clients import CLIENTS, Client
from models.lists import Query
from models.records import announce
from tests.factories import ANYBODY, make_client, retyped
from tests.simulation import Tab
from tests.waiting import until

COLUMNS = (
    Column("name", "Raison sociale"),
    Column("city", "Ville", from_width=560, is_sortable=False),
)


class Made:
    """A grid of clients on the page, and what it has told."""

    def __init__(self, page: Tab) -> None:
        self._page = page
        self.state = State()
        self.opened: list[int] = []
        self.sorted: list[str] = []
        self.selections: list[dict[str, Any]] = []

    async def build(self, query: Query | None = None) -> Made:
        self.state.query = query or Query()
        first = await CLIENTS.page(self.state.query)
        with self._page.client:
            self.grid = LiveGrid(
                "Clients",
                CLIENTS,
                "/api/clients",
                COLUMNS,
                state=self.state,
                page=first,
                is_selectable=True,
                on_open=self.opened.append,
                on_sort=self.sorted.append,
                on_select=self._selected,
            )
        return self

    async def _selected(self) -> None:
        self.selections.append(self.state.selection.to_json())


@pytest.fixture
async def two(page: Tab) -> list[Client]:
    return [await make_client("Un"), await make_client("Deux")]


async def test_the_first_rows_come_with_the_page(page: Tab, two: list[Client]) -> None:
    await Made(page).build(Query(search="un", sort="-name"))

    start = page.grid.props["start"]
    assert page.first_rows == ["Un"]
    assert start.params == {"q": "un", "group": ""}
    assert start.words == [" un"]
    assert start.sort == "-name"
    assert start.page["last"] == 1


async def test_an_unknown_order_is_the_usual_one(page: Tab, two: list[Client]) -> None:
    await Made(page).build(Query(sort="junk"))

    assert page.grid.props["start"].sort == CLIENTS.default_sort


async def test_the_first_column_is_the_name(page: Tab) -> None:
    await Made(page).build()

    shown = page.grid.props["arrangement"]["columns"]
    assert [column["isName"] for column in shown] == [True, False]


async def test_a_tap_opens_and_a_header_sorts(page: Tab) -> None:
    made = await Made(page).build()

    await page.send(made.grid, "open", 7)
    await page.send(made.grid, "sort", {"sort": "-city", "turn": 1})

    assert made.opened == [7]
    assert made.sorted == ["-city"]


async def test_ticking_is_kept_and_told(page: Tab) -> None:
    made = await Made(page).build()

    await page.tick(3)
    await page.tick(3, on=False)

    assert await until(lambda: len(made.selections) == 2)
    assert made.selections[-1] == {"everything": False, "marked": []}


async def test_a_range_is_ticked_in_the_order_of_the_list(page: Tab, two: list[Client]) -> None:
    made = await Made(page).build(Query(sort="-name"))

    await page.send(made.grid, "range", {"start": 0, "count": 1, "on": True})

    assert await until(lambda: made.selections)
    assert made.state.selection.marked == {two[0].id}


async def test_a_range_can_be_unticked(page: Tab, two: list[Client]) -> None:
    made = await Made(page).build(Query(sort="-name"))
    made.state.selection.clear(everything=True)

    await page.send(made.grid, "range", {"start": 1, "count": 1, "on": False})

    assert await until(lambda: made.selections)
    assert await made.state.selection.ids(CLIENTS, Query()) == [two[0].id]


async def test_a_changed_row_is_sent_and_nothing_else(page: Tab, two: list[Client]) -> None:
    await Made(page).build()
    calls = page.record_grid()

    await Client.amend(retyped(two[0], city="Nevers"), by=ANYBODY)

    assert await until(lambda: calls)
    assert [(name, [row["city"] for row in rows]) for name, rows in calls] == [
        ("patch", ["Nevers"])
    ]


async def test_a_row_that_is_no_more_has_the_list_read_again(page: Tab, two: list[Client]) -> None:
    await Made(page).build()
    calls = page.record_grid()

    await two[0].delete()
    announce("client", [two[0].id, two[1].id])

    assert await until(lambda: len(calls) == 2)
    assert [name for name, _ in calls] == ["patch", "refreshSoon"]
    assert [row["name"] for row in calls[0][1]] == ["Deux"]


async def test_of_very_many_changes_no_row_is_sent(page: Tab, two: list[Client]) -> None:
    await Made(page).build()
    calls = page.record_grid()

    announce("client", range(1, MOST_PATCHED + 2))

    assert await until(lambda: calls)
    assert [name for name, _ in calls] == ["refreshSoon"]


async def test_the_more_tabs_there_are_the_longer_they_take_turns_to_read(page: Tab) -> None:
    made = await Made(page).build()
    calls = page.record_grid()

    for followers in (3, 300):
        await made.grid._patch(Round({"client": {0}}, followers))

    (_, short), (_, long) = [call for call in calls if call[0] == "refreshSoon"]
    assert short < 120  # grid.js waits that long anyway
    assert long == 100 * short


async def test_a_column_gives_way_on_a_narrow_screen(page: Tab) -> None:
    made = await Made(page).build()
    narrow = "@container (width < 560px){.column-city{display:none}}"
    assert narrow in made.grid.props["arrangement"]["css"]
    assert ".column-name{display:none}" not in made.grid.props["arrangement"]["css"]
