"""How long a paper takes, and what the screen feels of it: `python -m tests.bench.printing`."""

from __future__ import annotations

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from models.printing import Paper, print_paper, render_pages
from tests.models.printing.golden.sales import DISCOUNTED, THREE
from tests.models.printing.golden.shapes import THREE_HUNDRED
from tests.papers import made_up_logo

MADE_AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
BEAT = 0.005
"""Seconds between two looks at the event loop."""
SHORT = 150
LONG = 2_000
LATE = 50
"""Milliseconds at most."""
SEVERAL = 200
PAGE = 4096


@dataclass(frozen=True)
class Figure:
    """A duration in milliseconds, and the most that is allowed."""

    name: str
    value: float
    most: float

    def __str__(self) -> str:
        verdict = "" if self.value <= self.most else "  TOO LONG"
        return f"{self.name:<52} {self.value:8.1f} ms of {self.most:5.0f}{verdict}"


def eight_lines(number: int) -> Paper:
    """Another invoice each time, so that nothing is known from the one before."""
    return replace(DISCOUNTED, lines=(*THREE, *THREE), number=f"FA-2026-{number:05}")


async def print_one(paper: Paper) -> None:
    await print_paper(paper, made_at=MADE_AT, logo=made_up_logo())


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await work()
    return (time.perf_counter() - start) * 1_000


async def lateness(work: Awaitable[object]) -> list[float]:
    """How late, in milliseconds, the event loop was each time while the work went on."""
    late: list[float] = []

    async def beat() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(BEAT)
            late.append((time.perf_counter() - start - BEAT) * 1_000)

    beating = asyncio.create_task(beat())
    await work
    beating.cancel()
    return late


def memory() -> int:
    """Megabytes that the process holds."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE >> 20


async def figures() -> list[Figure]:
    await print_one(eight_lines(0))
    short = [await timed(partial(print_one, eight_lines(number))) for number in range(1, 41)]
    long = [
        await timed(partial(print_one, replace(THREE_HUNDRED, number=f"FA-{number}")))
        for number in range(3)
    ]
    preview = await timed(partial(render_pages, eight_lines(99)))
    crowd = [eight_lines(number) for number in range(100, 112)]
    late = await lateness(asyncio.gather(*(print_one(paper) for paper in [THREE_HUNDRED, *crowd])))
    return [
        Figure("8 lines with the invoice inside, median", median(short), SHORT),
        Figure("300 lines, slowest of 3", max(long), LONG),
        Figure("pages of 8 lines for the screen", preview, SHORT),
        Figure("event loop late meanwhile, 95 of 100", quantiles(late, n=20)[-1], LATE),
        Figure("event loop late meanwhile, at most", max(late), 4 * LATE),
    ]


async def growth() -> tuple[int, int]:
    """What the process holds before and after several hundred papers, some of them long."""
    before = memory()
    for number in range(SEVERAL):
        is_long = number % 100 == 0
        paper = THREE_HUNDRED if is_long else eight_lines(number)
        await print_one(replace(paper, number=f"FA-2027-{number:05}"))
    return before, memory()


def main() -> int:
    found = asyncio.run(figures())
    print(*found, sep="\n")
    before, after = asyncio.run(growth())
    print(f"memory: {before} MB, {after} MB after {SEVERAL} papers")
    return int(any(figure.value > figure.most for figure in found))


if __name__ == "__main__":
    sys.exit(main())
