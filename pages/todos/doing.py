"""What is done with what is to be done: said in a message, which takes it back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from components.action import Action
from components.frame import Frame
from components.tab import current_staff
from models.french import Noun, lowered, quoted
from models.permissions import Staff
from models.todos import ToDo

NOUN = Noun("rappel", "rappels", "ce rappel")


async def tick(frame: Frame, todo: ToDo) -> None:
    await todo.tick(by=current_staff())
    _offer_to_undo(frame, f"{quoted(todo.text)} est fait", todo.reopen)


async def reopen(frame: Frame, todo: ToDo) -> None:
    await todo.reopen(by=current_staff())
    frame.toasts.show(f"{quoted(todo.text)} est à faire")


async def postpone(frame: Frame, todo: ToDo, days: int) -> None:
    before = todo.draft()
    later = await todo.postpone(days, by=current_staff())

    async def undo(*, by: Staff) -> None:
        draft = later.draft()
        draft.typed["due_on"] = before.typed["due_on"]
        await ToDo.amend(draft, by=by)

    _offer_to_undo(frame, f"Reporté : {lowered(later.when)}", undo)


async def discard(frame: Frame, todo: ToDo) -> None:
    await todo.discard(by=current_staff())
    _offer_to_undo(frame, f"{quoted(todo.text)} est supprimé", todo.restore)


def _offer_to_undo(frame: Frame, said: str, back: Callable[..., Awaitable[object]]) -> None:
    async def run() -> None:
        await back(by=current_staff())

    frame.toasts.show(said, action="Annuler", run=run)


def actions_on(frame: Frame) -> tuple[Action[ToDo], ...]:
    """The menu of one of them."""

    def later(days: int) -> Callable[[ToDo], Awaitable[None]]:
        return lambda todo: postpone(frame, todo, days)

    async def edit(todo: ToDo) -> None:
        await frame.drawer.edit(todo.draft())

    needed = ToDo.EDITING
    return (
        Action("+1 jour", "later", run=later(1), permission=needed),
        Action("+1 semaine", "later", run=later(7), permission=needed),
        Action("Modifier", "edit", run=edit, permission=needed),
        Action(
            "Supprimer",
            "delete",
            run=lambda todo: discard(frame, todo),
            permission=needed,
            is_danger=True,
        ),
    )


async def do_to_many(
    frame: Frame, ids: Sequence[int], verb: Callable[[ToDo], Awaitable[object]], such: str
) -> None:
    """Do it to those of these that are still to be done, and say to how many."""
    todos = await ToDo.each(ids)
    for todo in todos:
        await verb(todo)
    frame.toasts.show(NOUN.counted(len(todos), such))
