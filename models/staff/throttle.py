"""Guessing made slow: after some failures each further one has to wait, longer and longer.

A stranger's failures count for the stranger's address and for the name that was tried, never for a
browser in which that person has signed in before: nobody can lock the staff out from elsewhere.
They are kept in the database, where every process finds them.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

from tortoise import fields
from tortoise.models import Model

from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import plural

FREE_TRIES = {"pair": 5, "address": 20, "name": 50, "device": 10, "code": 10}
"""Failures without a wait: of one name from one address, of an address, of a name, of a device; of
the code of a name, which is six figures and asked of nobody who does not know the password."""
OWN = {"pair", "device"}
"""The limits that only one person's tries count for."""
FIRST_WAIT = 30.0
LONGEST_WAIT = 15 * 60.0
FORGOTTEN_AFTER = 60 * 60.0
MOST_KEYS = 20_000
LEEWAY = 60.0
"""Seconds by which the clocks of two processes may differ."""

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


class Failures(Model):
    """Those of one key, which is kept as a hash: a password is typed in place of a name at times.

    Instants are in seconds since 1970.
    """

    key = fields.CharField(64, primary_key=True)
    count = fields.IntField(default=0)
    latest_at = fields.FloatField(default=0.0, db_index=True)
    wait_until = fields.FloatField(default=0.0)

    class Meta:
        table = "failures"

    def add(self, free_tries: int, now: float) -> None:
        if now - self.latest_at > FORGOTTEN_AFTER:
            self.count, self.wait_until = 0, 0.0
        self.count += 1
        self.latest_at = now
        excess = self.count - free_tries
        if excess >= 0:
            self.wait_until = now + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(excess, 10))

    def is_ahead_of(self, now: float) -> bool:
        """Whether the clock was set back since."""
        return self.latest_at > now + LEEWAY or self.wait_until > now + LONGEST_WAIT

    def follow_clock(self, now: float) -> None:
        """The clock was set back: wait from now on for as long as was said, and no longer."""
        wait = min(LONGEST_WAIT, max(0.0, self.wait_until - self.latest_at))
        self.latest_at, self.wait_until = now, now + wait if wait else 0.0

    def take_back(self, free_tries: int) -> None:
        self.count -= 1
        if self.count < free_tries:
            self.wait_until = 0.0


class Throttle:
    """`clock` tells the seconds since 1970."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock

    async def begin(self, keys: Sequence[Key]) -> None:
        """Count a try as failed until it has `succeeded`; TooMany if it has to wait.

        Before it is looked at, so that a thousand at once are not free.
        """
        now, free = self._clock(), _free_tries(keys)
        known = await Failures.filter(key__in=list(free))
        if any(one.is_ahead_of(now) for one in known):
            known = await _follow_clock(free, now)
        _check(known, now)  # who has to wait writes nothing
        await _forget(now)
        async with transaction():
            blank = [Failures(key=hash_) for hash_ in sorted(free)]
            await Failures.bulk_create(blank, ignore_conflicts=True)
            known = await _locked(free)
            _check(known, now)
            for failures in known:
                failures.add(free[failures.key], now)
                await failures.save()

    async def succeeded(self, keys: Sequence[Key]) -> None:
        """The try was right: forget the failures of that person there, and this one elsewhere."""
        own = _free_tries(key for key in keys if key[0] in OWN)
        others = _free_tries(key for key in keys if key[0] not in OWN)
        async with transaction():
            for failures in await _locked({**own, **others}):
                if failures.key in own:
                    await failures.delete()
                else:
                    failures.take_back(others[failures.key])
                    await failures.save()


def _free_tries(keys: Iterable[Key]) -> dict[str, int]:
    """By what the database knows the keys by."""
    return {
        sha256(" ".join(key).encode("utf-8", "replace")).hexdigest(): FREE_TRIES[key[0]]
        for key in keys
    }


def _check(known: Iterable[Failures], now: float) -> None:
    wait = max((one.wait_until for one in known), default=0.0) - now
    if wait > 0:
        raise TooMany(wait)


async def _locked(hashes: Iterable[str]) -> list[Failures]:
    """In one order, so that nobody waits in a circle."""
    return await Failures.filter(key__in=list(hashes)).order_by("key").select_for_update()


async def _follow_clock(hashes: Iterable[str], now: float) -> list[Failures]:
    async with transaction():
        known = await _locked(hashes)
        for failures in known:
            if failures.is_ahead_of(now):
                failures.follow_clock(now)
                await failures.save()
    return known


async def _forget(now: float) -> None:
    """What is old, and the oldest where there are very many."""
    async with transaction():
        await Failures.filter(latest_at__lt=now - FORGOTTEN_AFTER).delete()
        await Failures.filter(latest_at__gt=now + LEEWAY + LONGEST_WAIT).update(
            latest_at=now, wait_until=0.0
        )
        excess = await Failures.all().count() - MOST_KEYS
        if excess > 0:
            oldest = await Failures.all().order_by("latest_at").limit(excess).values("key")
            await Failures.filter(key__in=[one["key"] for one in oldest]).delete()


THROTTLE = Throttle()
