"""The Clients screen: the list, the card, the selection."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.frame import LIST_KEYS, SELECTION_KEYS, Frame, Screen
from components.list import LiveGrid
from components.looks import button
from components.tab import LIVE, Round, current_staff, part
from models.clients import CLIENTS, Client
from models.lists import Page, Query
from models.permissions import Permission
from models.relay import PRESENCE
from pages.clients.actions import new_client
from pages.clients.card import ClientCard
from pages.clients.columns import COLUMNS
from pages.clients.editor import client_editor
from pages.clients.empty import hint, nothing_found, welcome
from pages.clients.selection import ClientSelection
from pages.list_screen import ListScreen

LONGEST_ID = 10


class ClientsPage(ListScreen):
    """The state of the screen in one tab, and its composition."""

    search_label = "Rechercher un client"
    columns = COLUMNS
    shows_presence = True
    row_path = "/clients?client={id}"

    def __init__(self, frame: Frame, screen: Screen) -> None:
        super().__init__(frame, screen)
        self._card = ClientCard(frame, close=self.close, changed=self._show_card)
        self._selection = ClientSelection(frame, self._state, changed=self._refresh_side)
        self.on_select = self._selection.read
        self._has_clients = True

    # --- building ---------------------------------------------------------------------------

    async def build(self) -> None:
        page, position = await self._begin()
        ui.label(self._screen.label).classes("unseen").props("role=heading aria-level=1")
        with ui.element("div").classes("desk") as self._desk:
            with ui.element("div").classes("desk-main"):
                self._toolbar()
                self._list(page, position)
            with ui.element("aside").classes("side") as self._side:
                self._side_content()
            self._welcome = welcome(self._frame, create=self.new)
        self._arrange()
        LIVE.follow(self._desk, {"client", "document", PRESENCE}, self._on_change)
        self._frame.presence.open(self._state.current)
        own = {
            "n": ("Nouveau client", self.new),
            "m": ("Modifier la fiche ouverte", self.edit),
            "Escape": ("Fermer ce qui est ouvert", self.escape),
        }
        self._frame.shortcuts.use(own, keys=LIST_KEYS + SELECTION_KEYS)

    async def _begin(self) -> tuple[Page, int | None]:
        """Read what the address asks for: the page of the list, and where the open client is."""
        texts = self._read_address()
        self._state.current = _client_in(texts)
        page = await self.listing.page(self._state.query)
        self._has_clients = bool(page.rows) or await Client.exists()
        await self._load_card()
        return page, await self._state.position(self.listing)

    def _toolbar(self) -> None:
        with ui.element("div").classes("toolbar"):
            self._search_box()
            if current_staff().may(Permission.EDIT):
                button("+ Nouveau client", on_click=self.new).classes("new-client")
        with ui.element("div").classes("filters"):
            self._filter_boxes()

    def _make_grid(self, page: Page, position: int | None) -> LiveGrid:
        self._selection.grid = grid = super()._make_grid(page, position)
        grid.on("edit", lambda event: self.edit_row(int(event.args)))
        return grid

    def nothing_found(self, query: Query) -> None:
        nothing_found(query, show_all=self._show_all)

    @part
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
        name = self._card.name if self._state.current is not None else ""
        self._frame.entitle(*filter(None, (name, self._screen.label)))

    # --- the list and its address -----------------------------------------------------------

    async def before_asking(self, query: Query) -> None:
        await self._selection.keep_through(query)

    async def _show_all(self) -> None:
        await self._ask(self.listing.asked({"sort": self._state.query.sort}))
        self._show_query()

    def address(self) -> dict[str, str]:
        current = self._state.current
        return super().address() | ({} if current is None else {"client": str(current)})

    async def on_address(self, texts: Mapping[str, str]) -> None:
        await super().on_address(texts)
        current = _client_in(texts)
        if current != self._state.current:
            self._state.current = current
            await self._show_card()
            await self._grid.reveal()

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

    async def edit(self) -> None:
        """Open the form of the client whose card is open."""
        if self._state.current is not None:
            await self._card.edit()

    async def edit_row(self, client_id: int) -> None:
        """A double tap on a row; its first tap is perhaps still opening the card."""
        if self._state.current != client_id:
            await self.open(client_id)
        await self._load_card()
        await self.edit()

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


def _client_in(texts: Mapping[str, str]) -> int | None:
    """The client whose card an address asks for."""
    client = texts.get("client", "")
    return int(client) if client.isdecimal() and len(client) < LONGEST_ID else None


async def clients_screen(frame: Frame) -> ClientsPage:
    page = ClientsPage(frame, CLIENTS_SCREEN)
    await page.build()
    return page


CLIENTS_SCREEN = Screen(
    "/clients",
    clients_screen,
    label="Clients",
    icon="client",
    editor=client_editor,
    listing=CLIENTS,
    rows="/api/clients",
)
