"""Guessing made slow: after some failures each further one has to wait, longer and longer.

A stranger's failures count for the stranger's address and for the name that was tried, never for a
browser in which that person has signed in before: nobody can lock the staff out from elsewhere.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.errors import Refused
from models.french import plural

FREE_TRIES = {"pair": 5, "address": 20, "name": 50, "device": 10}
"""Failures without a wait: of one name from one address, of an address, of a name, of a device."""
OWN = {"pair", "device"}
"""The limits that only one person's tries count for."""
FIRST_WAIT = 30.0
LONGEST_WAIT = 15 * 60.0
FORGOTTEN_AFTER = 60 * 60.0
MOST_KEYS = 20_000

Key = tuple[str, str]
"""The name of a limit, and whom it counts for."""


class TooMany(Refused):
    """Too many failures: nothing was even looked at; `seconds` until the next try."""

    def __init__(self, seconds: float) -> None:
        self.seconds = math.ceil(seconds)
        minutes = math.ceil(seconds / 60)
        is_short = self.seconds < 60
        wait = plural(self.seconds, "seconde") if is_short else plural(minutes, "minute")
        super().__init__(f"Trop d’essais : réessayez dans {wait}.")


@dataclass
class _Failures:
    count: int = 0
    latest: float = 0.0
    wait_until: float = 0.0


class Throttle:
    """The failures that this process has seen; the oldest make way when there are very many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[Key, _Failures] = OrderedDict()

    def begin(self, keys: Sequence[Key]) -> None:
        """Count a try as failed until it has `succeeded`; TooMany if it has to wait.

        Before it is looked at, so that a thousand at once are not free.
        """
        now = self._clock()
        wait = max(self._known(key).wait_until for key in keys) - now
        if wait > 0:
            raise TooMany(wait)
        for key in keys:
            failures = self._known(key)
            failures.count += 1
            failures.latest = now
            excess = failures.count - FREE_TRIES[key[0]]
            if excess >= 0:
                failures.wait_until = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(excess, 10))
            self._failures[key] = failures
            self._failures.move_to_end(key)
        while len(self._failures) > MOST_KEYS:
            self._failures.popitem(last=False)

    def succeeded(self, keys: Iterable[Key]) -> None:
        """The try was right: forget the failures of that person there, and this one elsewhere."""
        for key in keys:
            if key[0] in OWN:
                self._failures.pop(key, None)
            elif failures := self._failures.get(key):
                failures.count -= 1
                if failures.count < FREE_TRIES[key[0]]:
                    failures.wait_until = 0.0

    def clear(self) -> None:
        self._failures.clear()

    def _known(self, key: Key) -> _Failures:
        failures = self._failures.get(key)
        if failures is None or self._clock() - failures.latest > FORGOTTEN_AFTER:
            return _Failures()
        return failures


THROTTLE = Throttle()
