"""A long working day: `python -m tests.endurance.soak` has a crowd of clerks at one server."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.browser.conftest import Server
from tests.endurance.figures import Stopwatch, machine, percentile, table
from tests.endurance.robot import Account, Pace, Robot
from tests.endurance.server import CLIENTS, cpu, errors, memory, prepare
from tests.endurance.tab import Interrupted, NotSeen

ACTIONS = (
    *("open the page", "search", "open a client", "open the drawer"),
    *("edit", "create", "delete", "read the list again"),
)
WORDS = ("garage", "mairie", "martin", "bernard", "hôtel", "lycée", "lyon", "boulangerie")
KEY = 0.12
ARRIVAL = 90.0
"""Seconds over which the staff come in."""
COMES_BACK = 0.2
"""The share of rounds that begin with loading the page anew, as after a break."""
SAMPLE = 5.0
MOST_FAULTS = 40
ALLOWED_GROWTH = 1.10
"""Of the server's memory, from minutes 3 and 4 to the last two."""


@dataclass
class Soak:
    """One run: who works, until when, and what is seen meanwhile."""

    server: Server
    accounts: Sequence[Account]
    minutes: float
    think: float
    seed: int
    watch: Stopwatch = field(default_factory=Stopwatch)
    faults: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    lateness: list[float] = field(default_factory=list)
    rounds: int = 0

    async def run(self) -> None:
        self._start = time.monotonic()
        watchers = [asyncio.create_task(one) for one in (self._weigh(), self._feel())]
        await asyncio.gather(*(self._work(number) for number in range(len(self.accounts))))
        for watcher in watchers:
            watcher.cancel()
        self.faults[:0] = [f"server: {line}" for line in errors(self.server)]

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._start

    async def _work(self, number: int) -> None:
        """One clerk's day."""
        chance = random.Random(f"{self.seed} {number}")
        await asyncio.sleep(number / len(self.accounts) * min(ARRIVAL, 20 * self.minutes))
        pace = Pace(KEY, self.think)
        async with Robot(self.server.url, self.accounts[number], pace, chance, self.watch) as robot:
            try:
                await robot.arrive()
                await self._rounds(robot, number, chance)
            except (NotSeen, Interrupted, OSError) as error:
                self.faults.append(f"clerk {number} stops: {error!r}")
            if robot.tab.losses:
                self.faults.append(f"clerk {number} lost the connection {robot.tab.losses} times")
            self.faults += [f"clerk {number} is told: {one}" for one in robot.tab.complaints]

    async def _rounds(self, robot: Robot, number: int, chance: random.Random) -> None:
        serial = 0
        while self._seconds < 60 * self.minutes:
            serial += 1
            try:
                await self._round(robot, f"Essai {number:03d} {serial:03d}", chance)
                self.rounds += 1
            except (NotSeen, Interrupted) as error:
                self.faults.append(f"clerk {number}, round {serial}: {error!r}")
                robot.tab.scripts.keeper.draft = None
                await robot.tab.load("/clients")

    async def _round(self, robot: Robot, name: str, chance: random.Random) -> None:
        """What a clerk does for one caller: look a client up, note something, file another."""
        await robot.think()
        if chance.random() < COMES_BACK:
            await robot.tab.load("/clients")
        rows = await robot.search(chance.choice(WORDS))
        await robot.think()
        await robot.open(chance.choice(rows[:15]))
        await robot.think()
        phone = f"05 36 49 {chance.randrange(100):02d} {chance.randrange(100):02d}"
        await robot.edit(Téléphone=phone, Notes=f"Rappeler avant {chance.randrange(8, 18)} h.")
        await robot.think()
        await robot.create(name, Téléphone=phone, Ville="Gap")
        await robot.think()
        await robot.delete(name)

    async def _weigh(self) -> None:
        while True:
            weight = await asyncio.to_thread(memory, self.server)
            self.memory.append((self._seconds, weight))
            await asyncio.sleep(SAMPLE)

    async def _feel(self) -> None:
        """How late this process itself is, which the clerks' figures contain."""
        while True:
            start = time.monotonic()
            await asyncio.sleep(0.1)
            self.lateness.append(time.monotonic() - start - 0.1)


def growth(samples: Sequence[tuple[float, float]]) -> float | None:
    """The last two minutes' memory over that of minutes 3 and 4; None if these are the same."""
    end = samples[-1][0]
    early = [weight for at, weight in samples if 120 <= at < 240]
    late = [weight for at, weight in samples if at > end - 120]
    return median(late) / median(early) if early and end >= 360 else None


def by_minute(samples: Sequence[tuple[float, float]]) -> str:
    minutes = range(int(samples[-1][0] // 60) + 1)
    first = [next(weight for at, weight in samples if at >= 60 * minute) for minute in minutes]
    weights = [f"{weight:.0f}" for weight in (*first, samples[-1][1])]
    return table([("minute", *map(str, minutes), "end"), ("MB", *weights)])


def report(soak: Soak) -> bool:
    """Print what was seen; whether that is as it should be."""
    grown = growth(soak.memory)
    is_steady = grown is None or grown <= ALLOWED_GROWTH
    verdict = "too short to say" if grown is None else f"{100 * (grown - 1):+.1f} %"
    late = [f"{1000 * percentile(soak.lateness, share):.0f}" for share in (0.5, 0.95, 1.0)]
    print(f"\n{machine()}, the clerks on the same machine.")
    print(
        f"{len(soak.accounts)} clerks, {soak.minutes:g} minutes, {CLIENTS:,} clients at first, "
        f"{soak.rounds:,} rounds, {soak.think:g} s to think, seed {soak.seed}.\n"
    )
    print(soak.watch.table(ACTIONS))
    print(f"\nThe clerks' own process was late by {', '.join(late)} ms (p50, p95, max).")
    print(f"The server took {cpu(soak.server) / soak.memory[-1][0]:.0%} of one core.\n")
    print(by_minute(soak.memory))
    print(f"\nMemory, minutes 3 and 4 to the last two: {verdict}")
    print(f"Errors: {len(soak.faults)}")
    for fault in soak.faults[:MOST_FAULTS]:
        print(f"  {fault}")
    return is_steady and not soak.faults


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--think", type=float, default=10.0, help="mean seconds between actions")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
        server, accounts = prepare(Path(folder), options.staff)
        server.start()
        soak = Soak(server, accounts, options.minutes, options.think, options.seed)
        try:
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(soak.run())
            return 0 if report(soak) else 1
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
