"""Figures of a run: how long what took, on which machine, as a table for a report."""

from __future__ import annotations

import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Table = Sequence[tuple[str, ...]]


class Stopwatch:
    """The seconds that people waited, by what they did; what fails is not measured."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, list[float]] = defaultdict(list)

    @contextmanager
    def measure(self, action: str) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.note(action, time.monotonic() - start)

    def note(self, action: str, seconds: float) -> None:
        self._seconds[action].append(seconds)

    def percentile(self, action: str, share: float) -> float:
        return percentile(self._seconds[action], share)

    def count(self, action: str) -> int:
        return len(self._seconds[action])

    def table(self, actions: Sequence[str]) -> str:
        rows: list[tuple[str, ...]] = [("action", "count", "p50 (ms)", "p95 (ms)", "max (ms)")]
        for action in actions:
            seconds = self._seconds[action]
            figures = (percentile(seconds, share) for share in (0.5, 0.95, 1.0))
            rows.append((action, f"{len(seconds):,}", *(f"{1000 * one:,.0f}" for one in figures)))
        return table(rows)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed; 0 without values."""
    ordered = sorted(values)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)] if ordered else 0.0


def table(rows: Table) -> str:
    """A Markdown table; the first row is its head, and numbers stand at the right."""
    head, *body = rows
    line = ("---", *("---:" for _ in head[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, line, *body))


def machine() -> str:
    """What the figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )
