"""Fields bound to a draft: labels and checks are the model's own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from weakref import proxy

from nicegui import ui

from components.form.children_box import ChildrenBox
from components.form.field_box import FieldBox
from components.form.pasted import Pasted
from models.records import Draft, Field, Record


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
        self._sections: list[tuple[ui.element, list[Field]]] = []
        self._children: list[ChildrenBox] = []
        self.fields: dict[str, FieldBox] = {}
        self._own = proxy(self)  # else a form and its boxes would wait for the collector
        Pasted(model, self._own).listen(ui.context.slot.parent)
        for one in model.part(draft.part):
            self.fields[one.name] = self._field(one)
            kinds = model.children_behind(one.name)
            self._children += [ChildrenBox(kind, self._own) for kind in kinds]
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
        self._show_what_applies()
        for name in names & self.fields.keys():
            self.fields[name].set(self.draft.typed[name])

    def _field(self, field: Field) -> FieldBox:
        if field.section:
            heading = ui.label(field.section).classes("form-section")
            self._sections.append((heading.props("role=heading aria-level=3"), []))
        if self._sections:
            self._sections[-1][1].append(field)
        return self.make_field(field, self._model.label_of(field.name))

    def make_field(self, field: Field, label: str) -> FieldBox:
        return FieldBox(field, label, self._own)

    def label_of(self, name: str) -> str:
        return self._model.label_of(name)

    async def take(self, texts: Mapping[str, str]) -> None:
        """Put in what was offered, as if it had been typed."""
        self.draft.typed |= texts
        self.refresh(set(texts))
        self._on_choice()
        for name in texts:
            await self.left(name)

    def restructured(self) -> None:
        """Children have come or gone."""
        self._show_what_applies()
        self._on_choice()

    def edited(self, name: str, text: str) -> None:
        """A field was typed into; what is typed, the browser keeps by itself."""
        self.draft.typed[name] = text
        for field in self.fields.values():
            field.suggest()

    def chosen(self, name: str, text: str) -> None:
        """A value was picked rather than typed."""
        brings = self.fields[name].field.brings
        before = brings(self.draft.typed)
        self.edited(name, text)
        self._bring(before, brings(self.draft.typed))
        self._show_what_applies()
        self._on_choice()

    def _bring(self, before: Mapping[str, str], brought: Mapping[str, str]) -> None:
        """Have other fields follow a choice, where they hold what the former one brought."""
        following = {one for one, text in brought.items() if self.draft.typed[one] == before[one]}
        self.draft.typed.update({one: brought[one] for one in following})
        self.refresh(following)

    def left(self, name: str) -> Awaitable[None]:
        """A field was left: say what is wrong with it, and what looks unusual anywhere.

        All of that is about what is typed at this moment, and not by when it is awaited.
        """
        self._tidy()
        self._complete(name)
        errors = self._model.errors_in(self.draft.typed)
        for one, field in self.fields.items():
            if one == name or field.has_error:
                field.show_error(errors.get(one))
            field.show_advice(self.draft.typed)
        return self._on_left(name)

    def _tidy(self) -> None:
        """Put what was pasted into one field and belongs to two where it belongs."""
        tidied = self._model.tidied(self.draft.typed)
        moved = {name for name, text in tidied.items() if text != self.draft.typed[name]}
        if moved:
            self.draft.typed.update(tidied)
            self.refresh(moved)
            self._on_choice()

    def _complete(self, name: str) -> None:
        """Fill in what follows from a field that was typed into, where nothing stands yet."""
        found = self._model.completed(name, self.draft.typed)
        if found and name in self.draft.changed:
            self.draft.typed |= found
            for other, text in found.items():
                self.fields[other].fill(text)
            self._show_what_applies()
            self._on_choice()

    def _show_what_applies(self) -> None:
        for children in self._children:
            children.show()
        for field in self.fields.values():
            field.show(applies=field.field.applies(self.draft.typed))
            field.show_advice(self.draft.typed)
        for heading, fields in self._sections:
            heading.visible = any(field.applies(self.draft.typed) for field in fields)
