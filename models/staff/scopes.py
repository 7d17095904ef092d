"""What a token is for: each scope lends some permissions, as far as the person's role has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from models.permissions import Permission


class Scope(StrEnum):
    """The word that a program and the API's description use."""

    READ_CLIENTS = "clients:read"
    WRITE_CLIENTS = "clients:write"
    READ_DOCUMENTS = "documents:read"
    WRITE_DOCUMENTS = "documents:write"
    READ_PAYMENTS = "payments:read"
    WRITE_PAYMENTS = "payments:write"
    READ_ARTICLES = "articles:read"
    WRITE_ARTICLES = "articles:write"
    READ_FILES = "files:read"
    WRITE_FILES = "files:write"
    READ_TODOS = "todos:read"
    WRITE_TODOS = "todos:write"
    READ_SETTINGS = "settings:read"
    WRITE_SETTINGS = "settings:write"
    READ_BOOKS = "books:read"
    READ_CALENDAR = "calendar:read"


@dataclass(frozen=True)
class Lent:
    """What a scope is called on screen, and which permissions it lends."""

    label: str
    permissions: frozenset[Permission]


_SEE = frozenset({Permission.SEE})
_PRICED = _SEE | {Permission.PRICES}
_SETTINGS = _SEE | {Permission.SETTINGS}
"""Who may not change them does not see them either."""
_BIN = frozenset({Permission.DELETE, Permission.RESTORE})

SCOPES: Mapping[Scope, Lent] = MappingProxyType(
    {
        Scope.READ_CLIENTS: Lent("Lire les clients", _PRICED),
        Scope.WRITE_CLIENTS: Lent(
            "Modifier les clients", _PRICED | _BIN | {Permission.EDIT, Permission.BLOCK}
        ),
        Scope.READ_DOCUMENTS: Lent("Lire les documents", _PRICED),
        Scope.WRITE_DOCUMENTS: Lent(
            "Faire avancer les documents",
            _PRICED | {Permission.DOCUMENTS, Permission.ISSUE},
        ),
        Scope.READ_PAYMENTS: Lent("Lire les règlements", _PRICED),
        Scope.WRITE_PAYMENTS: Lent("Encaisser", _PRICED | {Permission.RECEIVE}),
        Scope.READ_ARTICLES: Lent("Lire les articles", _PRICED),
        Scope.WRITE_ARTICLES: Lent(
            "Modifier les articles", _PRICED | _BIN | {Permission.CATALOGUE}
        ),
        Scope.READ_FILES: Lent("Lire les fichiers", _SEE),
        Scope.WRITE_FILES: Lent(
            "Ajouter et supprimer des fichiers",
            _SEE | _BIN | {Permission.EDIT, Permission.DOCUMENTS},
        ),
        Scope.READ_TODOS: Lent("Lire les rappels", _SEE),
        Scope.WRITE_TODOS: Lent("Noter et cocher des rappels", _SEE | {Permission.EDIT}),
        Scope.READ_SETTINGS: Lent("Lire les paramètres", _SETTINGS),
        Scope.WRITE_SETTINGS: Lent("Changer les paramètres", _SETTINGS),
        Scope.READ_BOOKS: Lent("Exporter la comptabilité", _PRICED | {Permission.EXPORT}),
        Scope.READ_CALENDAR: Lent("Lire le calendrier", _SEE),
    }
)
FOR_PROGRAMS = tuple(scope for scope in Scope if scope != Scope.READ_CALENDAR)
"""Those to choose from; the address of a calendar is a token of its own."""


def labels(scopes: Iterable[Scope]) -> list[str]:
    """What they are called on screen."""
    return [SCOPES[scope].label for scope in scopes]
