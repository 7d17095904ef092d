"""Two people who changed the same fields of a record at the same time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from models.errors import Refused


@dataclass(frozen=True)
class Clash:
    """A field that two people changed at the same time, both values as the form shows them."""

    name: str
    label: str
    yours: str
    stored: str
    shown: Callable[[str], str] = str
    """A value as the screen words it."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """What else is stored that whoever settles this has seen with it."""


class Conflict(Refused):
    """A refusal that the user can settle: for each clash, keep one value and save again."""

    def __init__(self, clashes: Sequence[Clash], version: int) -> None:
        labels = ", ".join(clash.label for clash in clashes)
        super().__init__(f"Modifié entre-temps par un collègue : {labels}.")
        self.clashes = tuple(clashes)
        self.version = version
