"""Rows that belong to one record and are edited with it: « contacts », each with a key of its own.

In a draft every field of every child is a text like the record's own, « contacts.3f2a.phone », so
that drafts, merges, clashes, the journal and undoing treat it as one. « contacts.3f2a.place » is
its place among them; a child without one is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from models.errors import Refused
from models.french.wording import Noun, number
from models.integers import integer_in
from models.records.draft import Draft
from models.records.field import Field, Typed

PLACE = "place"
Child = Mapping[str, str]
"""What is stored of one: its key, and the value of each field."""
LONGEST_KEY = 12
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ChildField:
    """A field of a child, with its label and the most characters that it holds."""

    field: Field
    label: str
    length: int

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True)
class Children:
    """One kind of children: « Contacts », « Ajouter un contact »; `name` is their column.

    `named` are the fields that people call one by, and `most` how many there may be. The form
    shows them behind its field `follows`, where they apply; a new one holds `blank`.
    """

    name: str
    title: str
    adding: str
    noun: Noun
    fields: tuple[ChildField, ...]
    named: tuple[str, ...]
    most: int
    follows: str
    blank: Mapping[str, str] = field(default_factory=dict)
    applies: Callable[[Typed], bool] = lambda _typed: True

    # --- names ------------------------------------------------------------------------------

    def name_of(self, key: str, field: str = PLACE) -> str:
        return f"{self.name}.{key}.{field}"

    def names_of(self, key: str) -> list[str]:
        """Every text of one child, its place first."""
        return [self.name_of(key, one) for one in (PLACE, *(field.name for field in self.fields))]

    def owns(self, name: str) -> bool:
        return name.startswith(f"{self.name}.") and name.count(".") == 2

    def key_in(self, name: str) -> str:
        return name.split(".")[1]

    def field_in(self, name: str) -> ChildField | None:
        """The field that a name is of; None for the place."""
        last = name.split(".")[2]
        return next((one for one in self.fields if one.name == last), None)

    def label_of(self, name: str) -> str:
        one = self.field_in(name)
        word = self.noun.one.capitalize()
        return f"{word} – {one.label}" if one else word

    def worded(self, name: str, text: str) -> str:
        if one := self.field_in(name):
            return one.field.worded(text)
        return f"n° {text}" if text else text

    def bound(self, key: str) -> dict[str, Field]:
        """The fields of one child as fields of the record's own form, each with its label."""
        return {one.label: self._bound(one.field, key) for one in self.fields}

    def _bound(self, one: Field, key: str) -> Field:
        def seen(typed: Typed) -> Typed:
            return {**typed, **self.of(typed, key)}

        suggest = one.suggest
        return replace(
            one,
            name=self.name_of(key, one.name),
            advise=lambda typed: one.advise(seen(typed)),
            keypad=lambda typed: one.keypad(seen(typed)),
            suggest=(lambda typed: suggest(seen(typed))) if suggest else None,
        )

    # --- columns of a spreadsheet, where the key of each is its number -------------------------

    def columns(self, count: int) -> list[str]:
        """The columns of so many."""
        slots = range(1, count + 1)
        return [self.name_of(str(slot), one.name) for slot in slots for one in self.fields]

    def column_label(self, name: str) -> str:
        """« Contact 2 – Nom »"""
        one = self.field_in(name)
        word = f"{self.noun.one.capitalize()} {self.key_in(name)}"
        return f"{word} – {one.label}" if one else word

    # --- texts ------------------------------------------------------------------------------

    def texts(self, children: Iterable[Child]) -> dict[str, str]:
        """What is stored, as the texts of a draft."""
        return {
            self.name_of(child["key"], name): text
            for place, child in enumerate(children, 1)
            for name, text in (
                (PLACE, str(place)),
                *((one.name, one.field.show(child.get(one.name, ""))) for one in self.fields),
            )
        }

    def keys(self, typed: Typed) -> list[str]:
        """The keys of the children that are there, in their order."""
        suffix = f".{PLACE}"
        there = [
            self.key_in(name)
            for name, text in typed.items()
            if text and self.owns(name) and name.endswith(suffix)
        ]
        return sorted(there, key=lambda key: (integer_in(typed[self.name_of(key)]) or 0, key))

    def of(self, typed: Typed, key: str) -> dict[str, str]:
        """The texts of one child by the names of its fields."""
        return {one.name: typed.get(self.name_of(key, one.name), "") for one in self.fields}

    def caption(self, typed: Typed, key: str) -> str:
        """What it is called; "" while it has no name."""
        texts = self.of(typed, key)
        return next((texts[name] for name in self.named if texts[name].strip()), "")

    def said(self, typed: Typed, key: str) -> str:
        """All that is typed of one, in a line."""
        texts = self.of(typed, key)
        worded = (one.field.worded(texts[one.name]) for one in self.fields)
        return " · ".join(text for text in worded if text.strip())

    def added(self, typed: Typed, texts: Mapping[str, str] = NOTHING) -> tuple[str, dict[str, str]]:
        """The key of a new child behind the others, and its texts; Refused beyond the most."""
        there = self.keys(typed)
        if len(there) >= self.most:
            raise Refused(self._too_many)
        last = max((integer_in(typed[self.name_of(key)]) or 0 for key in there), default=0)
        key = new_key()
        filled = {one.name: "" for one in self.fields} | {**self.blank, **texts}
        named = {self.name_of(key, name): text for name, text in filled.items()}
        return key, {self.name_of(key): str(last + 1), **named}

    def moved(self, typed: Typed, key: str, by: int) -> dict[str, str]:
        """The new places after one has gone up (-1) or down (1)."""
        order = self.keys(typed)
        here = order.index(key)
        there = min(max(here + by, 0), len(order) - 1)
        order.insert(there, order.pop(here))
        return {self.name_of(one): str(place) for place, one in enumerate(order, 1)}

    @property
    def _too_many(self) -> str:
        return f"{number(self.most)} {self.noun.many} au plus."

    # --- what is stored ---------------------------------------------------------------------

    def read(self, typed: Typed) -> tuple[list[dict[str, Any]], dict[str, str]]:
        """The children to store for what was typed, and a sentence for each text that cannot be.

        One in which nothing is typed is left out.
        """
        children: list[dict[str, Any]] = []
        errors: dict[str, str] = {}
        for key in self.keys(typed):
            texts = self.of(typed, key)
            if self._is_blank(texts):
                continue
            child: dict[str, Any] = {"key": key[:LONGEST_KEY]}
            for one in self.fields:
                try:
                    child[one.name] = self._value(one, texts, typed)
                except ValueError as error:
                    errors[self.name_of(key, one.name)] = str(error)
            children.append(child)
        if len(children) > self.most:
            errors[self.name] = self._too_many
        return children, errors

    def untouched(self, draft: Draft) -> set[str]:
        """The texts of those that were added and in which nothing is typed."""
        return {
            name
            for key in self.keys(draft.typed)
            if not draft.base.get(self.name_of(key)) and self._is_blank(self.of(draft.typed, key))
            for name in self.names_of(key)
        }

    def _is_blank(self, texts: Typed) -> bool:
        return all(text.strip() == self.blank.get(name, "") for name, text in texts.items())

    def _value(self, one: ChildField, texts: Typed, typed: Typed) -> Any:
        value = one.field.clean(texts[one.name], {**typed, **texts})
        if one.field.is_required and not value:
            raise ValueError(f"{one.label} : à remplir.")
        if isinstance(value, str) and len(value) > one.length:
            length = number(len(value))
            raise ValueError(f"{number(one.length)} caractères au plus ; il y en a {length}.")
        return value


def new_key() -> str:
    return uuid4().hex[:LONGEST_KEY]
