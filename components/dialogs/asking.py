"""A question with a few fields, which stays open until what was typed is right."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from nicegui import ui

from components.dialogs.question import choose, submit_answer
from components.half_typed import HALF_TYPED, TEMPORAL, tell_half_typed
from components.tab import anchored
from components.tag_box import TagBox
from models.errors import Invalid, Refused

T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """A field of the question: `kind` is a type of HTML's inputs, or decimal, textarea, select,
    tags, or known_tags, to which none can be added."""

    name: str
    label: str
    value: str = ""
    kind: str = "text"
    choices: Mapping[str, str] | None = None
    hint: str = ""
    longest: int = 500


Fill = Callable[[str, dict[str, str]], Mapping[str, str]]
"""Is told which field was typed into and what all hold, and says what others are to hold then."""


def _fill_nothing(_name: str, _texts: dict[str, str]) -> Mapping[str, str]:
    return {}


class Fields:
    """The fields of one question, and what is wrong with them."""

    def __init__(
        self, asked: Sequence[Asked], *, on_enter: Callable[[], object], fill: Fill
    ) -> None:
        self._asked = asked
        self._on_enter = on_enter
        self._fill = fill
        self._is_filling = False
        self._controls: dict[str, Any] = {}
        self._half_typed: set[str] = set()

    def build(self) -> None:
        for place, one in enumerate(self._asked):
            control = self._controls[one.name] = self._control(one, is_first=place == 0)
            control.on_value_change(partial(self._typed, one.name))
        self._refusal = ui.label().classes("question-refusal").props("role=alert")
        self._refusal.visible = False

    @property
    def texts(self) -> dict[str, str]:
        return {name: self._text(name, control) for name, control in self._controls.items()}

    def _text(self, name: str, control: Any) -> str:
        if name in self._half_typed and not control.value:
            return HALF_TYPED
        return control.text if isinstance(control, TagBox) else str(control.value or "")

    def _half(self, name: str, text: str) -> None:
        (self._half_typed.add if text == HALF_TYPED else self._half_typed.discard)(name)

    def _typed(self, name: str, _event: object) -> None:
        if self._is_filling:
            return
        self._is_filling = True
        try:
            for other, text in self._fill(name, self.texts).items():
                self._controls[other].set_value(text)
        finally:
            self._is_filling = False

    def show(self, errors: Mapping[str, str], refusal: str = "") -> None:
        """Put each sentence under its field; what belongs to none stands below them all."""
        for name, control in self._controls.items():
            if not isinstance(control, ui.toggle):
                control.error = errors.get(name)
            if isinstance(control, ui.input | ui.textarea):
                control.props.set_optional("aria-invalid", "true" if name in errors else None)
        strange = [text for name, text in errors.items() if name not in self._controls]
        said = " ".join([*([refusal] if refusal else []), *strange])
        self._refusal.set_text(said)
        self._refusal.visible = bool(said)
        wrong = next((one for name, one in self._controls.items() if name in errors), None)
        if wrong is not None and not isinstance(wrong, ui.toggle):
            wrong.run_method("focus")

    def _control(self, one: Asked, *, is_first: bool) -> Any:
        if one.kind in {"tags", "known_tags"}:
            made = TagBox(one.label, one.value, takes_new=one.kind == "tags")
            return made.classes("question-field")
        if one.kind == "select":
            return self._select(one)
        if one.choices is not None:
            return self._choice(one)
        make = ui.textarea if one.kind == "textarea" else ui.input
        control = make(one.label, value=one.value).props("outlined hide-bottom-space")
        control.classes("question-field").props("autocomplete=off")
        control.props["maxlength"] = one.longest
        if one.kind == "decimal":
            control.props("inputmode=decimal")
        elif one.kind != "textarea":
            control.props["type"] = one.kind
        if one.kind in {"date", "datetime-local"}:
            control.props("stack-label")
        if one.kind in TEMPORAL:
            tell_half_typed(control, partial(self._half, one.name))
        if one.hint:
            control.props["hint"] = one.hint
        if is_first:
            control.props("autofocus")
        if one.kind != "textarea":
            control.on("keydown.enter.prevent", anchored(self._on_enter), args=[])
        return control

    def _select(self, one: Asked) -> ui.select:
        made = ui.select(dict(one.choices or {}), value=one.value, label=one.label)
        made.props("outlined hide-bottom-space popup-content-class=question-menu")
        return made.classes("question-field")

    def _choice(self, one: Asked) -> ui.toggle:
        with ui.element("div").classes("field-choice").props("role=group") as group:
            group.props["aria-label"] = one.label
            ui.label(one.label).classes("question-label")
            toggle = ui.toggle(dict(one.choices or {}), value=one.value)
            return toggle.props("unelevated no-caps spread toggle-text-color=on-accent").classes(
                "question-toggle"
            )


async def ask(
    question: str,
    fields: Sequence[Asked],
    do: Callable[[dict[str, str]], Awaitable[T]],
    *,
    yes: str = "Valider",
    danger: bool = False,
    details: Callable[[], object] | None = None,
    fill: Fill = _fill_nothing,
) -> T | None:
    """Ask, and do it with what was typed; what it returns, or None if the question was closed.

    Invalid and Refused leave the question open with what was typed.
    """
    done: list[T] = []
    is_busy = asyncio.Lock()

    async def check() -> bool:
        if is_busy.locked():
            return False
        async with is_busy:
            try:
                done.append(await do(shown.texts))
            except Invalid as invalid:
                shown.show(invalid.errors)
            except Refused as refusal:
                shown.show({}, str(refusal))
        return bool(done)

    async def enter() -> None:
        if await check():
            submit_answer("yes")

    shown = Fields(fields, on_enter=enter, fill=fill)

    def build() -> None:
        if details:
            details()
        shown.build()

    answers = {"Fermer": ("", "quiet"), yes: ("yes", "danger" if danger else "primary")}
    await choose(question, answers, details=build, check=check)
    return done[0] if done else None
