"""The only two ways in which the domain says no, and what is said when the database cannot."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.base import Record


class Refused(Exception):
    """A rule forbids it; the message is the French sentence that the screen shows.

    `because` holds the records that stand in the way, so that the screen can link to them.
    """

    def __init__(self, message: str, because: Sequence[Record] = ()) -> None:
        super().__init__(message)
        self.because = tuple(because)


class Invalid(Exception):
    """What was typed is wrong: one French sentence for each field name."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Clash:
    """A field that two people changed at the same time, both values as the form shows them."""

    field: str
    label: str
    yours: str
    stored: str
    words: Mapping[str, str] | None = None

    def shown(self, value: str) -> str:
        """A value as the screen names it: a choice by its words."""
        return (self.words or {}).get(value, value)


class Conflict(Refused):
    """A refusal that the user can settle: for each clash, keep one value and save again."""

    def __init__(self, clashes: Sequence[Clash], version: int) -> None:
        labels = ", ".join(clash.label for clash in clashes)
        super().__init__(f"Modifié entre-temps par un collègue : {labels}.")
        self.clashes = tuple(clashes)
        self.version = version


BUSY = "La base de données est occupée : rien n’est perdu, réessayez dans un instant."
GONE = "La base de données ne répond pas : rien n’est perdu, réessayez dans un instant."
FULL = "Le disque est plein, rien ne peut être enregistré : prévenez l’administrateur."
READ_ONLY = (
    "La base de données est en lecture seule, rien ne peut être enregistré : "
    "prévenez l’administrateur."
)
DAMAGED = "La base de données est endommagée : prévenez l’administrateur."
MOVED = "Le fichier de la base de données n’est plus à sa place : prévenez l’administrateur."


class Outage(Exception):
    """The database cannot do it for now; the message is the French sentence to show.

    A fault all the same: it is logged, and its cause is the database's own error.
    """


def outage_of(error: BaseException) -> Outage | None:
    """The outage that an error is, or None; a disk may also be full for other files."""
    if isinstance(error, Outage):
        return error
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Outage(FULL)
    return None
