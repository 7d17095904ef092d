"""From what the models announce to the tabs that show it: coalesced, each row read once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from nicegui import background_tasks, ui

from models import Changed, Listing, Row, listen

PAUSE = 0.1
"""Seconds between two rounds: a burst of changes reaches the screen as one."""


@dataclass
class Round:
    """The records that changed since the last round; their rows are read once for all tabs."""

    changed: dict[str, set[int]]
    _rows: dict[str, asyncio.Task[list[Row]]] = field(default_factory=dict)

    def ids(self, topic: str) -> set[int]:
        return self.changed.get(topic, set())

    async def rows(self, listing: Listing) -> list[Row]:
        """The changed rows of a list, as the screen shows them."""
        key = listing.table
        if key not in self._rows:
            self._rows[key] = asyncio.ensure_future(listing.rows(self.ids(listing.topic)))
        return await self._rows[key]


@dataclass(frozen=True)
class Follower:
    owner: ui.element
    topics: frozenset[str]
    handler: Callable[[Round], Awaitable[None]]


class Live:
    """The one listener of this process."""

    def __init__(self) -> None:
        self._followers: list[Follower] = []
        self._pending: dict[str, set[int]] = defaultdict(set)
        self._is_running = False
        listen(self._note)

    def follow(
        self, owner: ui.element, topics: set[str], handler: Callable[[Round], Awaitable[None]]
    ) -> None:
        """Call `handler` after changes to these topics, as long as `owner` is on its page."""
        self._followers.append(Follower(owner, frozenset(topics), handler))

    def _note(self, change: Changed) -> None:
        if not self._followers:
            return
        self._pending[change.topic] |= change.ids
        if not self._is_running:
            self._is_running = True
            background_tasks.create(self._run(), name="live changes")

    async def _run(self) -> None:
        try:
            while self._pending:
                changed, self._pending = self._pending, defaultdict(set)
                self._followers = [one for one in self._followers if not one.owner.is_deleted]
                await self._tell(Round(changed))
                await asyncio.sleep(PAUSE)
        finally:
            self._is_running = False

    async def _tell(self, round_: Round) -> None:
        for follower in tuple(self._followers):
            if not follower.owner.is_deleted and follower.topics & round_.changed.keys():
                told = background_tasks.create(
                    follower.handler(round_), name="live handler", context=follower.owner
                )
                # Not `await told`: what went wrong in one tab must not keep it from the others.
                await asyncio.wait({told})


LIVE = Live()
