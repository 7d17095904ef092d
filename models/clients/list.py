"""The list of clients, and of those in the trash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.clients.fields import KIND_LABELS
from models.clients.status import MARKS, ClientStatus
from models.clients.tag import TAGS
from models.database.connection import instant
from models.french.phones import format_phone
from models.french.wording import list_moment
from models.integers import integer_in
from models.lists.filter import Cases, Choice, Switch
from models.lists.grouping import by_column, by_value
from models.lists.listing import Listing
from models.lists.query import Condition, Row
from models.lists.trash import deletion, trashed_by

KINDS = {str(kind): label for kind, label in KIND_LABELS.items()}
NAMES = frozenset({"name"})
STATUSES: Mapping[str, str] = {
    ClientStatus.WARN: "À avertir",
    ClientStatus.BLOCK: "Bloqués",
    ClientStatus.ARCHIVED: "Archivés",
}


@dataclass(frozen=True)
class StatusChoice(Choice):
    """Those of a status that is not the usual one: an index has just these."""

    def condition(self, value: str) -> Condition | None:
        return ("t.status <> 'active' AND t.status = ?", (value,)) if value else None


@dataclass(frozen=True)
class TagChoice(Choice):
    """Those that bear a tag, also one that is known to nobody here yet."""

    def read(self, text: str) -> str:
        return str(integer_in(text) or "")

    def condition(self, value: str) -> Condition | None:
        borne = "t.id IN (SELECT g.client_id FROM tagging g WHERE g.tag_id = ?)"
        return (borne, (int(value),)) if value else None


def _unless_asked(filters: Mapping[str, str]) -> Sequence[Condition]:
    """Archived ones are listed for who asks for them, and in the trash."""
    if filters.get("status") or filters.get("trash"):
        return ()
    return (("t.status <> 'archived'", ()),)


IDLE_YEARS = 3
"""After which the CNIL holds that what is known of somebody should not be kept without a reason."""


def _is_idle() -> str:
    """That neither the card nor a document of it was changed in all these years."""
    since = datetime.now(UTC) - IDLE_YEARS * timedelta(days=365.25)
    moment = since.isoformat(" ", timespec="microseconds")
    return (
        f"t.updated_at < '{moment}' AND NOT EXISTS (SELECT 1 FROM document d"
        f" WHERE d.client_id = t.id AND d.updated_at >= '{moment}')"
    )


FILTERS = (
    Choice("kind", "Filtrer par type", "Tous les types", "t.kind", lambda: KINDS, sorts=NAMES),
    StatusChoice(
        "status", "Filtrer par statut", "Tous, sauf archivés", "t.status", lambda: STATUSES
    ),
    TagChoice("tag", "Filtrer par étiquette", "Toutes les étiquettes", "t.id", lambda: TAGS),
    Cases(
        *("idle", "Filtrer par activité", "Actifs ou non", ""),
        lambda: {str(IDLE_YEARS): f"Inactifs depuis {IDLE_YEARS} ans"},
        sql=lambda _value: _is_idle(),
    ),
    Switch("open", "Avec documents en cours", "t.open_count > 0", few="client_with_open"),
    Switch(
        "trash",
        "Corbeille",
        "t.trashed_at IS NOT NULL AND t.merged_into_id IS NULL",
        off="t.trashed_at IS NULL",
        few="client_in_trash",
        sort="-deleted",
    ),
)


def _shown(row: Row) -> Row:
    return {
        "id": row["id"],
        "name": row["name"],
        "contact": row["contact"],
        "phone": format_phone(row["phone"] or row["mobile"]),
        "city": f"{row['postcode']} {row['city']}".strip(),
        "open": row["open_count"] or "",
        "mark": MARKS[row["status"]],
        "mark_code": row["status"],
        "reason": row["status_reason"],
        "updated": list_moment(instant(row["updated_at"])),
        "trashed": row["trashed_at"] is not None,
        "deleted": deletion(row),
    }


def _nouns(filters: Mapping[str, str]) -> tuple[str, str]:
    if filters.get("trash"):
        return "client dans la corbeille", "clients dans la corbeille"
    return "client", "clients"


CLIENTS = Listing(
    topic="client",
    table="client",
    columns=(
        *("t.id", "t.name", "t.contact", "t.phone", "t.mobile", "t.postcode", "t.city"),
        *(
            "t.status",
            "t.status_reason",
            "t.open_count",
            "t.updated_at",
            "t.trashed_at",
            trashed_by("client"),
        ),
    ),
    sorts={
        "name": "sort_key",
        "contact": "contact_key",
        "phone": "phone",
        "postcode": "postcode",
        "city": "city_key",
        "open": "open_count",
        "updated": "updated_at",
        "deleted": "trashed_at",
    },
    default_sort="name",
    names="sort_key",
    filters=FILTERS,
    unless_asked=_unless_asked,
    groupings=(
        by_column("city", "Ville", "t.city_key", "Sans ville", "t.city"),
        by_value("kind", "Type", "t.kind", KINDS),
        by_column("seller", "Vendeur", "t.seller", "Sans vendeur"),
    ),
    shown=_shown,
    nouns=_nouns,
)
