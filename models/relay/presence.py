"""Who has a record open, and who is editing it: told to the tabs and to the other processes."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from models.records.changes import announce, pass_on

PRESENCE = "presence"
"""The topic of a change of who is where, whose ids are those of records of any topic."""
PAUSE = 0.4
"""Seconds between two announcements: a crowd that opens cards reaches the screens as one."""
SOON = 0.02
"""Seconds before one at least: who opens a card leaves another."""


class Spot(NamedTuple):
    """A record at which somebody can be."""

    topic: str
    record_id: int


THE_DESK = Spot("desk", 0)
"""Where everybody is who has a tab open."""


@dataclass(frozen=True)
class Place:
    """Where somebody is in one tab."""

    account_id: int
    name: str
    opened: Spot | None = None
    edited: Spot | None = None

    @property
    def spots(self) -> set[Spot]:
        return {one for one in (self.opened, self.edited, THE_DESK) if one is not None}


@dataclass(frozen=True)
class Visit:
    """Somebody is at a record, in whichever tab."""

    spot: Spot
    account_id: int
    name: str
    is_editing: bool


class Board:
    """Everybody's places: in the tabs of this process, and in the other processes."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._here: frozenset[Visit] | None = None
        self._by_topic: dict[str, dict[int, list[Visit]]] | None = None
        self._elsewhere: dict[str, frozenset[Visit]] = {}
        self._changed: set[int] = set()
        self._told_at = 0.0

    def put(self, tab: str, place: Place | None) -> None:
        """Somebody is there now in this tab, or has left it."""
        self._here = self._by_topic = None
        before = self._places.pop(tab, None)
        if place is not None:
            self._places[tab] = place
        spots = (before.spots if before else set()) | (place.spots if place else set())
        if spots and before != place:
            if not self._changed:
                loop = asyncio.get_running_loop()
                loop.call_at(max(loop.time() + SOON, self._told_at + PAUSE), self._tell)
            self._changed |= {one.record_id for one in spots}

    def _tell(self) -> None:
        self._told_at = asyncio.get_running_loop().time()
        changed, self._changed = self._changed, set()
        announce(PRESENCE, changed)

    def here(self) -> frozenset[Visit]:
        """Who is where in this process."""
        if self._here is None:
            self._here = frozenset(
                Visit(spot, place.account_id, place.name, spot == place.edited)
                for place in self._places.values()
                for spot in place.spots
            )
        return self._here

    def hear(self, process: str, there: Iterable[Visit]) -> None:
        """Another process says who is where in it, and no longer anywhere else."""
        before, now = self._elsewhere.pop(process, frozenset()), frozenset(there)
        if now:
            self._elsewhere[process] = now
        if before != now:
            self._by_topic = None
            pass_on(PRESENCE, {one.spot.record_id for one in before ^ now})

    def visited(self, topic: str) -> dict[int, list[Visit]]:
        """Each record of a topic that somebody has open, and all who have."""
        if self._by_topic is None:
            self._by_topic = defaultdict(lambda: defaultdict(list))
            for one in chain(self.here(), *self._elsewhere.values()):
                self._by_topic[one.spot.topic][one.spot.record_id].append(one)
        return self._by_topic[topic]

    def people(self) -> set[str]:
        """The names of all who are here."""
        return {one.name for one in self.visited(THE_DESK.topic).get(THE_DESK.record_id, ())}

    def others(self, spot: Spot, account_id: int) -> dict[str, bool]:
        """The names of the others at a record, and whether they are editing."""
        names: dict[str, bool] = {}
        for one in self.visited(spot.topic).get(spot.record_id, ()):
            if one.account_id != account_id:
                names[one.name] = one.is_editing or names.get(one.name, False)
        return names


BOARD = Board()
