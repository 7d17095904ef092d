"""The ways to narrow a list down, each declared once: for the toolbar, the address and the rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from models.lists.query import Condition

ON = "1"
"""What stands in an address for a switch that is on."""
LONGEST_ID = 9


class Filter(Protocol):
    """`name` stands in the address, `label` on screen; `few` is an index that holds just the rows
    that it leaves, where these are few. `sort` is their usual order, which no other rows have."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def few(self) -> str: ...

    @property
    def sort(self) -> str: ...

    def read(self, text: str) -> str:
        """The value that an address asks for; "" where it asks for none that there is."""
        ...

    def condition(self, value: str) -> Condition | None:
        """What the rows fulfil with this value."""
        ...


@dataclass(frozen=True)
class Choice:
    """One of several values that a column may have, or `every` one."""

    name: str
    label: str
    every: str
    column: str
    choices: Callable[[], Mapping[str, str]]
    sorts: frozenset[str] = frozenset()
    """The orders that have an index of their own for each value."""
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
class Switch:
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
    """One of several states that follow from more than one column: `sql` says of each when."""

    sql: Callable[[str], str] = str

    def condition(self, value: str) -> Condition | None:
        return (f"({self.sql(value)})", ()) if value else None


@dataclass(frozen=True)
class Of:
    """The rows of one record, which a link names by its id; `meant` is the id that it means."""

    name: str
    label: str
    column: str
    meant: str = "?"
    few: str = ""
    sort: str = ""

    def read(self, text: str) -> str:
        is_id = text.isdecimal() and text.isascii() and len(text) <= LONGEST_ID
        return str(int(text)) if is_id else ""

    def condition(self, value: str) -> Condition | None:
        return (f"{self.column} = {self.meant}", (int(value),)) if value else None


@dataclass(frozen=True)
class Day:
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
