"""The ways to narrow a list down, each declared once: for the toolbar, the address and the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from models.database.connection import dialect
from models.integers import integer_in
from models.lists.query import Condition

ON = "1"
"""What stands in an address for a switch that is on."""
GIVEN = re.compile(r"(\bt\.\w+ = \?)")
"""A column that a value is asked of."""


class Filter(Protocol):
    """`name` stands in the address, `label` on screen; `few` is an index that holds just the rows
    that it leaves, where these are few."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def few(self) -> str: ...

    @property
    def own_sorts(self) -> frozenset[str]:
        """The columns by which only rows that it leaves are ordered."""
        ...

    def sort_of(self, value: str) -> str:
        """The usual order of the rows with this value, by a column of their own; "" if none."""
        ...

    def read(self, text: str) -> str:
        """The value that an address asks for; "" where it asks for none that there is."""
        ...

    def condition(self, value: str) -> Condition | None:
        """What the rows fulfil with this value."""
        ...


class Ordered:
    """A filter whose rows may have an order of their own: `sort`, which no other rows have."""

    sort: str

    @property
    def own_sorts(self) -> frozenset[str]:
        return frozenset({self.sort.lstrip("-")} if self.sort else ())

    def sort_of(self, value: str) -> str:
        return self.sort if value else ""


@dataclass(frozen=True)
class Choice(Ordered):
    """One of several values that a column may have, or `every` one."""

    name: str
    label: str
    every: str
    column: str
    choices: Callable[[], Mapping[str, str]]
    sorts: frozenset[str] | None = None
    """The orders that have an index of their own for each value; None leaves the choice to the
    database."""
    few: str = ""
    sort: str = ""

    def read(self, text: str) -> str:
        return text if text in self.choices() else ""

    def condition(self, value: str) -> Condition | None:
        return (f"{self.column} = ?", (value,)) if value else None

    @property
    def options(self) -> dict[str, str]:
        """What the screen offers: value to words."""
        return {"": self.every, **self.choices()}


@dataclass(frozen=True)
class Switch(Ordered):
    """On or off, each with what the rows then fulfil."""

    name: str
    label: str
    on: str
    off: str = ""
    few: str = ""
    sort: str = ""

    def read(self, text: str) -> str:
        return ON if text else ""

    def condition(self, value: str) -> Condition | None:
        sql = self.on if value else self.off
        return (sql, ()) if sql else None


@dataclass(frozen=True)
class Cases(Choice):
    """One of several states that follow from more than one column: `sql` says of each when, and
    `sort_by` in which order its rows usually are."""

    sql: Callable[[str], str] = str
    sort_by: Mapping[str, str] = field(default_factory=dict)

    @property
    def own_sorts(self) -> frozenset[str]:
        return frozenset(sort.lstrip("-") for sort in self.sort_by.values())

    def sort_of(self, value: str) -> str:
        return self.sort_by.get(value, "")

    def condition(self, value: str) -> Condition | None:
        return (f"({self.sql(value)})", ()) if value else None


@dataclass(frozen=True)
class Of(Ordered):
    """The rows of one record, which a link names by its id; `meant` is the id that it means."""

    name: str
    label: str
    column: str
    meant: str = "?"
    few: str = ""
    sort: str = ""

    def read(self, text: str) -> str:
        return str(integer_in(text) or "")

    def condition(self, value: str) -> Condition | None:
        return (f"{self.column} = {self.meant}", (int(value),)) if value else None


@dataclass(frozen=True)
class Day(Ordered):
    """The rows of one day."""

    name: str
    label: str
    column: str
    few: str = ""
    sort: str = ""

    def read(self, text: str) -> str:
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            return ""

    def condition(self, value: str) -> Condition | None:
        return (f"{self.column} = '{date.fromisoformat(value)}'", ()) if value else None


def own_orders(filters: Iterable[Filter], asked: Mapping[str, str]) -> list[str]:
    """The usual orders of the rows that are asked for, by columns of their own."""
    usual = (one.sort_of(asked.get(one.name, "")) for one in filters)
    return [sort for sort in usual if sort]


def is_own(filters: Iterable[Filter], column: str) -> bool:
    """Whether only some rows are ordered by it."""
    return any(column in one.own_sorts for one in filters)


def walked_along(sql: str, filters: Sequence[Filter], sort: str) -> str:
    """SQLite takes any index for a filter and then sorts all that it finds: a plus keeps it from
    that where it had better walk along the order, as always along one of a filter's own."""
    if dialect() != "sqlite":
        return sql
    column = sort.lstrip("-")
    if is_own(filters, column):
        return GIVEN.sub(r"+\1", sql)
    for one in filters:
        if isinstance(one, Choice) and one.sorts is not None and column not in one.sorts:
            sql = sql.replace(f"{one.column} =", f"+{one.column} =")
    return sql
