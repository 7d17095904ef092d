"""The families that the articles have, which come and go with them."""

from __future__ import annotations

from models.database.connection import select
from models.records.known import Known

LONGEST_FAMILY = 80


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
