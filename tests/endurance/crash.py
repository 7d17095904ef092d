"""Power cuts: `python -m tests.endurance.crash` kills a busy server again and again."""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser.conftest import Server
from tests.endurance.figures import Stopwatch, machine, percentile, table
from tests.endurance.filing import FilingClerk, at_work
from tests.endurance.ledger import FileLedger
from tests.endurance.robot import Account
from tests.endurance.server import CLIENTS, broken_journal, damaged_files, errors, prepare
from tests.endurance.window import Window

LONGEST_CALM = 4.0
"""Seconds that the server is left alone at most."""
AIMED = 0.5
"""The share of kills that come just after a clerk has pressed a button that writes."""
AIM = 0.03
HASTY = 0.1
"""The share of kills that are followed by another while the server starts."""
MOST_PROBLEMS = 40
LONGEST_START = 3.0


@dataclass
class Crash:
    """One run: the clerks at work, the server that dies under them, and what is found then."""

    server: Server
    accounts: Sequence[Account]
    times: int
    chance: random.Random
    ledger: FileLedger
    watch: Stopwatch = field(default_factory=Stopwatch)
    clerks: list[FilingClerk] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)
    kills: int = 0

    async def run(self) -> None:
        self._pressed = asyncio.Event()
        async with async_playwright() as playwright:
            self.window = await Window.open(playwright, self.server.url, self.accounts[-1])
            for number, account in enumerate(self.accounts[:-1]):
                chance = random.Random(self.chance.random())
                clerk = FilingClerk(number, self.server.url, account, chance, self.watch)
                clerk.on_press = self._pressed.set
                self.clerks.append(clerk)
            async with at_work(self.clerks, self.ledger):
                while self.kills < self.times:
                    await self._crash()
        for clerk in self.clerks:
            self.faults += clerk.faults
        self.faults += [f"server: {line}" for line in errors(self.server)]
        if sentence := await asyncio.to_thread(broken_journal, self.server):
            self.faults.append(sentence)
        damaged = await asyncio.to_thread(damaged_files, self.server)
        self.faults += [f"damaged file: {name}" for name in damaged]

    async def _crash(self) -> None:
        """One power cut, and what comes after it."""
        await self.window.prepare()
        await self._moment()
        self._kill()
        await self.window.type(f"coupure {self.kills}")
        if self.chance.random() < HASTY and self.kills < self.times:
            await self._die_while_starting()
        start = time.monotonic()
        await asyncio.to_thread(self.server.start)
        self.restarts.append(time.monotonic() - start)
        self.ledger.check()
        if fault := await self.window.comes_back():
            self.faults.append(f"kill {self.kills}: {fault}")

    async def _moment(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, LONGEST_CALM))
        if self.chance.random() < AIMED:
            self._pressed.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pressed.wait(), timeout=LONGEST_CALM)
            await asyncio.sleep(self.chance.uniform(0, AIM))

    async def _die_while_starting(self) -> None:
        starting = asyncio.create_task(asyncio.to_thread(self.server.start))
        await asyncio.sleep(self.chance.uniform(0.2, LONGEST_START))
        self._kill()
        with suppress(AssertionError):
            await starting

    def _kill(self) -> None:
        self.server.kill()
        self.kills += 1

    @property
    def is_good(self) -> bool:
        ledger = self.ledger
        return not (self.faults or ledger.lost or ledger.doubled or ledger.broken)


def report(crash: Crash, minutes: float) -> None:
    ledger = crash.ledger
    restored = sum(clerk.restored for clerk in crash.clerks)
    retried = sum(clerk.retried for clerk in crash.clerks)
    reloads = sum(clerk.robot.tab.loads - 1 for clerk in crash.clerks)
    dead_ends = sum(clerk.robot.tab.dead_ends for clerk in crash.clerks)
    median = f"{percentile(crash.restarts, 0.5):.1f} (max {max(crash.restarts):.1f})"
    print(f"\n{machine()}.")
    print(f"{len(crash.clerks)} clerks and one Chromium, {CLIENTS:,} clients at first.\n")
    rows = [
        ("seen", "number"),
        ("kills (`kill -9`)", f"{crash.kills}"),
        ("restarts", f"{len(crash.restarts)}"),
        ("confirmed writes checked", f"{ledger.confirmed:,}"),
        ("lost", f"{len(ledger.lost)}"),
        ("doubled", f"{len(ledger.doubled)}"),
        ("`integrity_check`, `foreign_key_check`, search index not ok", f"{len(ledger.broken)}"),
        ("saved, but the server died before saying so", f"{ledger.saved_untold}"),
        ("unconfirmed saves repeated from the restored draft", f"{retried}"),
        ("clerks' drafts restored", f"{restored}"),
        ("pages that loaded themselves again", f"{reloads}"),
        ("of these, on the second try or later", f"{dead_ends}"),
        ("Chromium: came back with its draft", f"{crash.window.restored}"),
        ("Chromium: needed a reload by hand", f"{crash.window.dead_ends}"),
        ("seconds from start to answer, median", median),
        ("minutes", f"{minutes:.1f}"),
    ]
    print(table(rows))
    problems = (*ledger.lost.values(), *ledger.doubled.values(), *ledger.broken, *crash.faults)
    for problem in problems[:MOST_PROBLEMS]:
        print(f"  {problem}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--clerks", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
        server, accounts = prepare(Path(folder), options.clerks + 1)
        server.start()
        ledger = FileLedger(server.folder / "comptoir.sqlite3")
        crash = Crash(server, accounts, options.times, random.Random(options.seed), ledger)
        try:
            asyncio.run(crash.run())
        finally:
            server.stop()
        ledger.check_search()
        report(crash, (time.monotonic() - start) / 60)
    return 0 if crash.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
