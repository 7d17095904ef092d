"""What is under way, of whatever kind: one list behind the figures of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nicegui import ui

from components.frame import Frame, Screen
from components.list import Column, FilterBoxes, QuickFilters
from components.tab import LIVE, Round, current_staff, note_fault
from models.database import Outage
from models.documents import OPEN_DOCUMENTS, QUICK_OF_ALL, Document
from models.lists import Page
from models.permissions import Permission
from pages.documents.list import AMOUNTS, COLUMNS, DUE, TTC, UPDATED
from pages.list_screen import ListScreen

SHOWN = (TTC, replace(DUE, from_width=1120))
"""What is due, which few of them say, only where there is room."""


class UnderWayPage(ListScreen):
    """The list in one tab."""

    columns: Sequence[Column] = ()
    search_label = "Rechercher dans les documents en cours"

    def __init__(self, frame: Frame, screen: Screen) -> None:
        super().__init__(frame, screen)
        self._shows_prices = current_staff().may(Permission.PRICES)
        amounts = [replace(one, is_sortable=False) for one in SHOWN if self._shows_prices]
        first = [replace(one, is_sortable=one.field == "client") for one in COLUMNS]
        self.columns = (*first, *amounts, UPDATED)
        if not self._shows_prices:
            self.hidden = screen.priced

    @property
    def title(self) -> str:
        return "Documents en cours"

    async def build(self) -> None:
        await super().build()
        self._frame.entitle(self.title)
        LIVE.follow(self._quick, {Document.TOPIC}, self._follow)
        await self._count()

    async def open(self, record_id: int) -> None:
        self._frame.go((await Document.get(id=record_id)).path)

    def nothing_at_all(self) -> None:
        ui.label("Rien n’est en cours").classes("empty-title")

    # --- parts ------------------------------------------------------------------------------

    def _filter_boxes(self) -> None:
        shown = [one for one in self.listing.filters if one.name == "kind"]
        self._filters = FilterBoxes(shown, self._state.query.filters, on_change=self._filter_by)

    def _list(self, page: Page, position: int | None = None) -> None:
        labels = {code: one.label for code, one in QUICK_OF_ALL.items()}
        with ui.element("div").classes("list-summary"):
            self._quick = QuickFilters(
                labels, on=self._state.query.filters["quick"], on_change=self._ask_quickly
            )
        super()._list(page, position)

    def _show_query(self) -> None:
        super()._show_query()
        self._quick.show(self._state.query.filters["quick"])

    # --- counting ---------------------------------------------------------------------------

    async def _ask_quickly(self, value: str) -> None:
        await self._filter_by("quick", value)

    async def _follow(self, _round: Round) -> None:
        await self._count()

    async def _count(self) -> None:
        try:
            counts = {
                code: await self.listing.count(self.listing.asked({"quick": code}))
                for code in QUICK_OF_ALL
            }
        except Outage as outage:  # the list says so, and asks again
            note_fault(outage)
            return
        self._quick.count(counts)


async def under_way_screen(frame: Frame) -> UnderWayPage:
    page = UnderWayPage(frame, UNDER_WAY_SCREEN)
    await page.build()
    return page


UNDER_WAY_SCREEN = Screen(
    "/documents",
    under_way_screen,
    icon="file",
    listing=OPEN_DOCUMENTS,
    rows="/api/documents-en-cours",
    priced=frozenset(one.field for one in AMOUNTS),
    help="documents",
)
