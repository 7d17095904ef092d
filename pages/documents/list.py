"""One list screen for each kind of document: the same grid, the filters of its own trade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nicegui import ui

from components.frame import Frame, Handler, Screen
from components.list import Column, FilterBoxes, QuickFilters
from components.looks import button, status_tone
from components.tab import LIVE, Round, current_staff, note_fault
from models.database import Outage
from models.documents import DOCUMENT_LISTS, OPEN, QUICK, Document, Kind, Status
from models.lists import Page
from models.permissions import Permission
from pages.creating import create_for_whom
from pages.desk import TickedList
from pages.documents.editor import document_editor
from pages.documents.many import DocumentSelection
from pages.of_client import OfClient

TONES = {str(status): status_tone(status, status in OPEN) for status in Status}
COLUMNS = (
    Column("title", "Document", width=256, flex=2, least=256, from_width=540),
    Column("client", "Client", width=240, flex=3, least=120),
    Column("subject", "Objet", width=190, flex=3, least=120, from_width=1120, is_sortable=False),
    Column("when", "Échéance ou période", width=200, least=200, from_width=880, is_sortable=False),
    Column("status", "Statut", width=172, flex=0, tone_of="status_code", tones=TONES),
)
TTC = Column(
    *("ttc", "Montant TTC"),
    width=122,
    flex=0,
    from_width=700,
    align="right",
    is_down_first=True,
)
DUE = replace(TTC, field="due", label="Reste dû", width=110, from_width=1040)
AMOUNTS = (TTC, DUE)
UPDATED = Column("updated", "Modifié le", width=116, flex=0, from_width=1250, is_down_first=True)


def columns_of(kind: Kind) -> Sequence[Column]:
    """What a list of this kind shows to who may see prices."""
    amounts = AMOUNTS if kind.code == "invoice" else (TTC,)
    return (*COLUMNS, *amounts, UPDATED)


def chapter_of(kind: Kind) -> str:
    """The chapter of the help about documents of this kind."""
    return "factures" if kind.code == "invoice" else "documents"


class DocumentsPage(TickedList):
    """The list of one kind in one tab."""

    columns: Sequence[Column] = ()
    shows_presence = True

    def __init__(self, frame: Frame, screen: Screen, kind: Kind) -> None:
        super().__init__(frame, screen)
        self._kind = kind
        self._new_label = f"Nouvelle {kind.label.lower()}"
        self._may_create = not current_staff().refusal(Permission.DOCUMENTS)
        self._shows_prices = current_staff().may(Permission.PRICES)
        self.columns = columns_of(kind) if self._shows_prices else (*COLUMNS, UPDATED)
        if not self._shows_prices:
            self.hidden = screen.priced
        self.row_path = f"{self.path}/{{id}}"
        self.selection = DocumentSelection(
            frame, kind, self.listing, self._state, changed=self.show_selection
        )
        self.on_select = self.selection.read
        self.search_label = f"Rechercher dans les {kind.plural.lower()}"

    async def build(self) -> None:
        await super().build()
        LIVE.follow(self._quick, {Document.TOPIC}, self._follow)
        await self._count()

    async def open(self, record_id: int) -> None:
        self._frame.go(f"{self.path}/{record_id}")

    def own_keys(self) -> Mapping[str, tuple[str, Handler]]:
        return {"n": (self._new_label, self._create)} if self._may_create else {}

    def nothing_at_all(self) -> None:
        ui.label(f"Aucune {self._kind.label.lower()} pour l’instant").classes("empty-title")
        ui.label("Créez-en une ici, ou depuis la fiche d’un client, menu « Actions ».")

    # --- parts ------------------------------------------------------------------------------

    def _filter_boxes(self) -> None:
        query = self._state.query
        shown = [one for one in self.listing.filters if one.name == "status"]
        self._filters = FilterBoxes(shown, query.filters, on_change=self._filter_by)
        if self._may_create:
            button(f"+ {self._new_label}", on_click=self._create)

    def _list(self, page: Page, position: int | None = None) -> None:
        labels = {code: one.label for code, one in QUICK[self._kind.code].items()}
        with ui.element("div").classes("list-summary"):
            self._quick = QuickFilters(
                labels, on=self._state.query.filters["quick"], on_change=self._ask_quickly
            )
            self._of_client = OfClient(clear=self._of_everybody)
        super()._list(page, position)

    def _show_query(self) -> None:
        super()._show_query()
        self._quick.show(self._state.query.filters["quick"])

    async def _of_everybody(self) -> None:
        await self._filter_by("client", "")

    # --- counting ---------------------------------------------------------------------------

    async def _ask_quickly(self, value: str) -> None:
        await self._filter_by("quick", value)

    async def _follow(self, round_: Round) -> None:
        await self.selection.follow(round_.ids(Document.TOPIC))
        await self._count()

    async def _count(self) -> None:
        nothing = self.listing.asked({})
        counts = {}
        try:
            for code in QUICK[self._kind.code]:
                query = replace(nothing, filters={**nothing.filters, "quick": code})
                counts[code] = await self.listing.count(query)
        except Outage as outage:  # the list says so, and asks again
            note_fault(outage)
        self._quick.count(counts)

    async def _add_up(self) -> None:
        await self._of_client.show(self._state.query.filters["client"])
        await super()._add_up()

    # --- verbs ------------------------------------------------------------------------------

    async def _create(self) -> None:
        await create_for_whom(self._frame, self._kind)


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
        priced=frozenset(one.field for one in AMOUNTS),
        help=chapter_of(kind),
    )
    return screen
