"""The whole journal, searched: for administrators."""

from __future__ import annotations

from nicegui import ui

from components.dialogs import inform
from components.frame import Frame, Screen
from components.list import Column
from models.french import clock_moment
from models.history import (
    JOURNAL,
    details,
    done,
)
from models.permissions import Permission
from models.records import RECORDS, JournalEntry
from pages.list_screen import ListScreen

COLUMNS = (
    Column("at", "Quand", width=190, flex=0, is_down_first=True),
    Column("staff", "Qui", width=130, flex=1, from_width=560),
    Column("what", "Quoi", width=220, flex=3, is_sortable=False),
    Column("detail", "Détail", width=220, flex=4, from_width=760, is_sortable=False),
    Column("device", "Appareil", width=150, flex=1, from_width=1040, is_sortable=False),
)


class JournalPage(ListScreen):
    """The journal in one tab."""

    search_label = "Rechercher dans le journal"
    columns = COLUMNS

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
    model = RECORDS.get(entry.topic)
    found = await model.with_ids([entry.record_id]) if model else []
    return found[0].path if found else ""


async def journal_screen(frame: Frame) -> JournalPage:
    page = JournalPage(frame, JOURNAL_SCREEN)
    await page.build()
    return page


JOURNAL_SCREEN = Screen(
    "/journal",
    journal_screen,
    label="Journal",
    icon="history",
    permission=Permission.JOURNAL,
    is_personal=True,
    listing=JOURNAL,
    rows="/api/journal",
    help="historique",
)
SCREENS = (JOURNAL_SCREEN,)
