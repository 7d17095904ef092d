"""What is said when the database cannot."""

from __future__ import annotations

import errno

BUSY = "La base de données est occupée : rien n’est perdu, réessayez dans un instant."
GONE = "La base de données ne répond pas : rien n’est perdu, réessayez dans un instant."
FULL = "Le disque est plein, rien ne peut être enregistré : prévenez l’administrateur."
ALMOST_FULL = "Le disque est presque plein : prévenez l’administrateur."
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
