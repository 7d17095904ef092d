"""What can be done to clients: declared once, for the menus, the bulk panel and the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from nicegui import ui

from components.action import Action
from components.dialogs import choose, confirm, inform, progress
from components.frame import Frame
from components.tab import current_staff
from models.clients import Client, Removal, clients_csv
from models.company import Company, StagePolicy
from models.documents import KINDS, Document, Kind
from models.french import number, plural, quoted
from models.permissions import Permission

MOST_NAMES = 12
TRASH_HINT = "Vous pourrez le restaurer depuis la corbeille."


async def new_client(frame: Frame) -> None:
    if await confirm("Créer un nouveau client ?"):
        await frame.drawer.edit(Client.blank())


async def remove_clients(frame: Frame, ids: Sequence[int]) -> Removal | None:
    """Ask, saying who can go and who cannot and why; None if nothing was done."""
    removal = await Client.removal(ids)
    names = await _names((*removal.deletable[:MOST_NAMES], *_first(removal.blocked)))
    if not removal.deletable:
        await _explain(removal, names)
        return None
    if not await confirm(
        _removal_question(removal, names),
        details=lambda: _removal_details(removal, names),
        danger=True,
    ):
        return None
    going = len(removal.deletable)
    with progress(
        f"Suppression de {plural(going, 'client')}…",
        going,
        given_up="Suppression abandonnée : rien n’a été supprimé.",
    ) as told:
        done = await Client.remove_many(removal.deletable, by=current_staff(), progress=told)
    _offer_to_undo(frame, done, names)
    if done.blocked:
        await _explain(done, await _names(_first(done.blocked)))
    return Removal(done.deletable, {**removal.blocked, **done.blocked})


async def restore_clients(frame: Frame, ids: Sequence[int]) -> None:
    with progress(
        f"Restauration de {plural(len(ids), 'client')}…",
        len(ids),
        given_up="Restauration abandonnée : rien n’a été restauré.",
    ) as told:
        count = await Client.restore_many(ids, by=current_staff(), progress=told)
    frame.toasts.show(f"{plural(count, 'client restauré', 'clients restaurés')}")


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
        await remove_clients(frame, [client.id])

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


def _first(ids: Iterable[int]) -> list[int]:
    """Those that are named; the others are counted."""
    return list(islice(ids, MOST_NAMES))


async def _names(ids: Iterable[int]) -> dict[int, str]:
    return {client.id: client.name for client in await Client.with_ids(ids)}


def _removal_question(removal: Removal, names: dict[int, str]) -> str:
    going, staying = len(removal.deletable), len(removal.blocked)
    if staying:
        gone = "ira" if going == 1 else "iront"
        kept = "restera" if staying == 1 else "resteront"
        return f"{number(going)} {gone} à la corbeille, {number(staying)} {kept}. Supprimer ?"
    if going == 1:
        return f"Supprimer {quoted(names[removal.deletable[0]])} ?"
    return f"Supprimer {plural(going, 'client')} ?"


def _removal_details(removal: Removal, names: dict[int, str]) -> None:
    if len(removal.deletable) == 1 and not removal.blocked:
        ui.label(TRASH_HINT).classes("question-text")
        return
    if removal.blocked:
        ui.label("Resteront, car des documents sont en cours :").classes("question-text")
        _blocked(removal, names)
    ui.label("Iront à la corbeille, d’où ils peuvent revenir :").classes("question-text")
    shown = [names[id_] for id_ in removal.deletable[:MOST_NAMES]]
    rest = len(removal.deletable) - len(shown)
    with ui.element("ul").classes("names"):
        for name in (*shown, *([f"et {plural(rest, 'autre')}"] if rest else [])):
            with ui.element("li"):
                ui.label(name)


async def _explain(removal: Removal, names: dict[int, str]) -> None:
    """Why nobody can be deleted, with the documents to close first."""
    if not removal.blocked:
        await inform("Ce client est déjà dans la corbeille.")
        return
    one = next(iter(removal.blocked))
    title = (
        f"{quoted(names[one])} ne peut pas être supprimé"
        if len(removal.blocked) == 1
        else f"{plural(len(removal.blocked), 'client')} ne peuvent pas être supprimés"
    )

    def details() -> None:
        ui.label("Clôturez d’abord ces documents :").classes("question-text")
        _blocked(removal, names)

    await inform(title, details=details)


def _blocked(removal: Removal, names: dict[int, str]) -> None:
    with ui.element("ul").classes("blocked"):
        for id_ in _first(removal.blocked):
            with ui.element("li"):
                ui.label(names[id_]).classes("blocked-name")
                for obstacle in removal.blocked[id_]:
                    ui.link(obstacle.text, obstacle.path).classes("blocked-document")
        if (rest := len(removal.blocked) - MOST_NAMES) > 0:
            with ui.element("li"):
                ui.label(f"et {plural(rest, 'autre client', 'autres clients')}")


def _offer_to_undo(frame: Frame, done: Removal, names: dict[int, str]) -> None:
    if not done.deletable:
        return

    async def undo() -> None:
        await restore_clients(frame, done.deletable)

    if len(done.deletable) == 1:
        message = f"{quoted(names[done.deletable[0]])} est dans la corbeille"
    else:
        message = f"{plural(len(done.deletable), 'client')} dans la corbeille"
    frame.toasts.show(message, action="Annuler", run=undo)
