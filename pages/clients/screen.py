"""The Clients screen: the live grid, the card, the selection."""

from __future__ import annotations

from dataclasses import replace

from nicegui import ui

from components.frame import Frame
from components.list import Column, LiveGrid, State, TickBox, search_box
from components.looks import button
from components.tab import LIVE, Round, current_staff
from models.clients import CLIENTS, KIND_LABELS, Client
from models.lists import Page, Query
from models.permissions import Permission
from models.relay import PRESENCE
from pages.clients.actions import new_client
from pages.clients.address import FILTERS, parsed, written
from pages.clients.card import ClientCard
from pages.clients.empty import hint, nothing_found, welcome
from pages.clients.selection import ClientSelection

COLUMNS = (
    Column("name", "Raison sociale", width=210, flex=4),
    Column("contact", "Contact", width=120, flex=2, from_width=880),
    Column("phone", "Téléphone", width=134, flex=0, from_width=420),
    Column("postcode", "Code postal", width=106, flex=0, from_width=760),
    Column("city", "Ville", width=110, flex=2, from_width=560),
    Column("open", "En cours", width=88, flex=0, from_width=580, align="right"),
    Column("updated", "Modifié le", width=168, flex=0, from_width=960),
)


class ClientsPage:
    """The state of the screen in one tab, and its composition."""

    path = "/clients"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._state = State()
        self._turn = 0
        self._card = ClientCard(frame, close=self.close, changed=self._show_card)
        self._selection = ClientSelection(frame, self._state, changed=self._refresh_side)
        self._has_clients = True

    # --- building ---------------------------------------------------------------------------

    async def build(self) -> None:
        self._state.query, self._state.current = parsed(self._frame.query)
        page = await CLIENTS.page(self._state.query)
        self._has_clients = bool(page.rows) or await Client.exists()
        await self._load_card()
        position = await self._state.position(CLIENTS)
        with ui.element("div").classes("desk") as self._desk:
            with ui.element("div").classes("desk-main"):
                self._toolbar()
                self._grid = self._build_grid(page, position)
            with ui.element("aside").classes("side") as self._side:
                self._side_content()
            self._welcome = welcome(self._frame, create=self.new)
        self._arrange()
        LIVE.follow(self._desk, {"client", "document", PRESENCE}, self._on_change)
        self._frame.presence.open(self._state.current)
        self._frame.shortcuts.use({"n": self.new, "Escape": self.escape})

    def _toolbar(self) -> None:
        query = self._state.query
        with ui.element("div").classes("toolbar"):
            self._search = search_box(
                "Rechercher un client", query.search, on_change=self._search_for
            )
            if current_staff().may(Permission.EDIT):
                button("+ Nouveau client", on_click=self.new).classes("new-client")
        with ui.element("div").classes("filters"):
            options = {"": "Tous les types", **{str(k): v for k, v in KIND_LABELS.items()}}
            self._kind = ui.select(
                options,
                value=query.filters.get("kind", ""),
                on_change=lambda event: self._filter_by("kind", event.value),
            ).props('outlined dense options-dense=false aria-label="Filtrer par type"')
            self._toggles = {
                "open": self._toggle("open", "En cours seulement"),
                "trash": self._toggle("trash", "Corbeille"),
            }

    def _toggle(self, name: str, label: str) -> TickBox:
        return TickBox(
            label,
            bool(self._state.query.filters.get(name)),
            on_change=lambda is_on: self._filter_by(name, "1" if is_on else ""),
        )

    def _build_grid(self, page: Page, position: int | None) -> LiveGrid:
        grid = LiveGrid(
            "Clients",
            CLIENTS,
            "/api/clients",
            COLUMNS,
            state=self._state,
            page=page,
            position=position,
            is_selectable=True,
            shows_presence=True,
            on_open=self.open,
            on_sort=self._sort_by,
            on_select=self._selection.read,
        )
        self._selection.grid = grid
        with grid, ui.element("div").classes("empty") as self._nothing:
            self._nothing_found()
        return grid

    @ui.refreshable_method
    def _nothing_found(self) -> None:
        nothing_found(self._state.query, show_all=self._show_all)

    @ui.refreshable_method
    def _side_content(self) -> None:
        {"bulk": self._selection.build, "card": self._card.build, "hint": hint}[self._mode]()

    @property
    def _mode(self) -> str:
        if self._selection.count:
            return "bulk"
        return "hint" if self._state.current is None else "card"

    def _arrange(self) -> None:
        """Show the parts that have something to say; small screens show one at a time."""
        self._side.classes(replace=f"side side-{self._mode}")
        self._desk.classes(replace="desk" if self._has_clients else "desk desk-empty")
        self._welcome.visible = not self._has_clients

    # --- the address ------------------------------------------------------------------------

    def _write_url(self, *, is_step: bool) -> None:
        text = written(self._state.query, self._state.current)
        self._frame.write_url(f"{self.path}?{text}" if text else self.path, is_step=is_step)

    async def on_query(self, query: str) -> None:
        """Follow the address: « back », or a link to a client."""
        asked, current = parsed(query)
        if asked != self._state.query:
            await self._adopt(asked)
            self._show_query()
        if current != self._state.current:
            self._state.current = current
            await self._show_card()
            await self._grid.reveal()

    def _show_query(self) -> None:
        query = self._state.query
        self._search.set_value(query.search)
        self._kind.set_value(query.filters["kind"])
        for name, toggle in self._toggles.items():
            toggle.set_value(bool(query.filters[name]))

    # --- the list ---------------------------------------------------------------------------

    async def _search_for(self, text: str) -> None:
        if text != self._state.query.search:
            await self._ask(replace(self._state.query, search=text))

    async def _filter_by(self, name: str, value: str) -> None:
        filters = self._state.query.filters
        if filters[name] != value:
            await self._ask(replace(self._state.query, filters={**filters, name: value}))

    async def _show_all(self) -> None:
        await self._ask(Query(sort=self._state.query.sort, filters=dict.fromkeys(FILTERS, "")))
        self._show_query()

    async def _ask(self, query: Query) -> None:
        await self._adopt(query)
        self._write_url(is_step=False)

    async def _adopt(self, query: Query) -> None:
        await self._selection.keep_through(query)
        self._state.query = query
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
        self._state.query = replace(self._state.query, sort=sort)
        self._write_url(is_step=False)

    # --- the card ---------------------------------------------------------------------------

    async def open(self, client_id: int) -> None:
        """Show this client's card; a selection makes way for it."""
        self._state.current = client_id
        self._write_url(is_step=True)
        await self._show_card()
        if self._selection.count:
            await self._selection.clear()

    async def close(self) -> None:
        self._state.current = None
        self._write_url(is_step=True)
        await self._show_card()

    async def _load_card(self) -> None:
        wanted = self._state.current
        if wanted is None or await self._card.load(wanted):
            return
        if self._state.current == wanted:
            self._state.current = None
            self._frame.toasts.show("Ce client n’existe pas, ou n’existe plus.", "warning")
            self._write_url(is_step=False)

    async def _show_card(self) -> None:
        wanted = self._state.current
        await self._load_card()
        if self._state.current not in {wanted, None}:
            return  # another was opened meanwhile, and shows itself
        self._frame.presence.open(self._state.current)
        self._grid.show_current()
        self._refresh_side()

    def _refresh_side(self) -> None:
        if self._mode == "card" and self._card.is_built:
            self._card.update()
        else:
            self._side_content.refresh()
        self._arrange()

    # --- everything else --------------------------------------------------------------------

    async def new(self) -> None:
        current_staff().need(Permission.EDIT)
        await new_client(self._frame)

    async def escape(self) -> None:
        """Close what is open, one thing at a time."""
        if self._selection.count:
            await self._selection.clear()
        elif self._state.current is not None:
            await self.close()

    async def _on_change(self, round_: Round) -> None:
        if self._state.current in round_.ids(PRESENCE):
            self._card.show_company()
        if round_.ids("client"):
            await self._grid.patches(round_)  # the row first, then the card
        if await self._card.has_news(round_) and not self._selection.count:
            self._card.update()
        if round_.ids("client"):
            self._has_clients = await round_.once("any client", Client.exists)
            self._arrange()
        await self._selection.follow(round_.ids("client"))


async def clients_screen(frame: Frame) -> ClientsPage:
    page = ClientsPage(frame)
    await page.build()
    return page
