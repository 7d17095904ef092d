"""« Exporter »: what a list shows, as the file that somebody chooses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from nicegui import ui

from components.dialogs import choose
from components.list import Arrangement, Column, list_tool
from components.tab import anchored, current_staff
from models.french import plural
from models.lists import Listing, Query, Shown, list_csv, list_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWERS = {
    "Abandonner": ("", "quiet"),
    "En CSV": ("csv", "quiet"),
    "En Excel": ("xlsx", "primary"),
}

Make = Callable[[], Awaitable[bytes]]


def export_tool(on_click: Callable[[], Awaitable[None]]) -> None:
    """The button for it."""
    with list_tool("Exporter la liste", "export").on_click(anchored(on_click)):
        ui.label("Exporter").classes("list-tool-text")


async def export_list(
    name: str,
    listing: Listing,
    query: Query,
    columns: Sequence[Column],
    arrangement: Arrangement,
) -> None:
    """Ask as what, and give out the rows found with the columns shown."""
    shown = [
        Shown(one.field, one.label, is_number=one.align == "right")
        for one in arrangement.shown(columns)
        if one.is_there(query.filters)
    ]
    count = plural(await listing.count(query), *listing.nouns(query.filters))
    by = current_staff()
    await export_as(
        *(name, count),
        csv=partial(list_csv, listing, query, shown, by=by),
        xlsx=partial(list_xlsx, listing, query, shown, by=by),
    )


async def export_as(name: str, counted: str, *, csv: Make, xlsx: Make) -> None:
    """Ask as what, and give it out; `counted` says how much that is."""
    kind = await choose(f"Exporter {counted} ?", ANSWERS, focus="En Excel")
    if kind == "csv":
        ui.download.content(await csv(), f"{name}.csv", "text/csv")
    elif kind == "xlsx":
        ui.download.content(await xlsx(), f"{name}.xlsx", XLSX)
