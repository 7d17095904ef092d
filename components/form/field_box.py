"""One field of a form on screen: its widget, and what is said under it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Mapping
from functools import partial
from typing import Any, Protocol
from weakref import proxy

from nicegui import ui

from components.form.several import Several
from components.half_typed import TEMPORAL, tell_half_typed
from components.looks import button
from components.tag_box import TagBox
from models.french import plural
from models.records import Draft, Field

MOST_SUGGESTIONS = 6
FILL = """((box, text) => {
    const field = box?.querySelector("input, textarea");
    if (!field || field.value) return;
    field.value = text;
    if (field === document.activeElement) field.select();
    field.dispatchEvent(new Event("input", { bubbles: true }));
})(getHtmlElement(%d), %s)"""
"""Put a text into an empty field; what is typed into it next takes its place."""


class Holder(Protocol):
    """The form that a field is in."""

    draft: Draft

    def edited(self, name: str, text: str) -> None: ...

    def chosen(self, name: str, text: str) -> None: ...

    def left(self, name: str) -> Awaitable[None]: ...


class FieldBox:
    """One field with its error, its advice and its suggestions."""

    def __init__(self, field: Field, label: str, form: Holder) -> None:
        self.field = field
        self._label = label
        self._form = form
        self._control: Any = None
        self._is_setting = False
        self._offered: list[str] = []
        self.box = ui.element("div").classes("field half" if field.is_half else "field")
        self._lines: dict[str, ui.label] = {}
        self._suggestions: ui.element | None = None

    def show(self, *, applies: bool) -> None:
        """Show it where it applies; what never does is never made."""
        self.box.visible = applies
        if applies and self._control is None:
            with self.box:
                self._control = self._build()

    @property
    def takes_focus(self) -> bool:
        return (self._is_typed_into or self.field.input_type == "tags") and self.box.visible

    @property
    def _is_typed_into(self) -> bool:
        return self.field.choices is None

    def claim_focus(self) -> None:
        """Have the keyboard from the first moment: a later call could take it from another."""
        self._control.props("autofocus")

    def focus(self) -> None:
        """Take the keyboard, and come into view with what is said under it."""
        if self._is_typed_into or self.field.input_type in {"select", "tags"}:
            self._control.run_method("focus")
        into_view = f'getHtmlElement({self.box.id}).scrollIntoView({{ block: "nearest" }})'
        self.box.client.run_javascript(into_view)

    def set(self, text: str) -> None:
        """Show a value that was not typed here."""
        if self._control is None:
            return
        self._is_setting = True
        if isinstance(self._control, TagBox):
            self._control.show(text)
        else:
            self._control.set_value(self._shown(text))
        self._is_setting = False

    def fill(self, text: str) -> None:
        """Put in what was not typed, unless somebody types there by now, as the browser knows."""
        if self._control is not None:
            self.box.client.run_javascript(FILL % (self.box.id, json.dumps(text)))

    def _shown(self, text: str) -> str | None:
        """The value of the control: one of the choices, if there are any, or none of them."""
        choices = self.field.choices
        is_free = choices is None or self.field.input_type == "several"
        return text if is_free or text in (choices or ()) else None

    @property
    def has_error(self) -> bool:
        error = self._lines.get("error")
        return bool(getattr(self._control, "error", None) or (error and error.text))

    def show_error(self, sentence: str | None) -> None:
        """Say what is wrong: a text field by itself, a choice in a line of its own."""
        if isinstance(self._control, ui.input | ui.textarea | ui.select):
            self._control.error = sentence
        else:
            self._say("error", "alert", sentence)

    def show_advice(self, typed: Mapping[str, str]) -> None:
        self._say("advice", "status", self.field.advise(typed) if self.box.visible else None)
        self._show_keypad(typed)
        self.suggest()

    def _show_keypad(self, typed: Mapping[str, str]) -> None:
        keypad = self.field.keypad(typed)
        if keypad and self._control is not None and self._control.props.get("inputmode") != keypad:
            self._control.props["inputmode"] = keypad
            self._control.update()

    def _say(self, kind: str, role: str, sentence: str | None) -> None:
        """In a line right under the control, which most fields never need."""
        if sentence and kind not in self._lines:
            with self.box:
                line = ui.label().classes(f"field-{kind}")
                line.props["role"] = role
            line.move(self.box, target_index=1)
            self._lines[kind] = line
        if shown := self._lines.get(kind):
            shown.set_text(sentence or "")
            shown.visible = bool(sentence)

    def suggest(self) -> None:
        """Offer what fits what is typed elsewhere, unless it is there already."""
        typed = self._form.draft.typed
        texts = self.field.suggest(typed) if self.field.suggest else []
        offered = texts if typed[self.field.name] not in texts else []
        if offered == self._offered:
            return
        self._offered = offered
        if self._suggestions is None:
            with self.box:
                self._suggestions = ui.element("div").classes("field-suggestions")
        self._suggestions.visible = bool(offered)
        self._suggestions.clear()
        with self._suggestions:
            for text in offered[:MOST_SUGGESTIONS]:
                button(text, "suggestion", on_click=partial(self._take, text))
            if rest := offered[MOST_SUGGESTIONS:]:
                with (
                    button(f"{plural(len(rest), 'autre')}…", "suggestion"),
                    ui.menu().props("auto-close"),
                ):
                    for text in rest:
                        ui.menu_item(text, on_click=partial(self._take, text))

    async def _take(self, text: str) -> None:
        self.set(text)
        self._form.chosen(self.field.name, text)
        await self._form.left(self.field.name)

    def _build(self) -> Any:
        field, label = self.field, self._label
        if field.input_type == "tags":
            typed = self._form.draft.typed[field.name]
            own = proxy(self)  # else the two would wait for the collector
            return TagBox(label, typed, on_text=lambda text: own._take_text(text))
        value = self._shown(self._form.draft.typed[field.name])
        if field.choices is not None and field.input_type == "select":
            return self._menu(field.choices, value)
        if field.choices is not None and field.input_type == "several":
            return Several(label, field.choices, value, on_change=self._edited)
        if field.choices is not None:
            with ui.element("div").classes("field-choice").props("role=group") as group:
                group.props["aria-label"] = label
                return ui.toggle(dict(field.choices), value=value, on_change=self._edited).props(
                    "unelevated no-caps spread toggle-text-color=on-accent"
                )
        make = ui.textarea if field.input_type == "textarea" else ui.input
        control = make(label, value=value, on_change=self._edited)
        control.props("outlined hide-bottom-space autocomplete=off")
        control.props["data-field"] = field.name
        if field.input_type == "textarea":
            control.props("autogrow")
        elif field.input_type == "decimal":
            control.props("inputmode=decimal")
        else:
            control.props["type"] = field.input_type
        if field.input_type in {"date", "time"}:
            control.props("stack-label")
        if field.input_type in TEMPORAL:
            own = proxy(self)
            tell_half_typed(control, lambda text: own._take_text(text))
        if field.is_required:
            control.props("aria-required=true")
        control.on("blur", lambda: self._form.left(field.name), args=[])
        return control

    def _menu(self, choices: Mapping[str, str], value: str | None) -> ui.select:
        menu = ui.select(
            dict(choices), label=self._label, value=value, on_change=self._edited
        ).props("outlined hide-bottom-space options-dense=false")
        menu.props["data-field"] = self.field.name
        return menu

    def _edited(self, event: Any) -> None:
        self._take_text(str(event.value or ""))

    def _take_text(self, text: str) -> None:
        if self._is_setting:
            self._form.draft.typed[self.field.name] = text
        elif self.field.choices is not None:
            self.show_error(None)
            self._form.chosen(self.field.name, text)
        else:
            self._form.edited(self.field.name, text)
