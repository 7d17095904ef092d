"""What a search everywhere finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    """A record: what it is called, what tells it from others, and where it is shown."""

    title: str
    under: str
    path: str
    icon: str
    is_exact: bool = False
    """Whether what was typed is its number, and not just a part of what it says."""


@dataclass(frozen=True)
class Group:
    """Hits of one kind under their heading; `more` is the list of all of them, "" for none."""

    heading: str
    hits: Sequence[Hit]
    more: str = ""
