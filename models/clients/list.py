"""The list of clients, and of those in the trash."""

from __future__ import annotations

from collections.abc import Mapping

from models.database.connection import instant
from models.french.phones import format_phone
from models.french.wording import moment
from models.lists.listing import Listing
from models.lists.query import Condition, Row


def _filter(filters: Mapping[str, str]) -> list[Condition]:
    is_trash = bool(filters.get("trash"))
    conditions: list[Condition] = [
        ("t.trashed_at IS NOT NULL" if is_trash else "t.trashed_at IS NULL", ())
    ]
    if kind := filters.get("kind"):
        conditions.append(("t.kind = ?", (kind,)))
    if filters.get("open"):
        conditions.append(("t.open_count > 0", ()))
    return conditions


def _shown(row: Row) -> Row:
    return {
        "id": row["id"],
        "name": row["name"],
        "contact": row["contact"],
        "phone": format_phone(row["phone"] or row["mobile"]),
        "postcode": row["postcode"],
        "city": row["city"],
        "open": row["open_count"] or "",
        "updated": moment(instant(row["updated_at"])),
        "trashed": row["trashed_at"] is not None,
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
        *("t.open_count", "t.updated_at", "t.trashed_at"),
    ),
    sorts={
        "name": "sort_key",
        "contact": "contact_key",
        "phone": "phone",
        "postcode": "postcode",
        "city": "city_key",
        "open": "open_count",
        "updated": "updated_at",
    },
    default_sort="name",
    names="sort_key",
    indexed={"t.kind": frozenset({"name"})},
    few={"trash": "client_in_trash", "open": "client_with_open"},
    filter=_filter,
    shown=_shown,
    nouns=_nouns,
)
