"""Which rows are ticked, also those that no browser has loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.lists import Listing, Query


@dataclass
class Selection:
    """Either the ids in `marked`, or everything found but these."""

    everything: bool = False
    marked: set[int] = field(default_factory=set)

    def mark(self, ids: Iterable[int], *, on: bool) -> None:
        """Tick these rows, or untick them."""
        if on != self.everything:
            self.marked |= set(ids)
        else:
            self.marked -= set(ids)

    def clear(self, *, everything: bool = False) -> None:
        self.everything = everything
        self.marked = set()

    async def ids(self, listing: Listing, query: Query) -> list[int]:
        """The ticked ids in the order of the list."""
        if not self.everything:
            return await listing.in_order(self.marked, query)
        return [id_ for id_ in await listing.ids(query) if id_ not in self.marked]

    async def first_ids(self, listing: Listing, query: Query, limit: int = 20) -> list[int]:
        """Some of the ticked ids, to show which."""
        if not self.everything:
            return (await listing.in_order(self.marked, query))[:limit]
        first = await listing.ids(query, limit=limit + len(self.marked))
        return [id_ for id_ in first if id_ not in self.marked][:limit]

    async def count(self, listing: Listing, query: Query) -> int:
        if not self.everything:
            return len(self.marked)
        return await listing.count(query) - len(self.marked)

    def to_json(self) -> dict[str, Any]:
        return {"everything": self.everything, "marked": sorted(self.marked)}
