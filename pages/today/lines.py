"""The first lines of a tile, each of which ends in one tap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS, button, icon_button
from components.tab import current_staff
from models.documents import Document
from models.figures import Figure, Records
from models.french import phone_links
from models.todos import ToDo
from pages.documents import Step, steps_of, take_step
from pages.todos import tick

TAKES: Mapping[str, frozenset[str]] = {
    "leaving": frozenset({"hand_out"}),
    "returning": frozenset({"take_back"}),
    "late": frozenset({"take_back"}),
    "jobs": frozenset({"start", "finish"}),
    "to_bill": frozenset({"bill"}),
    "due": frozenset({"receive"}),
    "overdue": frozenset({"receive"}),
}
"""By tile the steps of which its lines offer the first that can be taken."""
CALLS = frozenset({"returning", "late", "quotes", "overdue"})
"""The tiles whose clients one rings up."""
SHORT = {"hand_out": "Sorti", "take_back": "Rendu"}
"""What such a step is called where there is little room."""


@dataclass(frozen=True)
class Line:
    """One row of a list; while `seen` stays the same, so does what stands there."""

    id: int
    seen: tuple[object, ...]
    build: Callable[[], None]


class Lines:
    """Some lines in one tab; those that nobody changed keep their place and the keyboard."""

    def __init__(self) -> None:
        self._list = ui.element("ul").classes("tile-lines")
        self._shown: dict[int, tuple[tuple[object, ...], ui.element]] = {}

    def show(self, lines: Sequence[Line]) -> None:
        wanted = {line.id: line.seen for line in lines}
        for id_, (seen, element) in tuple(self._shown.items()):
            if wanted.get(id_) != seen:
                del self._shown[id_]
                element.delete()
        for place, line in enumerate(lines):
            if line.id not in self._shown:
                with self._list, ui.element("li").classes("tile-line") as element:
                    line.build()
                self._shown[line.id] = (line.seen, element)
            element = self._shown[line.id][1]
            if self._list.default_slot.children.index(element) != place:
                element.move(self._list, target_index=place)
        self._list.visible = bool(lines)


def lines_of(frame: Frame, figure: Figure, records: Records) -> list[Line]:
    """The first rows of a figure; what has gone meanwhile is left out."""
    documents, todos = records.documents, records.todos
    if figure.tile.listing.topic == ToDo.TOPIC:
        return [_to_do(frame, todos[id_]) for id_ in figure.ids if id_ in todos]
    return [
        _document(frame, figure, documents[row["id"]], row)
        for row in figure.rows
        if row["id"] in documents
    ]


def _document(frame: Frame, figure: Figure, document: Document, row: Mapping[str, str]) -> Line:
    by, code = current_staff(), figure.tile.code
    worth = row["due"] if code in {"due", "overdue"} else row["ttc"]
    amount = worth if figure.total is not None else ""
    said = " · ".join(text for text in (row["title"], row["when"], row["subject"]) if text)
    step = next((one for one in steps_of(document, by) if one.code in TAKES.get(code, ())), None)
    phone = _phone_of(document) if code in CALLS else None

    def build() -> None:
        with ui.element("div").classes("tile-said"):
            ui.link(document.client_name, document.path).classes("tile-who")
            ui.label(said).classes("tile-more")
        if amount:
            ui.label(amount).classes("tile-worth")
        if phone:
            _call(document.client_name, *phone)
        if step:
            _take(frame, document, step)

    code_of_step = (step.code, step.refusal) if step else None
    return Line(document.id, (document.client_name, said, amount, phone, code_of_step), build)


def _phone_of(document: Document) -> tuple[str, str] | None:
    client = document.client
    links = phone_links(client.phone, client.postcode, client.country)
    return next(((text, link) for text, link in links if link), None)


def _call(name: str, text: str, link: str) -> None:
    with ui.element("a").classes("tile-call") as made:
        ui.icon(ICONS["phone"])
    made.props["href"] = link
    made.props["aria-label"] = made.props["title"] = f"Appeler {name} : {text}"


def _take(frame: Frame, document: Document, step: Step) -> None:
    label = SHORT.get(step.code, step.label)
    take = partial(take_step, frame, document.id, step.code)
    made = button(label, "tap", on_click=take, refusal=step.refusal)
    named = f"{label} : {document.title}, {document.client_name}"
    made.props["aria-label"] = f"{named} – {step.refusal}" if step.refusal else named


def _to_do(frame: Frame, todo: ToDo) -> Line:
    may = current_staff().may(ToDo.EDITING)
    said = f"{todo.client_name} · {todo.when}"
    done: Callable[[], Awaitable[None]] = partial(tick, frame, todo)

    def build() -> None:
        with ui.element("div").classes("tile-said"):
            ui.link(todo.text, todo.path).classes("tile-who")
            more = ui.label(said).classes("tile-more")
            if todo.is_late:
                more.classes("is-late")
        if may:
            icon_button("undone", f"Fait : {todo.text}", done).classes("todo-tick")

    return Line(todo.id, (todo.text, said, todo.is_late, may), build)
