"""The Clients screen."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.frame import Frame, Screen
from components.tab import current_staff
from models.clients import CLIENTS, Client
from models.permissions import Permission
from pages.clients.actions import export_clients, new_client
from pages.clients.card import ClientCard
from pages.clients.columns import COLUMNS
from pages.clients.editor import client_editor
from pages.clients.selection import ClientSelection
from pages.clients.welcome import welcome
from pages.desk import DeskScreen, Export


class ClientsPage(DeskScreen):
    """The list of clients, the card, the selection."""

    model = Client
    card = ClientCard
    selection = ClientSelection
    columns = COLUMNS
    search_label = "Rechercher un client"
    new_label = "Nouveau client"
    advice = "Essayez un autre mot, un numéro de téléphone ou un SIRET."
    follows = frozenset({"document"})

    def exports(self) -> Mapping[str, Export]:
        return {"CSV": export_clients}

    def welcome(self) -> ui.element:
        return welcome(self._frame, create=self.new)

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
)
