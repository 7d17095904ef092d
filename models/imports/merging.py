"""What a row makes of a record: of a new one, or of one that is there already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.errors import Invalid, Refused
from models.french.text import fold
from models.imports.importable import Importable, Mode, Read
from models.records.changing_many import Changeable
from models.records.children import Children
from models.records.field import Typed


def with_places(model: type[Changeable], typed: Typed) -> dict[str, str]:
    """The form of a new record whose children have the columns' own words for keys."""
    placed = dict(typed)
    for kind in model.CHILDREN:
        for place, slot in enumerate(_slots(kind, typed), 1):
            blank = {kind.name_of(slot, name): text for name, text in kind.blank.items()}
            placed = {**blank, **placed, kind.name_of(slot): str(place)}
    return placed


def changed_values(
    importable: Importable, record: Changeable, read: Read, mode: Mode
) -> dict[str, Any]:
    """What differs once the row has filled what is empty, or replaced what it says; raises Invalid.

    A cell that is empty changes nothing.
    """
    if read.errors:
        raise Invalid(read.errors)
    model, stored = type(record), record.typed()
    own = {name: text for name, text in read.given.items() if not model.children_of(name)}
    wanted = {
        name: text
        for name, text in own.items()
        if _wants(importable, mode, name, text, stored)
        and not (name in read.assumed and stored[name])
    }
    merged = {**stored, **wanted}
    for kind in model.CHILDREN:
        merged |= _children(importable, kind, merged, read.given, mode)
    if merged == stored:
        return {}
    values = model.checked(merged)
    columns = {name for name in wanted if name in values} | {kind.name for kind in model.CHILDREN}
    meant = {one.name for one in model.FIELDS if one.applies(merged)}
    changed = {
        name
        for name in columns
        if (name in meant or name not in wanted) and values[name] != getattr(record, name)
    }
    changed |= model.emptied(stored, merged) if changed else set()
    return {name: values[name] for name in changed}


def _wants(importable: Importable, mode: Mode, name: str, text: str, stored: Typed) -> bool:
    there = stored.get(name)
    if there is None or name in importable.fixed:
        return False
    if mode == Mode.FILL:
        return not there.strip()
    return not importable.is_unchanged(name, text, there)


def _slots(kind: Children, typed: Typed) -> list[str]:
    """The children that the columns name, in their order."""
    named = (kind.key_in(name) for name, text in typed.items() if kind.owns(name) and text)
    return list(dict.fromkeys(named))


def _children(
    importable: Importable, kind: Children, stored: Typed, given: Typed, mode: Mode
) -> Mapping[str, str]:
    """The texts of the children that the row names: those there by their name, the others new."""
    texts: dict[str, str] = {}
    left = kind.keys(stored)
    for slot in _slots(kind, given):
        said = {name: text for name, text in kind.of(given, slot).items() if text}
        key = _known(kind, stored, left, said)
        if key is None:
            try:
                texts |= kind.added({**stored, **texts}, said)[1]
            except Refused as refused:
                raise Invalid({kind.name_of(slot, kind.named[0]): str(refused)}) from None
            continue
        left.remove(key)
        for name, text in said.items():
            if _wants(importable, mode, whole := kind.name_of(key, name), text, stored):
                texts[whole] = text
    return texts


def _known(kind: Children, stored: Typed, keys: list[str], said: Mapping[str, str]) -> str | None:
    """The first of these children that is called as the row says."""
    name = next((said[one] for one in kind.named if said.get(one)), "")
    alike = (key for key in keys if fold(kind.caption(stored, key)) == fold(name))
    return next(alike, None)
