"""The families that the articles have, which come and go with them."""

from __future__ import annotations

from models.database.connection import select
from models.french.text import fold, in_natural_order
from models.records.known import Known

LONGEST_FAMILY = 80
LONGEST_KEY = 160


def family_key(family: str) -> str:
    """What two spellings of one family have in common, in the order of the list."""
    return in_natural_order(fold(family))[:LONGEST_KEY]


async def _read() -> dict[str, str]:
    rows = await select(
        "SELECT t.family_key AS key, min(t.family) AS family FROM article t"
        " WHERE t.trashed_at IS NULL AND t.family_key <> ''"
        " GROUP BY t.family_key ORDER BY t.family_key",
        (),
    )
    return {row["key"]: row["family"] for row in rows}


FAMILIES = Known("article", _read)
"""By the folded name, which two spellings have in common."""
