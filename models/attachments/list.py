"""The files of records as a list, found by their names, whosever they are."""

from __future__ import annotations

from models.attachments.attachment import Attachment, owners
from models.lists import Choice, Listing, Of, Query, Switch

ATTACHMENTS = Listing(
    topic=Attachment.TOPIC,
    table="attachment",
    columns=("t.id",),
    sorts={"added": "id"},
    default_sort="-added",
    shown=lambda row: row,
    nouns=lambda _filters: (Attachment.NOUN.one, Attachment.NOUN.many),
    filters=(
        Choice("topic", "Nature", "Toutes", "t.topic", lambda: {one: one for one in owners()}),
        Of("record_id", "De quelle fiche", "t.record_id"),
        Switch("trash", "Corbeille", "t.trashed_at IS NOT NULL", off="t.trashed_at IS NULL"),
    ),
)


async def find_files(text: str, limit: int) -> list[Attachment]:
    """Those with these words in their name, the latest first."""
    ids = await ATTACHMENTS.ids(Query(text), limit=limit)
    found = await Attachment.in_bulk(ids, "id")
    return [found[id_] for id_ in ids if id_ in found]
