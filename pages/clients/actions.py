"""What can be done to clients: declared once, for the menus, the bulk panel and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.action import Action
from components.dialogs import confirm
from components.frame import Frame
from components.tab import current_staff
from models.clients import Client, clients_csv
from models.documents import KINDS, Kind
from models.french import quoted
from models.permissions import Permission
from pages.clients.group import choose_head
from pages.clients.merging import choose_and_merge
from pages.creating import create_document
from pages.desk import remove_records


async def new_client(frame: Frame) -> None:
    if await confirm("Créer un nouveau client ?"):
        await frame.drawer.edit(Client.blank())


async def export_clients(ids: Sequence[int]) -> None:
    content = await clients_csv(ids, by=current_staff())
    ui.download.content(content, "clients.csv", "text/csv")


def document_menu(frame: Frame) -> tuple[Action[Client], ...]:
    """The card's menu « Document »."""

    async def edit(client: Client) -> None:
        await frame.drawer.edit(client.draft())

    async def merge(client: Client) -> None:
        await choose_and_merge(frame, client)

    async def remove(client: Client) -> None:
        await remove_records(frame, Client, [client.id])

    return (
        Action("Modifier", "edit", run=edit, permission=Permission.EDIT),
        Action("Fusionner", "merge", run=merge, permission=Permission.DELETE),
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
        Action("Siège et établissements", "group", run=choose_head, permission=Permission.EDIT),
    )


def _creation(frame: Frame, kind: Kind) -> Action[Client]:
    async def create(client: Client) -> None:
        await ask_to_create(frame, client, kind)

    return Action(
        f"Créer {kind.with_article}", kind.code, run=create, permission=Permission.DOCUMENTS
    )


async def ask_to_create(frame: Frame, client: Client, kind: Kind) -> None:
    """Create a document of this kind for a client, once that is said to be meant."""
    if await confirm(f"Créer {kind.with_article} pour {quoted(client.name)} ?"):
        await create_document(frame, client, kind)
