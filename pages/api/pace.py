"""How often a program may ask: so many requests a minute for each token, whichever process answers.

What other processes have let by is heard a moment later; while none is heard, each counts alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

from models.relay import TALLY
from pages.web import Problem

MOST = 600
WINDOW = 60.0
"""Requests in so many seconds: a full bucket, which fills again evenly."""
MOST_KNOWN = 1_000


@dataclass
class Pace:
    """What is left to each token."""

    clock: Callable[[], float] = monotonic
    _left: dict[int, tuple[float, float]] = field(default_factory=dict)
    """By token how many requests were left, and when that was."""

    def take(self, token_id: int) -> Mapping[str, str]:
        """Count a request, and say in headers what is left; Problem where nothing is."""
        left = self._there(token_id)
        is_let = left >= 1
        left -= is_let
        self._keep(token_id, left)
        if is_let:
            TALLY.count(token_id)
        reset = math.ceil((MOST - left) * WINDOW / MOST)
        said = {
            "RateLimit-Limit": str(MOST),
            "RateLimit-Remaining": str(max(0, int(left))),
            "RateLimit-Reset": str(reset),
        }
        if not is_let:
            wait = max(1, math.ceil((1 - left) * WINDOW / MOST))
            sentence = f"Plus de {MOST} demandes par minute : attendez un peu."
            raise Problem(429, sentence, headers={**said, "Retry-After": str(wait)})
        return said

    def hear(self, counts: Mapping[int, int]) -> None:
        """Other processes have let so many requests of these tokens by."""
        for token_id, more in counts.items():
            self._keep(token_id, max(-float(MOST), self._there(token_id) - more))

    def _there(self, token_id: int) -> float:
        """What is left to a token now."""
        now = self.clock()
        left, since = self._left.get(token_id, (float(MOST), now))
        return min(float(MOST), left + (now - since) * MOST / WINDOW)

    def _keep(self, token_id: int, left: float) -> None:
        self._left.pop(token_id, None)
        self._left[token_id] = left, self.clock()
        if len(self._left) > MOST_KNOWN:
            self._left.pop(next(iter(self._left)))


PACE = Pace()
TALLY.on_heard(PACE.hear)
