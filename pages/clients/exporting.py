"""Clients that are ticked as a file, with the columns that somebody chooses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui

from components.dialogs import choose
from components.tab import current_staff
from models.clients import COLUMNS, Client, clients_csv, clients_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def export_csv(ids: Sequence[int]) -> None:
    async def download(names: Sequence[str]) -> None:
        content = await clients_csv(ids, by=current_staff(), names=names)
        ui.download.content(content, "clients.csv", "text/csv")

    await _with_columns(ids, download)


async def export_xlsx(ids: Sequence[int]) -> None:
    async def download(names: Sequence[str]) -> None:
        content = await clients_xlsx(ids, by=current_staff(), names=names)
        ui.download.content(content, "clients.xlsx", XLSX)

    await _with_columns(ids, download)


async def _with_columns(
    ids: Sequence[int], download: Callable[[Sequence[str]], Awaitable[None]]
) -> None:
    boxes: dict[str, ui.checkbox] = {}

    def details() -> None:
        with ui.element("div").classes("export-columns").props("role=group") as group:
            group.props["aria-label"] = "Colonnes"
            for name, label in COLUMNS.items():
                boxes[name] = ui.checkbox(label, value=True)

    answers = {"Abandonner": ("", "quiet"), "Exporter": ("yes", "primary")}
    question = f"Exporter {Client.NOUN.counted(len(ids))}"
    if await choose(question, answers, details=details, focus="Exporter"):
        await download([name for name, box in boxes.items() if box.value])
