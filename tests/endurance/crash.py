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
from tests.endurance.clerk import Clerk, at_work
from tests.endurance.deeds import STAFF, Deeds
from tests.endurance.figures import Stopwatch, machine, percentile, table
from tests.endurance.filing import FilingClerk
from tests.endurance.ledger import FileLedger
from tests.endurance.robot import Account
from tests.endurance.server import CLIENTS, broken_journal, damaged_files, errors, prepare
from tests.endurance.window import Window

LONGEST_CALM = 4.0
"""Seconds that the server is left alone at most."""
AIMED = 0.5
"""The share of kills that come just after a clerk has pressed a button that writes."""
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
    deeds: Deeds
    watch: Stopwatch = field(default_factory=Stopwatch)
    clerks: list[Clerk] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    restarts: list[float] = field(default_factory=list)
    kills: int = 0

    async def run(self) -> None:
        async with async_playwright() as playwright:
            self.window = await Window.open(playwright, self.server.url, self.accounts[-1])
            self._engage()
            async with at_work(self.clerks):
                while self.kills < self.times:
                    await self._crash()
        self._check()
        for clerk in self.clerks:
            self.faults += clerk.faults
        self.faults += [f"server: {line}" for line in errors(self.server)]
        if sentence := await asyncio.to_thread(broken_journal, self.server):
            self.faults.append(sentence)
        damaged = await asyncio.to_thread(damaged_files, self.server)
        self.faults += [f"damaged file: {name}" for name in damaged]

    def _engage(self) -> None:
        """Everybody who works, and what tells that one of a kind has pressed a button."""
        *filing, _ = self.accounts[STAFF:]
        for number, account in enumerate(filing):
            chance = random.Random(self.chance.random())
            args = (number, self.server.url, account, chance, self.watch)
            self.clerks.append(FilingClerk(*args, self.ledger))
        self.clerks += self.deeds.clerks(self.accounts[:STAFF], self.chance, self.watch)
        self._pressed = {type(clerk): asyncio.Event() for clerk in self.clerks}
        for clerk in self.clerks:
            clerk.on_press = self._pressed[type(clerk)].set

    def _check(self) -> None:
        self.ledger.check()
        self.deeds.check()

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
        self._check()
        if fault := await self.window.comes_back():
            self.faults.append(f"kill {self.kills}: {fault}")

    async def _moment(self) -> None:
        await asyncio.sleep(self.chance.uniform(0, LONGEST_CALM))
        if self.chance.random() < AIMED:
            kind = self.chance.choice(list(self._pressed))
            self._pressed[kind].clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pressed[kind].wait(), timeout=LONGEST_CALM)
            await asyncio.sleep(self.chance.uniform(0, kind.LONGEST_WRITE))

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
        lost = ledger.lost or ledger.doubled or ledger.broken
        return not (self.faults or lost or self.deeds.problems)


def report(crash: Crash, minutes: float) -> None:
    ledger = crash.ledger
    restored = sum(clerk.restored for clerk in crash.clerks)
    retried = sum(clerk.retried for clerk in crash.clerks)
    reloads = sum(clerk.robot.tab.loads - 1 for clerk in crash.clerks)
    dead_ends = sum(clerk.robot.tab.dead_ends for clerk in crash.clerks)
    median = f"{percentile(crash.restarts, 0.5):.1f} (max {max(crash.restarts):.1f})"
    print(f"\n{machine()}.")
    who = f"{len(crash.clerks)} clerks, {STAFF} of whom import, merge and send files"
    print(f"{who}, and one Chromium, {CLIENTS:,} clients at first.\n")
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
        *crash.deeds.rows,
        ("seconds from start to answer, median", median),
        ("minutes", f"{minutes:.1f}"),
    ]
    print(table(rows))
    found = (*ledger.lost.values(), *ledger.doubled.values(), *ledger.broken)
    problems = (*found, *crash.deeds.problems, *crash.faults)
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
        server, accounts = prepare(Path(folder), options.clerks + STAFF + 1)
        deeds = Deeds(server, options.times)
        deeds.prepare()
        server.start()
        ledger = FileLedger(server.folder / "comptoir.sqlite3")
        chance = random.Random(options.seed)
        crash = Crash(server, accounts, options.times, chance, ledger, deeds)
        try:
            asyncio.run(crash.run())
        finally:
            server.stop()
        ledger.check_search()
        deeds.check_end()
        report(crash, (time.monotonic() - start) / 60)
    return 0 if crash.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
