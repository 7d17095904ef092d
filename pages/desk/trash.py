"""Deleting records and bringing them back: what is asked before, and said afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from nicegui import ui

from components.dialogs import confirm, inform, progress
from components.frame import Frame
from components.tab import current_staff
from models.french import Noun, number, plural, quoted
from models.records import Removal, Trashable

MOST_NAMES = 12
TRASH_HINT = "Vous pourrez le restaurer depuis la corbeille."

Model = type[Trashable]


async def remove_records(frame: Frame, model: Model, ids: Sequence[int]) -> Removal | None:
    """Ask, saying who can go and who cannot and why; None if nothing was done."""
    removal = await model.removal(ids)
    names = await _names(model, (*removal.deletable[:MOST_NAMES], *_first(removal.blocked)))
    if not removal.deletable:
        await _explain(model.NOUN, removal, names)
        return None
    if not await confirm(
        removal_question(model.NOUN, removal, names),
        details=lambda: _removal_details(model.NOUN, removal, names),
        danger=True,
    ):
        return None
    going = len(removal.deletable)
    with progress(
        f"Suppression de {model.NOUN.counted(going)}…",
        going,
        given_up="Suppression abandonnée : rien n’a été supprimé.",
    ) as told:
        done = await model.remove_many(removal.deletable, by=current_staff(), progress=told)
    _offer_to_undo(frame, model, done, names)
    if done.blocked:
        await _explain(model.NOUN, done, await _names(model, _first(done.blocked)))
    return Removal(done.deletable, {**removal.blocked, **done.blocked})


async def restore_records(frame: Frame, model: Model, ids: Sequence[int]) -> None:
    with progress(
        f"Restauration de {model.NOUN.counted(len(ids))}…",
        len(ids),
        given_up="Restauration abandonnée : rien n’a été restauré.",
    ) as told:
        count = await model.restore_many(ids, by=current_staff(), progress=told)
    frame.toasts.show(model.NOUN.counted(count, "restauré"))


def _first(ids: Iterable[int]) -> list[int]:
    """Those that are named; the others are counted."""
    return list(islice(ids, MOST_NAMES))


async def _names(model: Model, ids: Iterable[int]) -> dict[int, str]:
    return {record.id: record.name for record in await model.with_ids(ids)}


def removal_question(noun: Noun, removal: Removal, names: dict[int, str]) -> str:
    going, staying = len(removal.deletable), len(removal.blocked)
    if staying:
        gone = "ira" if going == 1 else "iront"
        kept = "restera" if staying == 1 else "resteront"
        return f"{number(going)} {gone} à la corbeille, {number(staying)} {kept}. Supprimer ?"
    if going == 1:
        return f"Supprimer {quoted(names[removal.deletable[0]])} ?"
    return f"Supprimer {noun.counted(going)} ?"


def _removal_details(noun: Noun, removal: Removal, names: dict[int, str]) -> None:
    if len(removal.deletable) == 1 and not removal.blocked:
        ui.label(TRASH_HINT).classes("question-text")
        return
    if removal.blocked:
        ui.label("Resteront, car des documents sont en cours :").classes("question-text")
        _blocked(noun, removal, names)
    ui.label("Iront à la corbeille, d’où ils peuvent revenir :").classes("question-text")
    shown = [names[id_] for id_ in removal.deletable[:MOST_NAMES]]
    rest = len(removal.deletable) - len(shown)
    with ui.element("ul").classes("names"):
        for name in (*shown, *([f"et {plural(rest, 'autre')}"] if rest else [])):
            with ui.element("li"):
                ui.label(name)


async def _explain(noun: Noun, removal: Removal, names: dict[int, str]) -> None:
    """Why nobody can be deleted, with the documents to close first."""
    if not removal.blocked:
        await inform(f"{noun.this.capitalize()} est déjà dans la corbeille.")
        return
    one = next(iter(removal.blocked))
    title = (
        f"{quoted(names[one])} ne peut pas être supprimé"
        if len(removal.blocked) == 1
        else f"{noun.counted(len(removal.blocked))} ne peuvent pas être supprimés"
    )

    def details() -> None:
        ui.label("Clôturez d’abord ces documents :").classes("question-text")
        _blocked(noun, removal, names)

    await inform(title, details=details)


def _blocked(noun: Noun, removal: Removal, names: dict[int, str]) -> None:
    with ui.element("ul").classes("blocked"):
        for id_ in _first(removal.blocked):
            with ui.element("li"):
                ui.label(names[id_]).classes("blocked-name")
                for obstacle in removal.blocked[id_]:
                    ui.link(obstacle.text, obstacle.path).classes("blocked-document")
        if (rest := len(removal.blocked) - MOST_NAMES) > 0:
            with ui.element("li"):
                ui.label(f"et {plural(rest, f'autre {noun.one}', f'autres {noun.many}')}")


def _offer_to_undo(frame: Frame, model: Model, done: Removal, names: dict[int, str]) -> None:
    if not done.deletable:
        return

    async def undo() -> None:
        await restore_records(frame, model, done.deletable)

    if len(done.deletable) == 1:
        message = f"{quoted(names[done.deletable[0]])} est dans la corbeille"
    else:
        message = f"{model.NOUN.counted(len(done.deletable))} dans la corbeille"
    frame.toasts.show(message, action="Annuler", run=undo)
