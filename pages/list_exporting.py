"""« Exporter la liste »: what it shows, as the file that somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.dialogs import choose
from components.list import Arrangement, Column
from components.tab import current_staff
from models.french import plural
from models.lists import Listing, Query, Shown, list_csv, list_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ANSWERS = {
    "Abandonner": ("", "quiet"),
    "En CSV": ("csv", "quiet"),
    "En Excel": ("xlsx", "primary"),
}


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
    kind = await choose(f"Exporter {count} ?", ANSWERS, focus="En Excel")
    if kind == "csv":
        content = await list_csv(listing, query, shown, by=current_staff())
        ui.download.content(content, f"{name}.csv", "text/csv")
    elif kind == "xlsx":
        content = await list_xlsx(listing, query, shown, by=current_staff())
        ui.download.content(content, f"{name}.xlsx", XLSX)
