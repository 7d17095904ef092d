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


async def export_chosen(ids: Sequence[int]) -> None:
    """Ask which columns, and as which file."""
    boxes: dict[str, ui.checkbox] = {}

    def details() -> None:
        with ui.element("div").classes("export-columns").props("role=group") as group:
            group.props["aria-label"] = "Colonnes"
            for name, label in COLUMNS.items():
                boxes[name] = ui.checkbox(label, value=True)

    answers = {
        "Abandonner": ("", "quiet"),
        "En CSV": ("csv", "quiet"),
        "En Excel": ("xlsx", "primary"),
    }
    kind = await choose(f"Exporter {Client.NOUN.counted(len(ids))}", answers, details=details)
    if kind:
        names = [name for name, box in boxes.items() if box.value]
        await (export_csv if kind == "csv" else export_xlsx)(ids, names)
