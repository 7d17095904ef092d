"""« Rappels »: the region of a client's card with what is to be done for the client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from nicegui import ui

from components.action import Menu
from components.frame import Frame
from components.looks import button, icon_button
from components.tab import LIVE, Round, anchored, current_seat, current_staff, part
from models.french import today, when_in
from models.todos import ToDo, when_said
from pages.desk import section
from pages.todos.doing import actions_on, tick

DAYS = ("Aujourd’hui", "Demain", "Lundi", "Dans 1 semaine")
EXAMPLE = "demain 14 h rappeler pour le devis"


class ToDosRegion:
    """What is to be done for one client, in one tab."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._client_id = 0
        self._todos: Sequence[ToDo] = ()
        self._may_add = False

    async def read(self, client_id: int) -> Callable[[], None]:
        """Read what is to be done for a client; the result takes it over."""
        todos = await ToDo.of_client(client_id)

        def take_over() -> None:
            self._client_id, self._todos = client_id, todos

        return take_over

    def build(self) -> None:
        with section("Rappels", is_region=True) as region:
            self._rows()
            with ui.element("div").classes("todo-adding") as self._adding:
                self._adding_row()
        LIVE.follow(region, {ToDo.TOPIC}, self._follow)

    def show(self, *, is_trashed: bool) -> None:
        """Show what was read; for a client in the trash nothing is added."""
        self._may_add = current_staff().may(ToDo.EDITING) and not is_trashed
        self._adding.visible = self._may_add
        self._rows.refresh()

    @part
    def _rows(self) -> None:
        if not self._todos:
            ui.label("Rien à faire pour l’instant.").classes("card-none")
            return
        with ui.element("ul").classes("todos"):
            for todo in self._todos:
                with ui.element("li").classes("todo"):
                    self._row(todo)

    def _row(self, todo: ToDo) -> None:
        may = current_staff().may(ToDo.EDITING)
        if may:
            done = partial(tick, self._frame, todo)
            icon_button("undone", f"Fait : {todo.text}", done).classes("todo-tick")
        with ui.element("div").classes("grow"):
            ui.label(todo.text).classes("todo-text")
            is_mine = todo.account_id == current_seat().staff.account_id
            said = todo.when if is_mine else f"{todo.when} · {todo.person}"
            late = "todo-when is-late" if todo.is_late else "todo-when"
            ui.label(f"{said} · en retard" if todo.is_late else said).classes(late)
        if may:
            name = f"Actions : {todo.text}"
            Menu("", actions_on(self._frame), lambda: todo, icon="more", name=name)

    def _adding_row(self) -> None:
        self._line = ui.input(placeholder=EXAMPLE, on_change=self._say_when)
        self._line.props("outlined hide-bottom-space autocomplete=off maxlength=300")
        self._line.props["aria-label"] = "Nouveau rappel"
        self._line.on("keydown.enter.prevent", anchored(self._add), args=[])
        with ui.element("div").classes("todo-days"):
            for word in DAYS:
                button(word, "suggestion", on_click=partial(self._on_day, word))
            button("Ajouter", icon="add", on_click=self._add).props["aria-label"] = (
                "Ajouter le rappel"
            )
        self._when = ui.label().classes("todo-when").props("role=status")

    # --- verbs ------------------------------------------------------------------------------

    @property
    def _typed(self) -> str:
        return str(self._line.value or "")

    def _say_when(self) -> None:
        """For when it is noted as it stands there."""
        self._line.error = None
        meant = when_in(self._typed, today())
        at = meant.at.strftime("%H:%M") if meant.at else ""
        words = f"Pour {when_said(meant.day or today(), at)}" if self._typed.strip() else ""
        self._when.set_text(words)

    async def _on_day(self, word: str) -> None:
        """The day in the place of the one that stands in the line."""
        rest = when_in(self._typed, today()).rest
        self._line.set_value(f"{word} {rest}" if rest else f"{word} ")
        self._line.run_method("focus")

    async def _add(self) -> None:
        if not self._typed.strip():
            self._line.error = "Dites quoi, et quand."
            self._line.run_method("focus")
            return
        todo = await ToDo.note_line(self._client_id, self._typed, by=current_staff())
        self._line.set_value("")
        self._frame.toasts.show(f"Rappel noté pour {todo.when}")

    async def _follow(self, round_: Round) -> None:
        client_id = self._client_id
        found = await round_.once((ToDo.TOPIC, client_id), lambda: ToDo.of_client(client_id))
        if self._client_id == client_id and _seen(found) != _seen(self._todos):
            self._todos = found
            self._rows.refresh()


def _seen(todos: Sequence[ToDo]) -> list[tuple[int, int]]:
    return [(one.id, one.version) for one in todos]
