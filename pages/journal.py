"""The whole journal, searched: for administrators."""

from __future__ import annotations

from nicegui import ui

from components.dialogs import inform
from components.frame import Frame
from components.list import Column
from models.documents import KINDS, Document
from models.french import clock_moment
from models.history import (
    JOURNAL,
    details,
    done,
    topics,
)
from models.records import JournalEntry
from pages.list_screen import ListScreen

COLUMNS = (
    Column("at", "Quand", width=190, flex=0),
    Column("staff", "Qui", width=130, flex=1),
    Column("what", "Quoi", width=220, flex=3, is_sortable=False),
    Column("detail", "Détail", width=220, flex=4, from_width=760, is_sortable=False),
    Column("device", "Appareil", width=150, flex=1, from_width=1040, is_sortable=False),
)


class JournalPage(ListScreen):
    """The journal in one tab."""

    path = "/journal"
    label = "Journal"
    icon = "history"
    search_label = "Rechercher dans le journal"
    listing = JOURNAL
    rows_url = "/api/journal"
    columns = COLUMNS
    filter_name = "topic"
    filter_label = "Filtrer par nature"
    options = {"": "Tout", **topics()}  # noqa: RUF012 - a table, never written to

    async def open(self, record_id: int) -> None:
        entry = await JournalEntry.get(id=record_id)
        path = await _path(entry)

        def told() -> None:
            ui.label(f"{clock_moment(entry.at)} · {entry.device}").classes("settings-hint")
            for detail in details(entry.topic, entry.changes):
                with ui.element("div").classes("history-detail"):
                    ui.label(detail.label).classes("history-field")
                    ui.label(detail.before or "(vide)").classes("history-before")
                    ui.label("→").props("aria-hidden=true")
                    ui.label(detail.after or "(vide)").classes("history-after")
            if path:
                ui.link("Ouvrir la fiche", path)

        await inform(f"{entry.staff} {done(entry.action, entry.caption)}", details=told)

    def nothing_at_all(self) -> None:
        ui.label("Le journal est vide").classes("empty-title")


async def _path(entry: JournalEntry) -> str:
    """Where the record of an entry is shown, or ""."""
    if entry.topic == "client" and entry.record_id:
        return f"/clients?client={entry.record_id}"
    if entry.topic == "document":
        found = await Document.with_ids([entry.record_id])
        return f"{KINDS[found[0].kind].path}/{entry.record_id}" if found else ""
    return ""


async def journal_screen(frame: Frame) -> JournalPage:
    page = JournalPage(frame)
    await page.build()
    return page
