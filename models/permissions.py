"""Who acts, and what a role may do: every writing verb takes `by` and asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from models.errors import Refused
from models.french.wording import of_doing, quoted


class Permission(StrEnum):
    """What can be done; the value completes « ne permet pas de … »."""

    SEE = "consulter les fiches"
    EDIT = "modifier les fiches"
    BLOCK = "bloquer un client ou lever son blocage"
    CATALOGUE = "modifier le catalogue"
    DELETE = "supprimer"
    RESTORE = "restaurer"
    DOCUMENTS = "créer ou faire avancer un document"
    PRICES = "voir les prix"
    ISSUE = "émettre une facture"
    RECEIVE = "encaisser"
    SETTINGS = "changer les paramètres"
    ACCOUNTS = "gérer les comptes"
    EXPORT = "exporter"
    IMPORT = "importer"
    JOURNAL = "consulter le journal"
    ANONYMISE = "anonymiser"


class Role(StrEnum):
    """What somebody does here, in the word that the screen and the command line use."""

    ADMINISTRATOR = "administrateur"
    MANAGER = "gestionnaire"
    COUNTER = "comptoir"
    READER = "lecture"


_READER = frozenset({Permission.SEE})
_COUNTER = _READER | {
    *(Permission.EDIT, Permission.DOCUMENTS),
    *(Permission.PRICES, Permission.ISSUE, Permission.RECEIVE),
}
_MANAGER = _COUNTER | {
    *(Permission.DELETE, Permission.RESTORE, Permission.EXPORT, Permission.SETTINGS),
    *(Permission.CATALOGUE, Permission.BLOCK, Permission.IMPORT),
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(Permission),
        Role.MANAGER: _MANAGER,
        Role.COUNTER: _COUNTER,
        Role.READER: _READER,
    }
)


def roles_with(permission: Permission) -> list[Role]:
    """Who may do that, those first who may do least besides."""
    return [role for role in reversed(Role) if permission in PERMISSIONS[role]]


class NotAllowed(Refused):
    """Who acts may not do that, whatever the record."""


@dataclass(frozen=True)
class Staff:
    """Somebody who acts, by the name that documents and the journal show, and from where.

    A program that acts for somebody has `lent` permissions: those, as far as the role has them.
    """

    name: str
    role: Role
    account_id: int | None = None
    device: str = ""
    lent: frozenset[Permission] | None = None

    def refusal(self, permission: Permission) -> str | None:
        """Why this person may not do that, or None."""
        if permission not in PERMISSIONS[self.role]:
            return f"Le rôle {quoted(self.role)} ne permet pas {of_doing(permission)}."
        if self.lent is not None and permission not in self.lent:
            return f"Ce jeton ne permet pas {of_doing(permission)}."
        return None

    def may(self, permission: Permission) -> bool:
        return self.refusal(permission) is None

    def need(self, permission: Permission) -> None:
        """Raise NotAllowed unless this person may do that."""
        if reason := self.refusal(permission):
            raise NotAllowed(reason)


THE_HOUSE = Staff("Comptoir", Role.ADMINISTRATOR, device="ligne de commande")
"""Whoever has the machine itself: the command line, and the first start."""
