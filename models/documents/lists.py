"""One list for each kind of document: open ones first, the latest first."""

from __future__ import annotations

from collections.abc import Mapping

from models.database.connection import day, instant
from models.documents.document import Document, title
from models.documents.kind import Kind
from models.documents.kinds import KINDS
from models.french.wording import list_moment, short_date
from models.lists.filter import Choice
from models.lists.listing import Listing
from models.lists.query import Row


def _listing(kind: Kind) -> Listing:
    statuses = {str(status): label for status, label in kind.statuses.items()}

    def nouns(_filters: Mapping[str, str]) -> tuple[str, str]:
        return kind.label.lower(), kind.plural.lower()

    return Listing(
        topic=Document.TOPIC,
        table="document",
        columns=(
            *("t.id", "t.kind", "t.stage", "t.status", "t.number", "t.is_open"),
            *("t.client_name", "t.subject", "t.dated_on", "t.updated_at", "t.trashed_at"),
        ),
        sorts={
            "title": "id",
            "client": "client_key",
            "status": "status",
            "dated": "dated_on",
            "updated": "updated_at",
        },
        default_sort="-updated",
        filters=(
            Choice(
                "status", "Filtrer par statut", "Tous les statuts", "t.status", lambda: statuses
            ),
        ),
        always=(("t.trashed_at IS NULL", ()), ("t.kind = ?", (kind.code,))),
        shown=_shown,
        nouns=nouns,
        lead="t.is_open DESC, ",
        optional=frozenset({"dated_on"}),
    )


def _shown(row: Row) -> Row:
    stage = KINDS[row["kind"]].stage(row["stage"])
    return {
        "id": row["id"],
        "title": title(stage, row["id"], row["number"]),
        "client": row["client_name"],
        "subject": row["subject"],
        "status": next(step.label for step in stage.steps if step.status == row["status"]),
        "is_open": bool(row["is_open"]),
        "status_code": row["status"],
        "dated": short_date(day(row["dated_on"])) if row["dated_on"] else "",
        "updated": list_moment(instant(row["updated_at"])),
        "trashed": row["trashed_at"] is not None,
    }


DOCUMENT_LISTS: Mapping[str, Listing] = {kind.code: _listing(kind) for kind in KINDS.values()}
