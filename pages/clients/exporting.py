"""Clients that are ticked as a file: with all columns, or with those that somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.dialogs import choose
from components.tab import current_staff
from models.clients import COLUMNS, Client, clients_csv, clients_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVERY = tuple(COLUMNS)


async def export_csv(ids: Sequence[int], names: Sequence[str] = EVERY) -> None:
    content = await clients_csv(ids, by=current_staff(), names=names)
    ui.download.content(content, "clients.csv", "text/csv")


async def export_xlsx(ids: Sequence[int], names: Sequence[str] = EVERY) -> None:
    content = await clients_xlsx(ids, by=current_staff(), names=names)
    ui.download.content(content, "clients.xlsx", XLSX)


OF_THE_LIST = {
    "name": ("name",),
    "contact": ("contact",),
    "phone": ("phone", "mobile"),
    "city": ("postcode", "city"),
}
"""By a column of the list what a file says of it."""


def shown_in(fields: Sequence[str]) -> list[str]:
    """What a file holds that shows what the list shows."""
    return [name for field in fields for name in OF_THE_LIST.get(field, ())]


async def export_chosen(ids: Sequence[int], names: Sequence[str] = EVERY) -> None:
    """Ask which columns, beginning with these, and as which file."""
    boxes: dict[str, ui.checkbox] = {}

    def details() -> None:
        with ui.element("div").classes("export-columns").props("role=group") as group:
            group.props["aria-label"] = "Colonnes"
            for name, label in COLUMNS.items():
                boxes[name] = ui.checkbox(label, value=name in names)

    answers = {
        "Abandonner": ("", "quiet"),
        "En CSV": ("csv", "quiet"),
        "En Excel": ("xlsx", "primary"),
    }
    kind = await choose(f"Exporter {Client.NOUN.counted(len(ids))}", answers, details=details)
    if kind:
        chosen = [name for name, box in boxes.items() if box.value]
        await (export_csv if kind == "csv" else export_xlsx)(ids, chosen)
