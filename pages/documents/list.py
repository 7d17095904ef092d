"""One list screen for each kind of document: the same grid, other columns."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.frame import Frame
from components.list import Column
from components.looks import status_tone
from models.documents import (
    DOCUMENT_LISTS,
    KINDS,
    OPEN,
    Kind,
    Status,
)
from pages.list_screen import ListScreen

TONES = {str(status): status_tone(status, status in OPEN) for status in Status}
COLUMNS = (
    Column("title", "Document", width=210, flex=2),
    Column("client", "Client", width=180, flex=3),
    Column("subject", "Objet", width=160, flex=3, from_width=900, is_sortable=False),
    Column(
        "status", "Statut", width=150, flex=1, from_width=520, tone_of="status_code", tones=TONES
    ),
    Column("dated", "Date", width=130, flex=0, from_width=700),
    Column("updated", "Modifié le", width=160, flex=0, from_width=1040),
)


class DocumentsPage(ListScreen):
    """The list of one kind in one tab."""

    columns = COLUMNS
    filter_name = "status"
    filter_label = "Filtrer par statut"

    def __init__(self, frame: Frame, kind: Kind) -> None:
        super().__init__(frame)
        self._kind = kind
        self.path = kind.path
        self.label = kind.plural
        self.icon = kind.code
        self.search_label = f"Rechercher dans les {kind.plural.lower()}"
        self.listing = DOCUMENT_LISTS[kind.code]
        self.rows_url = f"/api/documents/{kind.code}"
        statuses = {str(status): label for status, label in kind.statuses.items()}
        self.options = {"": "Tous les statuts", **statuses}

    async def open(self, record_id: int) -> None:
        self._frame.go(f"{self.path}/{record_id}")

    def nothing_at_all(self) -> None:
        ui.label(f"Aucune {self._kind.label.lower()} pour l’instant").classes("empty-title")
        ui.label("Créez-en une depuis la fiche d’un client, menu « Actions ».")
        ui.link("Aller aux clients", "/clients")


def documents_screen(kind: Kind) -> Callable[[Frame], Awaitable[DocumentsPage]]:
    """The builder of one kind's list."""

    async def build(frame: Frame) -> DocumentsPage:
        page = DocumentsPage(frame, kind)
        await page.build()
        return page

    return build


DOCUMENT_SCREENS = {kind.path: documents_screen(kind) for kind in KINDS.values()}
