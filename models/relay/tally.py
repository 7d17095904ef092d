"""What is counted by all processes together, as requests of a token: each tells the others what it
has counted since it last spoke."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

Counts = Mapping[int, int]


class Tally:
    """The counts of this process that the others do not know yet, by what is counted."""

    def __init__(self) -> None:
        self._unsaid: Counter[int] = Counter()
        self._on_first: Callable[[], object] | None = None
        self._hearers: list[Callable[[Counts], None]] = []

    def count(self, id_: int) -> None:
        """Count one more here; where no other process is, nobody is told."""
        if self._on_first is None:
            return
        self._unsaid[id_] += 1
        if self._unsaid.total() == 1:
            self._on_first()

    def speak(self, on_first: Callable[[], object] | None) -> None:
        """Call this when there is something to say again; None while there is nobody to hear it."""
        self._on_first = on_first
        self._unsaid.clear()

    def take(self) -> Counts:
        """What is to be said now."""
        unsaid, self._unsaid = self._unsaid, Counter()
        return unsaid

    def on_heard(self, hear: Callable[[Counts], None]) -> None:
        """Have this told what other processes have counted."""
        self._hearers.append(hear)

    def hear(self, counts: Counts) -> None:
        for hear in self._hearers:
            hear(counts)


TALLY = Tally()
