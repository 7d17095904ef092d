"""From what the models announce to the tabs that show it: coalesced, each row read once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakSet

from nicegui import Client, background_tasks, ui

from components.tab.faults import note_fault
from components.tab.seat import may_be_told
from models.database import Outage
from models.lists import Listing, Row
from models.records import Changed, listen

T = TypeVar("T")

PAUSE = 0.1
"""Seconds between two rounds at least: a burst of changes reaches the screen as one."""
PAUSE_PER_FOLLOWER = 0.0015
"""The same for each follower: with 200 tabs of three, one round a second."""
MOMENT = 0.05
"""Seconds that what else there is to say waits for the list to show first what was done."""
LONG_PAUSE = 2.0
"""Seconds before a round is told again that the database has cut short."""
IN_A_ROW = 20
"""Followers told before others have a turn: a save does not wait until every tab has heard."""


@dataclass
class Round:
    """The records that changed since the last round; what they need is read once for all tabs."""

    changed: dict[str, set[int]]
    followers: int = 0
    _read: dict[object, asyncio.Future[Any]] = field(default_factory=dict)

    def ids(self, topic: str) -> set[int]:
        return self.changed.get(topic, set())

    async def rows(self, listing: Listing) -> list[Row]:
        """The changed rows of a list, as the screen shows them."""
        return await self.once(listing.table, lambda: listing.rows(self.ids(listing.topic)))

    async def once(self, what: object, read: Callable[[], Awaitable[T]]) -> T:
        """What `read` finds; the first tab that asks for it reads it for all the others."""
        if what not in self._read:
            self._read[what] = asyncio.ensure_future(read())
        found: T = await self._read[what]
        return found


@dataclass(frozen=True)
class Follower:
    owner: ui.element
    topics: frozenset[str]
    handler: Callable[[Round], Awaitable[None]]
    is_of_seat: bool

    async def tell(self, round_: Round) -> bool:
        """False if an outage of the database has kept this tab from hearing it."""
        if self.owner.is_deleted:
            return True
        try:
            if self.is_of_seat or await may_be_told(self.owner.client):
                await self.handler(round_)
        except Outage as outage:
            note_fault(outage)
            return False
        return True


class Live:
    """A listener of this process; a round is followed by `rest` times what it took, at least."""

    def __init__(self, *, rest: float = 0) -> None:
        self._rest = rest
        self._followers: list[Follower] = []
        self._tabs: WeakSet[Client] = WeakSet()
        self._pending: dict[str, set[int]] = defaultdict(set)
        self._is_running = False
        self._has_news = False
        self._waiting: list[asyncio.Future[None]] = []
        listen(self._note)

    def follow(
        self,
        owner: ui.element,
        topics: set[str],
        handler: Callable[[Round], Awaitable[None]],
        *,
        is_of_seat: bool = False,
    ) -> None:
        """Call `handler` after changes to these topics, as long as `owner` is on its page.

        Not while the tab is locked, unless the handler is what sees to that.
        """
        self._followers.append(Follower(owner, frozenset(topics), handler, is_of_seat))
        if owner.client not in self._tabs:
            self._tabs.add(owner.client)
            owner.client.on_delete(self._forget)

    def _forget(self, closed: Client) -> None:
        """Let a closed tab go at once: the next change may be hours away."""
        self._followers = [
            one
            for one in self._followers
            if not one.owner.is_deleted and one.owner.client is not closed
        ]

    async def told(self) -> None:
        """Wait a moment, until those who follow have been told of what has changed."""
        if not self._has_news:
            return
        told = asyncio.get_running_loop().create_future()
        self._waiting.append(told)
        with suppress(TimeoutError):
            await asyncio.wait_for(told, MOMENT)

    def _all_told(self) -> None:
        self._has_news = False
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    def _note(self, change: Changed) -> None:
        if not self._followers:
            return
        self._has_news = True
        self._pending[change.topic] |= change.ids
        if not self._is_running:
            self._is_running = True
            background_tasks.create(self._run(), name="live changes")

    async def _run(self) -> None:
        try:
            while self._pending:
                changed, self._pending = self._pending, defaultdict(set)
                self._followers = [one for one in self._followers if not one.owner.is_deleted]
                followers, begin = len(self._followers), monotonic()
                if await self._tell(Round(changed, followers)):
                    if not self._pending:
                        self._all_told()
                    await asyncio.sleep(self.pause(followers, monotonic() - begin))
                    continue
                for topic, ids in changed.items():  # nobody misses a change through an outage
                    self._pending[topic] |= ids
                await asyncio.sleep(LONG_PAUSE)
        finally:
            self._is_running = False

    def pause(self, followers: int, took: float) -> float:
        """Seconds until the next round, after one that took so many."""
        return max(PAUSE, PAUSE_PER_FOLLOWER * followers, self._rest * took)

    async def _tell(self, round_: Round) -> bool:
        """Tell all at the same time: nobody waits for what another reads, or for its failure.

        False if the database was away, so that it must be done again.
        """
        told = []
        for follower in tuple(self._followers):
            if follower.topics & round_.changed.keys():
                telling = follower.tell(round_)
                told.append(
                    background_tasks.create(telling, name="live handler", context=follower.owner)
                )
                if len(told) % IN_A_ROW == 0:
                    await asyncio.sleep(0)
        if told:
            await asyncio.wait(told)
        return all(one.result() for one in told if not one.cancelled() and not one.exception())


LIVE = Live()
UNHURRIED = Live(rest=9)
"""For what adds up much: however busy the firm, that takes a tenth of the time."""
