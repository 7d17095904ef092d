"""The Clients screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from nicegui import ui

from components.frame import Frame, Screen
from components.looks import button
from components.tab import Round, current_staff
from models.clients import CLIENTS, Client, Tag, known_tags
from models.french import quoted
from models.lists import Page
from models.permissions import Permission
from pages.clients.actions import new_client
from pages.clients.card import ClientCard
from pages.clients.columns import COLUMNS
from pages.clients.duplicates import PATH as DUPLICATES
from pages.clients.editor import client_editor
from pages.clients.exporting import export_chosen, export_csv, export_xlsx, shown_in
from pages.clients.law import anonymise_clients
from pages.clients.merging import merge_clients
from pages.clients.welcome import welcome
from pages.desk import BulkAction, DeskScreen, Export
from pages.imports import import_address


class ClientsPage(DeskScreen):
    """The list of clients, the card, the selection."""

    model = Client
    card = ClientCard
    columns = COLUMNS
    search_label = "Rechercher un client"
    new_label = "Nouveau client"
    advice = "Essayez un autre mot, un numéro de téléphone ou un SIRET."
    follows = frozenset({"document", Tag.TOPIC})

    async def _begin(self) -> tuple[Page, int | None]:
        await known_tags()
        return await super()._begin()

    def exports(self) -> Mapping[str, Export]:
        return {"CSV": export_csv, "Excel": export_xlsx, "colonnes au choix": self._export_chosen}

    async def _export_chosen(self, ids: Sequence[int]) -> None:
        """The columns shown are ticked, if somebody has arranged them."""
        fields = self._state.arrangement.fields
        await export_chosen(ids, *([shown_in(fields)] if fields else []))

    async def _import(self) -> None:
        self._frame.go(import_address(Client.TOPIC))

    def welcome(self) -> ui.element:
        return welcome(self._frame, create=self.new, bring_in=self._import)

    def bulk_actions(self) -> tuple[BulkAction, ...]:
        needed = (Permission.EDIT, Permission.DELETE)
        let_go = (Permission.ANONYMISE,)
        return (
            BulkAction("Fusionner", "merge", "quiet", self._merge, needed),
            BulkAction("Anonymiser", "anonymous", "danger-quiet", self._let_go, let_go),
        )

    async def _let_go(self) -> None:
        await anonymise_clients(self._frame, await self._selection.ids())
        self._selection.read_list_again()
        await self._selection.clear()

    async def _merge(self) -> None:
        """Compare what is ticked, and go on with the one that stays."""
        ids = await self._selection.ids()
        if await merge_clients(self._frame, ids):
            await self._selection.clear()

    def tools(self) -> None:
        go = partial(self._frame.go, DUPLICATES)
        button("Doublons", "quiet", icon="duplicates", on_click=go)
        if current_staff().may(Permission.IMPORT):
            button("Importer", "quiet", icon="import", on_click=self._import)

    async def follow_current(self) -> None:
        current = self._state.current
        merged = Client.filter(id=current, merged_into_id__not_isnull=True)
        if current is None or (gone := await merged.first()) is None:
            return
        stays = await Client.staying(current)
        if stays is not None and self._state.current == current:
            self._state.current = stays.id
            self._write_url(is_step=False)
            said = f"{quoted(gone.name)} a été fusionné dans {quoted(stays.name)}"
            self._frame.toasts.show(said)

    async def on_change(self, round_: Round) -> None:
        current = self._state.current
        if current in round_.ids(Client.TOPIC):
            await self.follow_current()
            if self._state.current != current:
                await self._show_card()
        await round_.once(known_tags, known_tags)
        self._filters.offer(self.listing.filters)
        await super().on_change(round_)

    async def new(self) -> None:
        current_staff().need(Permission.EDIT)
        await new_client(self._frame)


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
    help="clients",
)
