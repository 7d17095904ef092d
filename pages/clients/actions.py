"""What can be done to clients: declared once, for the menus, the bulk panel and the keyboard."""

from __future__ import annotations

from components.action import Action
from components.dialogs import confirm
from components.frame import Frame
from models.clients import Client
from models.documents import KINDS, Kind
from models.permissions import Permission
from pages.clients.business_card import show_card
from pages.clients.group import choose_head
from pages.clients.merging import choose_and_merge
from pages.creating import ask_to_create
from pages.desk import remove_records


async def new_client(frame: Frame) -> None:
    if await confirm("Créer un nouveau client ?"):
        await frame.drawer.edit(Client.blank())


def document_menu(frame: Frame) -> tuple[Action[Client], ...]:
    """The card's menu « Document »."""

    async def edit(client: Client) -> None:
        await frame.drawer.edit(client.draft())

    async def remove(client: Client) -> None:
        await remove_records(frame, Client, [client.id])

    return (
        Action("Modifier", "edit", run=edit, permission=Permission.EDIT),
        Action("Supprimer", "delete", run=remove, permission=Permission.DELETE, is_danger=True),
    )


def actions_menu(frame: Frame) -> tuple[Action[Client], ...]:
    """The card's menu « Actions »."""
    return (
        Action(
            "Localiser",
            "place",
            link=lambda client: client.maps_link,
            refusal=lambda client: client.maps_refusal,
        ),
        *(_creation(frame, kind) for kind in KINDS.values()),
    )


def more_menu(frame: Frame, look_back: Action[Client]) -> tuple[Action[Client], ...]:
    """The card's menu « Plus »: what is done now and then."""

    async def merge(client: Client) -> None:
        await choose_and_merge(frame, client)

    return (
        Action("Fusionner", "merge", run=merge, permission=Permission.DELETE),
        Action("Siège et établissements", "group", run=choose_head, permission=Permission.EDIT),
        Action("Carte de visite", "client", run=show_card),
        look_back,
    )


def _creation(frame: Frame, kind: Kind) -> Action[Client]:
    async def create(client: Client) -> None:
        await ask_to_create(frame, client, kind)

    return Action(
        f"Créer {kind.with_article}",
        kind.code,
        run=create,
        refusal=lambda client: client.document_refusal,
        permission=Permission.DOCUMENTS,
    )
