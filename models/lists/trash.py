"""What the list of a trash says of each row: when it was put there, and by whom."""

from __future__ import annotations

from models.database.connection import instant
from models.french.wording import list_moment
from models.lists.query import Row


def trashed_by(topic: str) -> str:
    """A column of a list: who has put the row into the trash."""
    return (
        "CASE WHEN t.trashed_at IS NOT NULL THEN (SELECT j.staff FROM journal j"
        f" WHERE j.topic = '{topic}' AND j.record_id = t.id AND j.action = 'trash'"
        " ORDER BY j.id DESC LIMIT 1) END AS trashed_by"
    )


def deletion(row: Row) -> str:
    """When it was put into the trash, and by whom, if the journal knows."""
    if row["trashed_at"] is None:
        return ""
    parts = (list_moment(instant(row["trashed_at"])), row["trashed_by"])
    return ", ".join(part for part in parts if part)
