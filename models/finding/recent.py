"""What somebody has looked at lately."""

from __future__ import annotations

from collections.abc import Sequence

from models.history import Visit
from models.permissions import Staff

REMEMBERED = 100


async def recently_seen(by: Staff) -> Sequence[tuple[str, int]]:
    """The topic and id of each record, the latest first."""
    if by.account_id is None:
        return []
    visits = Visit.filter(account_id=by.account_id).order_by("-at", "-id").limit(REMEMBERED)
    return [(topic, id_) for topic, id_ in await visits.values_list("topic", "record_id")]
