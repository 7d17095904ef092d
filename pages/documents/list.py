"""One list screen for each kind of document: the same grid, other columns."""

from __future__ import annotations

from nicegui import ui

from components.frame import Frame, Screen
from components.list import Column
from components.looks import status_tone
from models.documents import (
    DOCUMENT_LISTS,
    OPEN,
    Kind,
    Status,
)
from pages.documents.editor import document_editor
from pages.list_screen import ListScreen

TONES = {str(status): status_tone(status, status in OPEN) for status in Status}
COLUMNS = (
    Column("title", "Document", width=240, flex=2, least=200, from_width=540),
    Column("client", "Client", width=260, flex=3, least=160),
    Column("subject", "Objet", width=220, flex=3, least=140, from_width=900, is_sortable=False),
    Column("status", "Statut", width=150, flex=0, tone_of="status_code", tones=TONES),
    Column("dated", "Date", width=116, flex=0, from_width=700, is_down_first=True),
    Column("updated", "Modifié le", width=116, flex=0, from_width=1040, is_down_first=True),
)


class DocumentsPage(ListScreen):
    """The list of one kind in one tab."""

    columns = COLUMNS

    def __init__(self, frame: Frame, screen: Screen, kind: Kind) -> None:
        super().__init__(frame, screen)
        self._kind = kind
        self.row_path = f"{self.path}/{{id}}"
        self.search_label = f"Rechercher dans les {kind.plural.lower()}"

    async def open(self, record_id: int) -> None:
        self._frame.go(f"{self.path}/{record_id}")

    def nothing_at_all(self) -> None:
        ui.label(f"Aucune {self._kind.label.lower()} pour l’instant").classes("empty-title")
        ui.label("Créez-en une depuis la fiche d’un client, menu « Actions ».")
        ui.link("Aller aux clients", "/clients")


def list_screen(kind: Kind) -> Screen:
    """The screen of one kind's list."""

    async def build(frame: Frame) -> DocumentsPage:
        page = DocumentsPage(frame, screen, kind)
        await page.build()
        return page

    screen = Screen(
        kind.path,
        build,
        label=kind.plural,
        icon=kind.code,
        editor=document_editor,
        listing=DOCUMENT_LISTS[kind.code],
        rows=f"/api/documents/{kind.code}",
    )
    return screen
