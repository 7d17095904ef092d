"""Who may have a secret checked now: each check takes 64 MB and a core for half a second.

There are two ways in, so that strangers, who can ask for as many as they like, make nobody wait who
has signed in on this device before.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from models.staff.throttle import TooMany

AT_ONCE = 1
PLACES = 16
"""Strangers who wait or are looked at: the last of them is after some ten seconds."""
PLACES_EACH = 4
"""The same of one address."""


class Crowded(TooMany):
    """No place is free: nothing was looked at, nor counted."""

    def __init__(self) -> None:
        super().__init__(1)
        self.args = ("Trop de connexions à la fois : réessayez dans un instant.",)


class Gate:
    """A way in for one at a time, in the order of their coming."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._semaphore = asyncio.Semaphore(AT_ONCE)
        self._waiting: Counter[str] = Counter()

    def here(self) -> asyncio.Semaphore:
        """For the running loop: a process can have several, one after the other."""
        if self._loop is not asyncio.get_running_loop():
            self._loop, self._semaphore = asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)
            self._waiting.clear()
        return self._semaphore

    @contextmanager
    def place_for(self, where: str) -> Iterator[None]:
        """A place in the queue for somebody at this address; Crowded if there is none."""
        self.here()
        if self._waiting.total() >= PLACES or self._waiting[where] >= PLACES_EACH:
            raise Crowded
        self._waiting[where] += 1
        try:
            yield
        finally:
            self._waiting[where] -= 1
            self._waiting += Counter()  # forgets who has left


KNOWN = Gate()
"""For who has signed in on this device before, or has now."""
STRANGERS = Gate()
