"""What the drawer is told about each kind of record that it edits."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
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
class Offer:
    """What is known elsewhere of what is being typed: texts of the form by their fields."""

    label: str
    texts: Mapping[str, str]
    note: str = ""
    """What one should know before taking it."""


@dataclass(frozen=True)
class Finder:
    """A button under the field `under`, by which one looks elsewhere for what is being typed."""

    label: str
    icon: str
    under: str
    find: Callable[[Draft], Awaitable[Sequence[Offer]]]
    nothing: str
    """What is said where there is none."""


@dataclass(frozen=True)
class Editor:
    """How one kind of record is edited: its model, its title, what follows a save.

    `prepare` reads what the form offers, before it is built. `look_alikes` is asked when a field
    was left that `telling` names. `finders` are asked for when the form is built. `moved` makes of
    a draft of a record that has become another one a draft of that.
    """

    model: type[Record]
    title: Callable[[Draft], str]
    saved: Callable[[Record, bool], Awaitable[None]]
    prepare: Callable[[], Awaitable[object]] | None = None
    look_alikes: Callable[[Draft], Awaitable[list[Link]]] | None = None
    telling: frozenset[str] = frozenset()
    finders: Callable[[], Sequence[Finder]] = tuple
    restore: Callable[[int], Awaitable[None]] | None = None
    moved: Callable[[Draft], Awaitable[Draft | None]] | None = None
