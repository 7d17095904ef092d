"""A list from its first row to its last in portions, however it changes meanwhile."""

from __future__ import annotations

from models.database.connection import dialect, select
from models.lists.filter import Of
from models.lists.listing import Listing
from models.lists.query import Query


async def ids_after(listing: Listing, query: Query, after: int, limit: int) -> list[int]:
    """What the query finds beyond this id, in the order of the ids.

    Whoever goes on from the last id misses no row that was there from the beginning, and gets none
    twice. `sort` and the order of the screen mean nothing here.
    """
    found = listing.found(query).also("t.id > ?", after)
    chosen = [one for one in listing.filters if query.filters.get(one.name)]
    has_few = any(one.few or isinstance(one, Of) for one in chosen)
    sql, table = found.sql, f" FROM {listing.table} t"
    if dialect() == "sqlite" and not has_few:  # which would sort all that a filter's index has
        sql = sql.replace(f"{table} WHERE", f"{table} NOT INDEXED WHERE")
    window = f" ORDER BY t.id LIMIT {int(limit)}"
    rows = await select(f"SELECT t.id AS id{sql}{window}", found.parameters)
    return [row["id"] for row in rows]
