"""« Rappels »: everything that is to be done, for whomever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from nicegui import ui

from components.dialogs import choose
from components.frame import Badge, Frame, Screen
from components.history import History
from components.list import Column, FilterBoxes, QuickFilters
from components.tab import LIVE, Round, current_seat, current_staff, note_fault
from models.database import Outage
from models.lists import Page, Query
from models.permissions import Permission
from models.staff import PEOPLE
from models.todos import TODOS, ToDo, due_count
from pages.desk import BulkAction, Ticked, TickedList
from pages.todos.doing import NOUN, discard, do_to_many, postpone, reopen, tick
from pages.todos.editor import todo_editor

TONES = {"late": "late", "today": "waiting", "open": "draft", "done": "closed"}
COLUMNS = (
    Column("when", "Pour le", width=204, flex=0),
    Column("text", "Quoi", width=260, flex=4, least=140, is_sortable=False),
    Column("client", "Client", width=200, flex=3, from_width=620),
    Column("person", "Pour qui", width=130, flex=1, from_width=900, is_sortable=False),
    Column(
        *("state", "État"),
        width=128,
        flex=0,
        from_width=480,
        is_sortable=False,
        tone_of="state_code",
        tones=TONES,
    ),
    Column("done", "Fait", width=170, flex=1, from_width=1120, is_sortable=False),
)
QUICK = {"todo": "À faire", "late": "En retard", "mine": "Les miens", "all": "Tous"}


class ToDoSelection(Ticked):
    """The ticked ones in one tab."""

    noun = NOUN

    def actions(self) -> tuple[BulkAction, ...]:
        needed = (ToDo.EDITING,)
        return (
            BulkAction("Fait", "done", "primary", self._tick, needed),
            BulkAction("+1 jour", "later", "quiet", partial(self._postpone, 1), needed),
            BulkAction("+1 semaine", "later", "quiet", partial(self._postpone, 7), needed),
        )

    async def names_of(self, ids: list[int]) -> Mapping[int, str]:
        return {one.id: one.text for one in await ToDo.with_ids(ids)}

    async def gone(self, ids: set[int]) -> set[int]:
        return ids - {one.id for one in await ToDo.each(list(ids))}

    async def _tick(self) -> None:
        by = current_staff()
        await do_to_many(self.frame, await self.ids(), lambda todo: todo.tick(by=by), "fait")
        await self._end()

    async def _postpone(self, days: int) -> None:
        by = current_staff()
        verb = partial(ToDo.postpone, days=days, by=by)
        await do_to_many(self.frame, await self.ids(), verb, "reporté")
        await self._end()

    async def _end(self) -> None:
        self.read_list_again()
        await self.clear()


class ToDosPage(TickedList):
    """The list in one tab."""

    search_label = "Rechercher dans les rappels"
    columns = COLUMNS

    def __init__(self, frame: Frame, screen: Screen) -> None:
        super().__init__(frame, screen)
        self._me = str(current_seat().staff.account_id or "")
        self.selection = ToDoSelection(
            frame, self.listing, self._state, changed=self.show_selection
        )
        self.on_select = self.selection.read

    async def build(self) -> None:
        await PEOPLE.ready()
        await super().build()
        LIVE.follow(self._quick, {ToDo.TOPIC}, self._follow)
        await self._count()

    def nothing_at_all(self) -> None:
        ui.label("Rien à faire pour l’instant").classes("empty-title")
        ui.label("Un rappel se note sur la fiche d’un client : « demain rappeler pour le devis ».")

    async def open(self, record_id: int) -> None:
        todo = await ToDo.get(id=record_id)
        history = History(self._frame.toasts, changed=self._nothing)
        await history.load(ToDo.TOPIC, todo.id)

        def details() -> None:
            ui.link(todo.client_name, todo.path).classes("payment-said")
            said = todo.done_words if todo.is_done else f"{todo.when} · {todo.person}"
            ui.label(said).classes("question-text")
            history.build()

        leave = {"Fermer": ("", "quiet")}
        may = current_staff().may(ToDo.EDITING) and not todo.is_trashed
        first = {"À refaire": ("reopen", "primary")} if todo.is_done else OPEN_ANSWERS
        answers = {**leave, **(first if may else {})}
        answer = await choose(todo.text, answers, details=details)
        await self._do(answer or "", todo)

    async def _do(self, answer: str, todo: ToDo) -> None:
        match answer:
            case "done":
                await tick(self._frame, todo)
            case "reopen":
                await reopen(self._frame, todo)
            case "day" | "week":
                await postpone(self._frame, todo, 1 if answer == "day" else 7)
            case "edit":
                await self._frame.drawer.edit(todo.draft())
            case "discard":
                await discard(self._frame, todo)

    async def _nothing(self) -> None:
        """The history of one is short."""

    # --- parts ------------------------------------------------------------------------------

    def _filter_boxes(self) -> None:
        """The quick filters say it all."""
        self._filters = FilterBoxes((), {}, on_change=self._filter_by)

    def _show_query(self) -> None:
        self._search.set_value(self._state.query.search)
        self._quick.show(self._pressed)

    def _list(self, page: Page, position: int | None = None) -> None:
        with ui.element("div").classes("list-summary"):
            self._quick = QuickFilters(QUICK, on=self._pressed, on_change=self._ask_quickly)
        super()._list(page, position)

    @property
    def _pressed(self) -> str:
        filters = self._state.query.filters
        return filters["quick"] or ("mine" if filters["person"] else "todo")

    def _filters_of(self, quick: str) -> dict[str, str]:
        return {
            "quick": quick if quick in {"late", "all"} else "",
            "person": self._me if quick == "mine" else "",
        }

    # --- counting ---------------------------------------------------------------------------

    async def _ask_quickly(self, value: str) -> None:
        """One of them is always on."""
        self._quick.show(value or "todo")
        await self._ask(replace(self._state.query, filters=self._filters_of(value)))

    async def _follow(self, round_: Round) -> None:
        await self.selection.follow(round_.ids(ToDo.TOPIC))
        await self._count()

    async def _count(self) -> None:
        try:
            counts = {
                quick: await self.listing.count(Query(filters=self._filters_of(quick)))
                for quick in QUICK
            }
        except Outage as outage:  # the list says so, and asks again
            note_fault(outage)
        else:
            self._quick.count(counts)


OPEN_ANSWERS = {
    "Supprimer": ("discard", "danger-quiet"),
    "Modifier": ("edit", "quiet"),
    "+1 jour": ("day", "quiet"),
    "+1 semaine": ("week", "quiet"),
    "Fait": ("done", "primary"),
}


async def todos_screen(frame: Frame) -> ToDosPage:
    page = ToDosPage(frame, TODOS_SCREEN)
    await page.build()
    return page


TODOS_SCREEN = Screen(
    "/rappels",
    todos_screen,
    label="Rappels",
    icon="todo",
    permission=Permission.SEE,
    editor=todo_editor,
    listing=TODOS,
    rows="/api/rappels",
    badge=Badge(ToDo.TOPIC, "à faire", due_count),
    help="rappels",
)
