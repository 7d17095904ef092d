"""The one question: a dialog that waits for « Oui » or « Non »."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from weakref import WeakKeyDictionary, WeakSet

from nicegui import Client, ui

from components.looks import button
from components.tab import TAKE_FOCUS, Layer, return_focus

Check = Callable[[], bool | Awaitable[bool]]

_dialogs: WeakKeyDictionary[Client, ui.dialog] = WeakKeyDictionary()
_asked: WeakSet[Client] = WeakSet()


async def confirm(
    question: str,
    *,
    details: Callable[[], object] | None = None,
    yes: str = "Oui",
    no: str = "Non",
    danger: bool = False,
) -> bool:
    """Ask, and wait; closing the dialog in any other way means no."""
    looks = "danger" if danger else "primary"
    answers = {no: ("no", "quiet"), yes: ("yes", looks)}
    answer = await choose(question, answers, details=details, focus=no if danger else yes)
    return answer == "yes"


async def inform(message: str, *, details: Callable[[], object] | None = None) -> None:
    """Say something that needs more room than a toast."""
    await choose(message, {"Fermer": ("", "primary")}, details=details, focus="Fermer")


async def choose(
    question: str,
    answers: Mapping[str, tuple[str, str]],
    *,
    details: Callable[[], object] | None = None,
    focus: str = "",
    check: Check = lambda: True,
) -> str | None:
    """Ask with one button for each answer (label: value, look); None if closed without one.

    An answer that has a value is taken only if `check` lets it pass.
    A tab asks one question at a time: a second tap while one is open asks nothing.
    """
    client = ui.context.client
    if client in _asked:
        return None
    _asked.add(client)
    dialog = _dialog_of(client)
    dialog.props["aria-label"] = question

    async def submit(value: str) -> None:
        if not value or await _passes(check):
            dialog.submit(value)

    try:
        with dialog, ui.element("div").classes("question-card") as card:
            card.on("vnodeMounted", js_handler=TAKE_FOCUS)
            ui.label(question).classes("question-title").props("role=heading aria-level=2")
            if details:
                details()
            with ui.element("div").classes("question-answers"):
                for label, (value, look) in answers.items():
                    choice = button(label, look, on_click=partial(submit, value))
                    if label == focus:
                        choice.props("autofocus")
        answer: str | None = await dialog
    finally:
        _asked.discard(client)
        if not client.is_deleted:
            dialog.clear()
            return_focus("question")
    return answer


async def _passes(check: Check) -> bool:
    passes = check()
    return await passes if isinstance(passes, Awaitable) else passes


def _dialog_of(client: Client) -> ui.dialog:
    """The one dialog of a tab, for all its questions."""
    if client not in _dialogs or _dialogs[client].is_deleted:
        _dialogs[client] = Layer().dialog().classes("question").props("transition-duration=120")
    return _dialogs[client]


def open_question(client: Client) -> ui.dialog | None:
    """The question that is open in this tab."""
    return _dialogs[client] if client in _asked else None


def submit_answer(answer: str) -> None:
    """Answer the question of this tab from the keyboard."""
    if dialog := open_question(ui.context.client):
        dialog.submit(answer)


def dismiss() -> None:
    """Close the question of this tab, if one is open: its screen is being left."""
    if dialog := open_question(ui.context.client):
        dialog.close()


async def ask_reason(question: str, about: str, *, danger: bool = False) -> str | None:
    """Ask for a yes and for the reason, which must not be empty; None means no."""
    fields: list[ui.input] = []

    def details() -> None:
        ui.label(about).classes("question-text")
        field = ui.input("Motif").props("outlined autofocus maxlength=500 aria-required=true")
        fields.append(field.classes("question-field"))
        field.on("keydown.enter", answer_yes)

    def answer_yes() -> None:
        if is_given():
            submit_answer("yes")

    def reason() -> str:
        return str(fields[0].value or "").strip()

    def is_given() -> bool:
        fields[0].error = None if reason() else "Indiquez le motif."
        return bool(reason())

    look = "danger" if danger else "primary"
    answers = {"Non": ("", "quiet"), "Oui": ("yes", look)}
    answer = await choose(question, answers, details=details, check=is_given)
    return reason() if answer else None


async def ask_text(
    question: str, label: str, yes: str, *, about: str = "", value: str = "", kind: str = "text"
) -> str | None:
    """Ask for one line of text; `kind` is that of the field. None means no."""
    fields: list[ui.input] = []

    def details() -> None:
        if about:
            ui.label(about).classes("question-text")
        field = ui.input(label, value=value)
        field.props("outlined autofocus maxlength=250 autocomplete=off").classes("question-field")
        field.props["type"] = kind
        field.on("keydown.enter", lambda: submit_answer("yes"))
        fields.append(field)

    answers = {"Abandonner": ("", "quiet"), yes: ("yes", "primary")}
    answer = await choose(question, answers, details=details)
    return str(fields[0].value or "") if answer else None
