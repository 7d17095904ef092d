"""The files of records as a list, for who walks through them all or searches among them."""

from __future__ import annotations

from models.attachments.attachment import Attachment, owners
from models.lists.filter import Choice, Of, Switch
from models.lists.listing import Listing
from models.lists.query import Query

ATTACHMENTS = Listing(
    topic=Attachment.TOPIC,
    table="attachment",
    columns=("t.id",),
    sorts={"added": "id"},
    default_sort="added",
    shown=dict,
    nouns=lambda _filters: (Attachment.NOUN.one, Attachment.NOUN.many),
    filters=(
        Choice(
            "topic", "De quelle fiche", "Toutes", "t.topic", lambda: {one: one for one in owners()}
        ),
        Of("record_id", "De quelle fiche", "t.record_id", few="attachment_of_record"),
        Switch("trash", "Corbeille", "t.trashed_at IS NOT NULL", off="t.trashed_at IS NULL"),
    ),
)


async def find_files(text: str, limit: int) -> list[Attachment]:
    """Those with these words in their name, the latest first, whosever they are."""
    query = Query(text, "-added", ATTACHMENTS.asked({}).filters)
    found = await Attachment.in_bulk(ids := await ATTACHMENTS.ids(query, limit=limit), "id")
    return [found[id_] for id_ in ids if id_ in found]
