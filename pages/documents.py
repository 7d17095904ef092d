"""One list screen for each kind of document: the same grid, other columns."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

from nicegui import ui

from components.grid import Column, LiveGrid, State
from components.layout import Frame
from components.looks import ICONS, status_tone
from components.search_box import search_box
from models import DOCUMENT_LISTS, KINDS, OPEN, Kind, Query, Status

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


class DocumentsPage:
    """The list of one kind in one tab."""

    def __init__(self, frame: Frame, kind: Kind) -> None:
        self.path = kind.path
        self._frame = frame
        self._kind = kind
        self._listing = DOCUMENT_LISTS[kind.code]
        self._state = State()
        self._turn = 0

    async def build(self) -> None:
        self._read(self._frame.query)
        page = await self._listing.page(self._state.query)
        with ui.element("div").classes("desk desk-single"), ui.element("div").classes("desk-main"):
            self._toolbar()
            self._grid = LiveGrid(
                self._kind.plural,
                self._listing,
                f"/api/documents/{self._kind.code}",
                COLUMNS,
                state=self._state,
                page=page,
                on_open=lambda id_: self._frame.go(f"{self._kind.path}/{id_}"),
                on_sort=self._sort_by,
            )
            with self._grid, ui.element("div").classes("empty"):
                self._nothing_found()

    def _toolbar(self) -> None:
        query = self._state.query
        statuses = {str(status): label for status, label in self._kind.statuses.items()}
        with ui.element("div").classes("toolbar"):
            ui.label(self._kind.plural).classes("page-title").props("role=heading aria-level=1")
            self._search = search_box(
                f"Rechercher dans les {self._kind.plural.lower()}",
                query.search,
                on_change=self._search_for,
            )
            self._status = ui.select(
                {"": "Tous les statuts", **statuses},
                value=query.filters["status"],
                on_change=lambda event: self._filter_by(str(event.value)),
            ).props('outlined dense aria-label="Filtrer par statut"')

    @ui.refreshable_method
    def _nothing_found(self) -> None:
        ui.icon(ICONS[self._kind.code])
        if self._state.query.is_narrowed:
            ui.label("Rien ne correspond à cette recherche").classes("empty-title")
        else:
            ui.label(f"Aucune {self._kind.label.lower()} pour l’instant").classes("empty-title")
            ui.label("Créez-en une depuis la fiche d’un client, menu « Actions ».")
            ui.link("Aller aux clients", "/clients")

    def _read(self, query: str) -> None:
        values = {name: texts[-1] for name, texts in parse_qs(query).items()}
        status = values.get("status", "")
        known = status if status in self._kind.statuses else ""
        self._state.query = Query(values.get("q", ""), values.get("sort", ""), {"status": known})

    async def on_query(self, query: str) -> None:
        before = self._state.query
        self._read(query)
        if self._state.query != before:
            self._search.set_value(self._state.query.search)
            self._status.set_value(self._state.query.filters["status"])
            await self._show_list()

    async def _search_for(self, text: str) -> None:
        query = self._state.query
        if text != query.search:
            await self._ask(Query(text, query.sort, query.filters))

    async def _filter_by(self, status: str) -> None:
        query = self._state.query
        if status != query.filters["status"]:
            await self._ask(Query(query.search, query.sort, {"status": status}))

    async def _ask(self, query: Query) -> None:
        self._state.query = query
        self._write_url()
        await self._show_list()

    async def _show_list(self) -> None:
        self._turn += 1
        turn, query = self._turn, self._state.query
        page = await self._grid.first_page()
        if query != self._state.query:
            await self._show_list()
        elif turn == self._turn:
            self._grid.show(page)
            self._nothing_found.refresh()

    def _sort_by(self, sort: str) -> None:
        query = self._state.query
        self._state.query = Query(query.search, sort, query.filters)
        self._write_url()

    def _write_url(self) -> None:
        query = self._state.query
        parts = {"q": query.search, "sort": query.sort, "status": query.filters["status"]}
        text = urlencode({name: value for name, value in parts.items() if value})
        self._frame.write_url(f"{self.path}?{text}" if text else self.path, is_step=False)


def documents_screen(kind: Kind):  # type: ignore[no-untyped-def]
    """The builder of one kind's list."""

    async def build(frame: Frame) -> DocumentsPage:
        page = DocumentsPage(frame, kind)
        await page.build()
        return page

    return build


DOCUMENT_SCREENS = {kind.path: documents_screen(kind) for kind in KINDS.values()}
