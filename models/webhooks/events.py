"""What other programs are told of: by what the journal calls it, the name of the event."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CHANGES = ("amend", "bulk", "undo", "attach", "merge", "unmerge")
MOVES = ("amend", "undo", "lines", "move", "address", "einvoice", "reopen", "close", "reminders")


def _of(topic: str, noun: str, changes: tuple[str, ...]) -> dict[tuple[str, str], str]:
    return {
        (topic, "create"): f"{noun}.created",
        **{(topic, action): f"{noun}.changed" for action in changes},
        (topic, "trash"): f"{noun}.trashed",
        (topic, "restore"): f"{noun}.restored",
    }


EVENTS: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        **_of("client", "client", CHANGES),
        ("client", "merged"): "client.trashed",
        ("client", "anonymise"): "client.changed",
        **_of("article", "article", ("amend", "bulk", "undo")),
        ("document", "create"): "document.created",
        **{("document", action): "document.changed" for action in MOVES},
        ("document", "issue"): "document.issued",
        ("document", "discard"): "document.discarded",
        ("payment", "create"): "payment.received",
        ("attachment", "create"): "file.added",
        ("attachment", "trash"): "file.trashed",
    }
)
"""By topic and action."""
RESOURCES: Mapping[str, str] = {
    "client": "clients",
    "article": "articles",
    "document": "documents",
    "payment": "payments",
    "attachment": "files",
}
"""By topic, where the API has such records."""
EVENT_WORDS: Mapping[str, str] = {
    "client.created": "Client créé",
    "client.changed": "Client modifié",
    "client.trashed": "Client mis à la corbeille",
    "client.restored": "Client restauré",
    "article.created": "Article créé",
    "article.changed": "Article modifié",
    "article.trashed": "Article mis à la corbeille",
    "article.restored": "Article restauré",
    "document.created": "Document créé",
    "document.changed": "Document modifié",
    "document.issued": "Facture ou avoir émis",
    "document.discarded": "Brouillon supprimé",
    "payment.received": "Règlement noté",
    "file.added": "Fichier ajouté",
    "file.trashed": "Fichier mis à la corbeille",
}
