"""Fields bound to a draft: labels and checks are the model's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from functools import partial
from typing import Any
from weakref import proxy

from nicegui import ui

from components.form.controls import control_of
from components.looks import button
from models.records import Draft, Field, Record

MOST_SUGGESTIONS = 6


class Form:
    """The fields of one draft, built where it is made."""

    def __init__(
        self,
        model: type[Record],
        draft: Draft,
        *,
        on_choice: Callable[[], None],
        on_left: Callable[[str], Awaitable[None]],
        focus: str = "",
    ) -> None:
        """The fields of the draft's part; the one named `focus` has the keyboard."""
        self._model = model
        self._on_choice = on_choice
        self._on_left = on_left
        self.draft = draft
        self.fields = {field.name: self._field(field) for field in model.part(draft.part)}
        self._show_what_applies()
        typed_into = [field for field in self.fields.values() if field.takes_focus]
        asked_for = [field for field in typed_into if field.field.name == focus]
        for field in (*asked_for, *typed_into)[:1]:
            field.claim_focus()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Put each sentence under its field, and the keyboard on the first of them."""
        for name, field in self.fields.items():
            field.show_error(errors.get(name))
        first = next((self.fields[name] for name in self.fields if name in errors), None)
        if first:
            first.focus()

    def holds(self, names: Collection[str]) -> bool:
        """Whether one of these fields is there to show something under it."""
        return any(name in self.fields for name in names)

    def under(self, name: str) -> ui.element:
        """The place under a field; of one that does not show, under the first that does."""
        shown = [one for one in self.fields.values() if one.box.visible]
        return next((one.box for one in shown if one.field.name == name), shown[0].box)

    def refresh(self, names: set[str]) -> None:
        """Show again what the draft holds, for fields that a colleague's save has changed."""
        for name in names & self.fields.keys():
            self.fields[name].set(self.draft.typed[name])
        self._show_what_applies()

    def _field(self, field: Field) -> FieldBox:
        if field.section:
            ui.label(field.section).classes("form-section").props("role=heading aria-level=3")
        own = proxy(self)  # a form and fields that held each other would wait for the collector
        return FieldBox(field, self._model.label_of(field.name), own)

    def edited(self, name: str, text: str) -> None:
        """A field was typed into; what is typed, the browser keeps by itself."""
        self.draft.typed[name] = text
        for field in self.fields.values():
            field.suggest()

    def chosen(self, name: str, text: str) -> None:
        """A value was picked rather than typed."""
        self.edited(name, text)
        self._show_what_applies()
        self._on_choice()

    async def left(self, name: str) -> None:
        """A field was left: say what is wrong with it, and what looks unusual anywhere."""
        self._tidy()
        errors = self._model.errors_in(self.draft.typed)
        for one, field in self.fields.items():
            if one == name or field.has_error:
                field.show_error(errors.get(one))
            field.show_advice(self.draft.typed)
        await self._on_left(name)

    def _tidy(self) -> None:
        """Put what was pasted into one field and belongs to two where it belongs."""
        tidied = self._model.tidied(self.draft.typed)
        moved = {name for name, text in tidied.items() if text != self.draft.typed[name]}
        if moved:
            self.draft.typed.update(tidied)
            self.refresh(moved)
            self._on_choice()

    def _show_what_applies(self) -> None:
        for field in self.fields.values():
            field.show(applies=field.field.applies(self.draft.typed))
            field.show_advice(self.draft.typed)


class FieldBox:
    """One field with its error, its advice and its suggestions."""

    def __init__(self, field: Field, label: str, form: Form) -> None:
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
        return self.field.choices is None and self.box.visible

    def claim_focus(self) -> None:
        """Have the keyboard from the first moment: a later call could take it from another."""
        self._control.props("autofocus")

    def focus(self) -> None:
        """Take the keyboard, and come into view with what is said under it."""
        if self.field.choices is None:
            self._control.run_method("focus")
        into_view = f'getHtmlElement({self.box.id}).scrollIntoView({{ block: "nearest" }})'
        self.box.client.run_javascript(into_view)

    def set(self, text: str) -> None:
        """Show a value that was not typed here."""
        if self._control is None:
            return
        self._is_setting = True
        self._control.set_value(self._shown(text))
        self._is_setting = False

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
        self.suggest()

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
                with button(f"{len(rest)} autres…", "suggestion"), ui.menu().props("auto-close"):
                    for text in rest:
                        ui.menu_item(text, on_click=partial(self._take, text))

    async def _take(self, text: str) -> None:
        self.set(text)
        self._form.chosen(self.field.name, text)
        await self._form.left(self.field.name)

    def _build(self) -> Any:
        value = self._shown(self._form.draft.typed[self.field.name])
        control = control_of(self.field, self._label, value, self._edited)
        if self.field.choices is None:
            control.on("blur", lambda: self._form.left(self.field.name), args=[])
        return control

    def _edited(self, event: Any) -> None:
        text = str(event.value or "")
        if self._is_setting:
            self._form.draft.typed[self.field.name] = text
        elif self.field.choices is not None:
            self.show_error(None)
            self._form.chosen(self.field.name, text)
        else:
            self._form.edited(self.field.name, text)
