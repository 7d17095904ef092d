"""What can be done to clients: declared once, for the menus, the bulk panel and the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from components.action import Action
from components.dialogs import choose, confirm
from components.frame import Frame
from components.tab import current_staff
from models.clients import Client, clients_csv
from models.company import Company, StagePolicy
from models.documents import KINDS, Document, Kind
from models.french import quoted
from models.permissions import Permission
from pages.desk import remove_records


async def new_client(frame: Frame) -> None:
    if await confirm("Créer un nouveau client ?"):
        await frame.drawer.edit(Client.blank())


async def export_clients(ids: Sequence[int]) -> None:
    content = await clients_csv(ids, by=current_staff())
    ui.download.content(content, "clients.csv", "text/csv")


async def create_document(frame: Frame, client: Client, kind: Kind) -> None:
    """Confirm, then ask for the stage if the account settings say so, then open the document."""
    if not await confirm(f"Créer {kind.with_article} pour {quoted(client.name)} ?"):
        return
    company = await Company.current()
    policy = company.policy(kind.code)
    stage = await _ask_stage(kind) if policy == StagePolicy.ASK else _stage_of(kind, policy)
    if stage is None:
        return
    document = await Document.open_for(client.id, kind.code, stage, by=current_staff())
    frame.go(document.path)


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


def _creation(frame: Frame, kind: Kind) -> Action[Client]:
    async def create(client: Client) -> None:
        await create_document(frame, client, kind)

    return Action(
        f"Créer {kind.with_article}", kind.code, run=create, permission=Permission.DOCUMENTS
    )


def _stage_of(kind: Kind, policy: StagePolicy) -> str:
    return "quote" if policy == StagePolicy.QUOTE else kind.direct_stage.code


async def _ask_stage(kind: Kind) -> str | None:
    stages = (kind.stage("quote"), kind.direct_stage)
    return (
        await choose(
            f"{kind.label} : {stages[0].label.lower()} ou {stages[1].label.lower()} ?",
            {
                "Abandonner": ("", "quiet"),
                **{stage.label: (stage.code, "primary") for stage in stages},
            },
            focus=stages[0].label,
        )
        or None
    )
