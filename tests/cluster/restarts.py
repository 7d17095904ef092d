"""Processes that are restarted in turn, and one that is killed, under clerks who go on working."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.async_api import async_playwright

from tests.cluster.group import STICKY, Member
from tests.endurance.clerk import at_work
from tests.endurance.figures import Stopwatch
from tests.endurance.filing import FilingClerk
from tests.endurance.ledger import Ledger
from tests.endurance.robot import Account
from tests.endurance.window import Window

CALM = 3.0
"""Seconds of undisturbed work before, between and after."""
DEAD = 4.0
"""Seconds that a killed process stays away."""


@dataclass
class Restarts:
    """One run: clerks behind the proxy, and one window of a real browser with half a client."""

    url: str
    members: Sequence[Member]
    accounts: Sequence[Account]
    ledger: Ledger
    clerks: list[FilingClerk] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    """Seconds from SIGTERM to the end of a process."""
    returns: list[float] = field(default_factory=list)
    """Seconds from the end of its process until the window showed its draft again."""
    kills: int = 0

    async def run(self, kills: int) -> None:
        async with async_playwright() as playwright:
            self._window = await Window.open(playwright, self.url, self.accounts[-1])
            for number, account in enumerate(self.accounts[:-1]):
                chance, watch = random.Random(number), Stopwatch()
                clerk = FilingClerk(number, self.url, account, chance, watch, self.ledger)
                self.clerks.append(clerk)
            async with at_work(self.clerks):
                await asyncio.sleep(CALM)
                for member in self.members:
                    await self._restart(member)
                for _ in range(kills):
                    await self._kill()
        self.ledger.check()
        for clerk in self.clerks:
            self.faults += clerk.faults

    async def _restart(self, member: Member) -> None:
        """As a rolling update does: one process after the other."""
        is_under = await self._is_under_window(member)
        await self._window.prepare()
        self.ends.append(await asyncio.to_thread(member.end))
        self.ledger.check()
        if is_under:
            await self._follow_window(f"restart of {member.address}")
        await asyncio.to_thread(member.start)
        await asyncio.sleep(CALM)

    async def _kill(self) -> None:
        """`kill -9` of the process that the window is at."""
        for member in self.members:
            if await self._is_under_window(member):
                break
        else:
            self.faults.append("the window is at no process")
            return
        await self._window.prepare()
        member.kill()
        self.kills += 1
        self.ledger.check()
        await self._follow_window(f"kill {self.kills}")
        await asyncio.sleep(DEAD)
        await asyncio.to_thread(member.start)
        await asyncio.sleep(CALM)

    async def _follow_window(self, what: str) -> None:
        start = time.monotonic()
        await self._window.type(what)
        if fault := await self._window.comes_back():
            self.faults.append(f"{what}: {fault}")
        else:
            self.returns.append(time.monotonic() - start)

    async def _is_under_window(self, member: Member) -> bool:
        return await self._window.cookie(STICKY) == member.mark

    @property
    def outages(self) -> list[float]:
        """Seconds for which clerks' tabs had no connection."""
        return [seconds for clerk in self.clerks for seconds in clerk.robot.tab.outages]

    @property
    def is_good(self) -> bool:
        ledger = self.ledger
        return not (self.faults or ledger.lost or ledger.doubled or ledger.broken)
