"""From what the models announce to the tabs that show it: coalesced, each row read once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from nicegui import background_tasks, ui

from components.faults import note_fault
from models import Changed, Listing, Outage, Row, listen

PAUSE = 0.1
"""Seconds between two rounds: a burst of changes reaches the screen as one."""
LONG_PAUSE = 2.0
"""Seconds before a round is told again that the database has cut short."""


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
                if await self._tell(Round(changed)):
                    await asyncio.sleep(PAUSE)
                    continue
                for topic, ids in changed.items():  # nobody misses a change through an outage
                    self._pending[topic] |= ids
                await asyncio.sleep(LONG_PAUSE)
        finally:
            self._is_running = False

    async def _tell(self, round_: Round) -> bool:
        """Tell everybody; False if the database was away, so that it must be done again."""
        is_told = True
        for follower in tuple(self._followers):
            if not follower.owner.is_deleted and follower.topics & round_.changed.keys():
                telling = background_tasks.create(
                    _told(follower, round_), name="live handler", context=follower.owner
                )
                # Not `await telling`: what went wrong in one tab is not for the others.
                await asyncio.wait({telling})
                if not telling.cancelled() and telling.exception() is None:
                    is_told &= telling.result()
        return is_told


async def _told(follower: Follower, round_: Round) -> bool:
    try:
        await follower.handler(round_)
    except Outage as outage:
        note_fault(outage)
        return False
    return True


LIVE = Live()
