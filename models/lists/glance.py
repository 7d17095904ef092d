"""The newest records in which every word occurs: for a glance, and not for a list of all of them.

What was made lately is looked at first, where common words are found at once; then what the index
knows of the words, which is soon said of rare ones. So nothing is walked through, however many
records there are. Of words that are neither, not every old record is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.database.connection import select
from models.lists.matching import Matching, matching, patterns_in
from models.lists.query import Condition, joined

LATELY = 1_000
"""Records that are looked at without an index."""
MOST_HITS = 3_000
"""Entries that are read from the index."""
LOOKED_AT = 300
"""The newest of those, of which the records are read."""
LIVING: Condition = ("t.trashed_at IS NULL", ())


async def newest(table: str, text: str, limit: int) -> list[int]:
    """The ids of living records of a searched table, the newest first; `limit` at most."""
    patterns = patterns_in(text)
    if not patterns:
        return []
    match = matching(table, patterns)
    found = await _lately(table, match, limit)
    if len(found) < limit and match.indexed:
        found += await _by_index(table, match, limit)
    return list(dict.fromkeys(found))[:limit]


async def _lately(table: str, match: Matching, limit: int) -> list[int]:
    source = f"(SELECT id, search, trashed_at FROM {table} ORDER BY id DESC LIMIT {LATELY})"
    return await _ids(f"{source} t", (), match.every, limit)


async def _by_index(table: str, match: Matching, limit: int) -> list[int]:
    hits, of_hits = match.hits(MOST_HITS)
    some = f"(SELECT id FROM ({hits}) found ORDER BY id DESC LIMIT {LOOKED_AT})"
    source = f"{some} hits CROSS JOIN {table} t"
    return await _ids(source, of_hits, [("t.id = hits.id", ()), *match.rest], limit)


async def _ids(
    source: str, of_source: Sequence[object], conditions: list[Condition], limit: int
) -> list[int]:
    condition, parameters = joined([LIVING, *conditions])
    rows = await select(
        f"SELECT t.id AS id FROM {source} WHERE {condition} ORDER BY t.id DESC LIMIT {limit}",
        (*of_source, *parameters),
    )
    return [row["id"] for row in rows]
