"""Who acts: every writing verb takes `by`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Staff:
    """A member of staff, by the name that documents show as their author."""

    name: str


THE_DESK = Staff("Comptoir")
