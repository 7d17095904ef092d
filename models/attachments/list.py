"""Files found by their names, whosever they are."""

from __future__ import annotations

from models.attachments.attachment import Attachment
from models.lists import Listing, Query

ATTACHMENTS = Listing(
    topic=Attachment.TOPIC,
    table="attachment",
    columns=("t.id",),
    sorts={"added": "id"},
    default_sort="-added",
    shown=lambda row: row,
    nouns=lambda _filters: ("fichier", "fichiers"),
    always=(("t.trashed_at IS NULL", ()),),
)


async def find_files(text: str, limit: int) -> list[Attachment]:
    """Those with these words in their name, the latest first."""
    ids = await ATTACHMENTS.ids(Query(text), limit=limit)
    found = await Attachment.in_bulk(ids, "id")
    return [found[id_] for id_ in ids if id_ in found]
