"""Rows of a sheet, read and checked without a database: in another process, if they are many."""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from models.french.text import clean_text
from models.imports.importable import IMPORTABLES, Facts, Importable, Key, Probe, Read
from models.records.changing_many import Changeable
from models.records.children import new_key
from models.records.field import Typed
from models.records.journal import Changes, differences

_WITHIN = re.compile(r"\s+")
_AROUND = re.compile(r"^[^\w(+@]+|[^\w)]+$")
_BETWEEN = re.compile(r"\s*[;,/|]\s*|\s+(?:ou|et)\s+|\s+")
_FAILED = re.compile(r"#(?:[A-Z/0]+[!?]|N/A)|#{3,}")
FAILED = "Une formule du tableur n’a pas abouti ici : tapez ce qui devrait s’y trouver."
EMPTY = frozenset(("-", "--", "---", "n/a", "null", "(null)", "nan", "néant", "(vide)"))
NOTHING = "Lu comme une cellule vide."


@dataclass(frozen=True)
class Row:
    """A line of the file, by the fields that its columns are."""

    line: int
    cells: Mapping[str, str]


@dataclass
class Checked:
    """What reading a row has found out: what is wrong, what was put right, and who it may be."""

    line: int
    errors: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, str] = field(default_factory=dict)
    """For a cell that is wrong or was put right, what the product would make of it."""
    keys: Sequence[Key] = ()
    probes: Sequence[Probe] = ()
    is_empty: bool = False
    packed: bytes = b""
    """The `Made` of a row without errors: a hundred thousand of them have to fit into memory."""


@dataclass(frozen=True)
class Made:
    """A new record as its table takes it, but for its id; and what the journal tells of it."""

    caption: str
    unique: str
    values: dict[str, Any]
    told: Changes

    def packed(self) -> bytes:
        return zlib.compress(pickle.dumps(self), 1)

    @staticmethod
    def of(packed: bytes) -> Made:
        """What `packed` has made; nothing of it ever comes from elsewhere."""
        made: Made = pickle.loads(zlib.decompress(packed))
        return made


def check_rows(topic: str, facts: Facts, rows: Sequence[Row]) -> list[Checked]:
    """Check each row as a new record."""
    importable = IMPORTABLES[topic]
    return [_checked(importable, facts, row) for row in rows]


def read_row(importable: Importable, facts: Facts, cells: Typed) -> Read:
    """The cells as the form would hold them; what a formula left behind that failed is wrong."""
    texts = {name: clean_text(text) for name, text in cells.items()}
    failed = {name: FAILED for name, text in texts.items() if _FAILED.fullmatch(text)}
    named = {name for name in importable.called_by & texts.keys() if texts[name].isalpha()}
    nothing = {
        name: NOTHING for name, text in texts.items() if text.lower() in EMPTY and name not in named
    }
    told = {name: text for name, text in texts.items() if text and name not in failed | nothing}
    read = importable.read(told, facts)
    read.errors |= failed
    read.said |= nothing
    return read


def _checked(importable: Importable, facts: Facts, row: Row) -> Checked:
    read, typed, values, errors = _examined(importable, facts, row.cells)
    if not read.given and not errors:
        return Checked(row.line, is_empty=True)
    said = {**read.said, **importable.unsaid(read.given, typed)}
    made_of = {name: read.given[name] for name in said if name in read.given}
    made_of |= {name: proposal(importable, facts, row.cells, name) for name in errors}
    known_by = {**read.given, **values}
    keys, probes = importable.keys(known_by), importable.probes(known_by)
    packed = b"" if errors else _made(importable, values).packed()
    return Checked(row.line, errors, said, made_of, keys, probes, packed=packed)


def _examined(
    importable: Importable, facts: Facts, cells: Typed
) -> tuple[Read, dict[str, str], dict[str, Any], dict[str, str]]:
    """A row as read and as typed into a form, the values of that, and what is wrong."""
    read = read_row(importable, facts, cells)
    if not read.given and not read.errors:
        return read, {}, {}, {}
    typed = importable.begun(read.given)
    values, errors = importable.model.examined(typed)
    return read, typed, values, errors | read.errors


def _made(importable: Importable, values: dict[str, Any]) -> Made:
    model, now = importable.model, datetime.now(UTC)
    for kind in model.CHILDREN:
        for child in values[kind.name]:
            child["key"] = new_key()
    record = copy(_blank(model))  # to make another takes ten times as long
    vars(record).update(values, created_at=now, updated_at=now)
    record.derive()
    stored = {
        column: model._meta.fields_map[name].to_db_value(getattr(record, name), record)
        for name, column in columns_of(model).items()
    }
    unique = getattr(record, importable.unique[0]) if importable.unique[0] else ""
    return Made(record.caption, unique, stored, differences({}, record.journalled()))


@cache
def columns_of(model: type[Changeable]) -> Mapping[str, str]:
    """By its field, each column that a row can fill: those that refer to others are not known in
    a process without a database."""
    fields, columns = model._meta.fields_map, model._meta.fields_db_projection
    return {name: column for name, column in columns.items() if not fields[name].reference}


@cache
def _blank(model: type[Changeable]) -> Changeable:
    return model()


def proposal(importable: Importable, facts: Facts, cells: Typed, name: str) -> str:
    """What could stand in a cell that is wrong: the same without slips, or nothing."""
    text = cells.get(name, "")
    if _FAILED.fullmatch(text.strip()):
        return ""
    bare = _WITHIN.sub("", text)
    first = _BETWEEN.split(text.strip())[0] if "@" in text else ""
    tried = (bare, _AROUND.sub("", text), _AROUND.sub("", bare), first)
    for one in dict.fromkeys((*tried, *(_swapped(one) for one in tried))):
        if (
            one
            and one != text
            and name not in _examined(importable, facts, {**cells, name: one})[3]
        ):
            return one
    return ""


def _swapped(text: str) -> str:
    return text.replace(",", ".").replace("(at)", "@").replace("[at]", "@")
