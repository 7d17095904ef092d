"""What the drawer is told about each kind of record that it edits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from models.records import Draft, Record


@dataclass(frozen=True)
class Link:
    """A way to a record that may be the one being typed, and why; `field` has told of it.

    Where it can hardly be another one, who saves is asked first.
    """

    label: str
    path: str
    reason: str
    field: str
    is_sure: bool = False


@dataclass(frozen=True)
class Editor:
    """How one kind of record is edited: its model, its title, what follows a save.

    `prepare` reads what the form offers, before it is built. `look_alikes` is asked when a field
    was left that `telling` names. `moved` makes of a draft of a record that has become another one
    a draft of that.
    """

    model: type[Record]
    title: Callable[[Draft], str]
    saved: Callable[[Record, bool], Awaitable[None]]
    prepare: Callable[[], Awaitable[object]] | None = None
    look_alikes: Callable[[Draft], Awaitable[list[Link]]] | None = None
    telling: frozenset[str] = frozenset()
    restore: Callable[[int], Awaitable[None]] | None = None
    moved: Callable[[Draft], Awaitable[Draft | None]] | None = None
