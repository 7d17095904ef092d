"""A desk: a list, and beside it the card of the record that is open, or what is ticked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from nicegui import ui

from components.frame import LIST_KEYS, SELECTION_KEYS, Frame, Screen
from components.list import LiveGrid
from components.looks import button
from components.tab import LIVE, Round, current_staff, part
from models.lists import Page, Query
from models.records import Changeable
from models.relay import PRESENCE, Spot
from pages.desk.bulk_panel import BulkAction
from pages.desk.card import RecordCard
from pages.desk.empty import hint, nothing_found
from pages.desk.selection import DeskSelection, Export
from pages.list_address import id_in
from pages.list_screen import ListScreen


class DeskScreen(ListScreen):
    """The state of a desk in one tab, and its composition; a subclass says of which records."""

    model: type[Changeable]
    card: type[RecordCard[Any]]
    new_label: ClassVar[str]
    """« Nouveau client »."""
    advice: ClassVar[str]
    """What else could be searched for where nothing is found."""
    follows: ClassVar[frozenset[str]] = frozenset()  # topics beside the record's own
    shows_presence = True

    def __init__(self, frame: Frame, screen: Screen) -> None:
        super().__init__(frame, screen)
        self.row_path = f"{self.path}?{self.model.TOPIC}={{id}}"
        self._card = self.card(frame, close=self.close, changed=self._show_card)
        self._selection = DeskSelection(
            *(frame, self.model, self.listing, self._state),
            exports=self.exports(),
            more=self.bulk_actions(),
            changed=self._refresh_side,
        )
        self.on_select = self._selection.read
        self._has_records = True

    # --- what a subclass says ---------------------------------------------------------------

    def exports(self) -> Mapping[str, Export]:
        """The files that can be made of what is ticked, by their kind."""
        return {}

    def bulk_actions(self) -> tuple[BulkAction, ...]:
        """What else can be done with what is ticked."""
        return ()

    async def follow_current(self) -> None:
        """Turn from a record that has become another one to that."""

    def welcome(self) -> ui.element:
        """What the screen says in the place of everything, while there is no record at all."""
        raise NotImplementedError

    async def new(self) -> None:
        """Begin a new record."""
        raise NotImplementedError

    def tools(self) -> None:
        """Further buttons of the toolbar."""

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
            self._welcome = self.welcome()
        self._arrange()
        LIVE.follow(self._desk, {self.model.TOPIC, PRESENCE, *self.follows}, self.on_change)
        self._show_place()
        own = {
            "n": (self.new_label, self.new),
            "m": ("Modifier la fiche ouverte", self.edit),
            "Escape": ("Fermer ce qui est ouvert", self.escape),
        }
        self._frame.shortcuts.use(own, keys=LIST_KEYS + SELECTION_KEYS)
        await self.count_from_now_on()

    async def _begin(self) -> tuple[Page, int | None]:
        """Read what the address asks for: the page of the list, and where the open record is."""
        texts = await self._read_address()
        self._state.current = id_in(texts, self.model.TOPIC)
        await self.follow_current()
        page = await self.listing.page(self._state.query)
        self._has_records = bool(page.rows) or await self.model.exists()
        await self._load_card()
        return page, await self._state.position(self.listing)

    def _toolbar(self) -> None:
        with ui.element("div").classes("toolbar"):
            self._search_box()
            self.tools()
            if current_staff().may(self.model.EDITING):
                button(f"+ {self.new_label}", on_click=self.new)
        with ui.element("div").classes("filters"):
            self._filter_boxes()

    def _make_grid(self, page: Page, position: int | None) -> LiveGrid:
        self._selection.grid = grid = super()._make_grid(page, position)
        grid.on("edit", lambda event: self.edit_row(int(event.args)))
        return grid

    def nothing_found(self, query: Query) -> None:
        nothing_found(self.model.NOUN, query, self.advice, show_all=self._show_all)

    @part
    def _side_content(self) -> None:
        match self._mode:
            case "bulk":
                self._selection.build()
            case "card":
                self._card.build()
            case _:
                hint(self.model.NOUN)

    @property
    def _mode(self) -> str:
        if self._selection.count:
            return "bulk"
        return "hint" if self._state.current is None else "card"

    def _arrange(self) -> None:
        """Show the parts that have something to say; small screens show one at a time."""
        self._side.classes(replace=f"side side-{self._mode}")
        ticked = "desk-ticked" if self._mode == "bulk" else ""
        self._desk.classes(replace=f"desk {ticked if self._has_records else 'desk-empty'}")
        self._welcome.visible = not self._has_records
        name = self._card.name if self._state.current is not None else ""
        self._frame.entitle(*filter(None, (name, self._screen.label)))

    # --- the list and its address -----------------------------------------------------------

    async def before_asking(self, query: Query) -> None:
        await self._selection.keep_through(query)

    def address(self) -> dict[str, str]:
        current = self._state.current
        return super().address() | ({} if current is None else {self.model.TOPIC: str(current)})

    async def on_address(self, texts: Mapping[str, str]) -> None:
        await super().on_address(texts)
        current = id_in(texts, self.model.TOPIC)
        if current != self._state.current:
            self._state.current = current
            await self._show_card()
            await self._grid.reveal()

    # --- the card ---------------------------------------------------------------------------

    async def open(self, record_id: int) -> None:
        """Show this record's card; a selection makes way for it."""
        self._state.current = record_id
        self._write_url(is_step=True)
        await self._show_card()
        if self._selection.count:
            await self._selection.clear()

    async def close(self) -> None:
        self._state.current = None
        self._card.leave()
        self._write_url(is_step=True)
        await self._show_card()

    async def _load_card(self) -> None:
        wanted = self._state.current
        if wanted is None or await self._card.load(wanted):
            return
        if self._state.current == wanted:
            self._state.current = None
            this = self.model.NOUN.this.capitalize()
            self._frame.toasts.show(f"{this} n’existe pas, ou n’existe plus.", "warning")
            self._write_url(is_step=False)

    async def _show_card(self) -> None:
        await self.follow_current()
        wanted = self._state.current
        await self._load_card()
        if self._state.current not in {wanted, None}:
            return  # another was opened meanwhile, and shows itself
        self._show_place()
        self._grid.show_current()
        self._refresh_side()

    def _show_place(self) -> None:
        """Tell colleagues which record is open."""
        current = self._state.current
        self._frame.presence.open(None if current is None else Spot(self.model.TOPIC, current))

    def _refresh_side(self) -> None:
        if self._mode == "card" and self._card.is_built:
            self._card.update()
        else:
            self._side_content.refresh()
        self._arrange()

    # --- everything else --------------------------------------------------------------------

    async def edit(self) -> None:
        """Open the form of the record whose card is open."""
        if self._state.current is not None:
            await self._card.edit()

    async def edit_row(self, record_id: int) -> None:
        """A double tap on a row; its first tap is perhaps still opening the card."""
        if self._state.current != record_id:
            await self.open(record_id)
        await self._load_card()
        await self.edit()

    async def escape(self) -> None:
        """Close what is open, one thing at a time."""
        if self._selection.count:
            await self._selection.clear()
        elif self._state.current is not None:
            await self.close()

    async def on_change(self, round_: Round) -> None:
        changed = round_.ids(self.model.TOPIC)
        if self._state.current in round_.ids(PRESENCE):
            self._card.show_company()
        if changed:
            await self._grid.patches(round_)  # the row first, then the card
        is_news = await self._card.has_news(round_)
        if is_news and self._card.is_built and not self._selection.count:
            self._card.update()
        if changed:
            self._has_records = await round_.once(self.model, self.model.exists)
            self._arrange()
        await self._selection.follow(changed)
