"""The children of a record in its form: one block each, with a way to add, move and take away."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from nicegui import ui

from components.form.field_box import FieldBox, Holder
from components.looks import button, icon_button
from models.errors import Refused
from models.records import Children, Field


class Parent(Holder, Protocol):
    """The form that the children are in."""

    fields: dict[str, FieldBox]

    def make_field(self, field: Field, label: str) -> FieldBox: ...

    def restructured(self) -> None: ...


class ChildrenBox:
    """All children of one kind, as the draft holds them."""

    def __init__(self, kind: Children, form: Parent) -> None:
        self._kind = kind
        self._form = form
        self._blocks: dict[str, ui.element] = {}
        self._titles: dict[str, ui.label] = {}
        self._buttons: dict[str, list[ui.button]] = {}
        with ui.element("div").classes("form-children").props("role=group") as box:
            box.props["aria-label"] = kind.title
            self._box = box
            self._list = ui.element("div").classes("form-children-list")
            self._full = ui.label().classes("field-error").props("role=alert")
            self._full.visible = False
            add = button(kind.adding, "quiet", icon="add", on_click=self.add)
            add.props("type=button")
        self.show()

    def show(self) -> None:
        """Have a block for each child that the draft holds, in their order, where they apply."""
        self._box.visible = self._kind.applies(self._form.draft.typed)
        wanted = self._kind.keys(self._form.draft.typed)
        for key in self._blocks.keys() - set(wanted):
            self._drop(key)
        for place, key in enumerate(wanted):
            if key not in self._blocks:
                with self._list:
                    self._blocks[key] = self._build(key)
            self._blocks[key].move(self._list, target_index=place)
            self._entitle(key, place + 1)

    async def add(self) -> None:
        """A new child behind the others, with the keyboard in its first field."""
        try:
            key, texts = self._kind.added(self._form.draft.typed)
        except Refused as refused:
            self._full.set_text(str(refused))
            self._full.visible = True
            return
        self._take(texts)
        self.focus(key)

    def focus(self, key: str) -> None:
        first = self._kind.fields[0].name
        self._form.fields[self._kind.name_of(key, first)].focus()

    def _take(self, texts: dict[str, str]) -> None:
        self._form.draft.typed |= texts
        self._full.visible = False
        self._form.restructured()

    def _build(self, key: str) -> ui.element:
        with ui.element("div").classes("form-child").props("role=group") as block:
            with ui.element("div").classes("form-child-head"):
                self._titles[key] = ui.label().classes("form-child-title")
                self._buttons[key] = [
                    icon_button("up", "", partial(self._move, key, -1)).props("type=button"),
                    icon_button("down", "", partial(self._move, key, 1)).props("type=button"),
                    icon_button("delete", "", partial(self._remove, key)).props("type=button"),
                ]
            with ui.element("div").classes("form"):
                for label, field in self._kind.bound(key).items():
                    self._form.fields[field.name] = self._form.make_field(field, label)
        return block

    def _entitle(self, key: str, place: int) -> None:
        title = f"{self._kind.noun.one.capitalize()} {place}"
        self._titles[key].set_text(title)
        self._blocks[key].props["aria-label"] = title
        names = (f"Monter : {title}", f"Descendre : {title}", f"Retirer : {title}")
        for control, name in zip(self._buttons[key], names, strict=True):
            control.props["aria-label"] = control.props["title"] = name

    def _move(self, key: str, by: int) -> None:
        self._take(self._kind.moved(self._form.draft.typed, key, by))

    def _remove(self, key: str) -> None:
        """Take one away; until it is saved, the way back is to give the form up."""
        self._take({self._kind.name_of(key): ""})

    def _drop(self, key: str) -> None:
        for field in self._kind.bound(key).values():
            self._form.fields.pop(field.name)
        self._titles.pop(key)
        self._buttons.pop(key)
        self._blocks.pop(key).delete()
