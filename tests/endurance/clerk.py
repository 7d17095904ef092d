"""Somebody at work in one tab, who goes on with it when the server has died."""

from __future__ import annotations

import asyncio
import random
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account, Pace, Robot
from tests.endurance.tab import Interrupted, NotSeen

PACE = Pace(key=0.002, think=0.1)


class Clerk(ABC):
    """Does one thing after the other, each until the screen says that it is done."""

    HOME: ClassVar[str] = "/clients"
    LONGEST_WRITE: ClassVar[float] = 0.03
    """Seconds for which what the button has begun may take: in them the server is killed."""

    def __init__(
        self, number: int, url: str, account: Account, chance: random.Random, watch: Stopwatch
    ) -> None:
        self.robot = Robot(url, account, PACE, chance, watch)
        self.faults: list[str] = []
        self.restored = self.retried = 0
        self.is_going = True
        self.arrived = asyncio.Event()
        self.on_press: Callable[[], None] = lambda: None
        self.number = number
        self.chance = chance

    @abstractmethod
    async def do(self, serial: int) -> None:
        """The next thing."""

    async def work(self) -> None:
        serial = 0
        async with self.robot as robot:
            await robot.arrive(self.HOME)
            self.arrived.set()
            while self.is_going:
                serial += 1
                try:
                    await self.do(serial)
                except (NotSeen, OSError) as error:
                    name = type(self).__name__
                    self.faults.append(f"{name} {self.number}, {serial}: {error!r}")
                    robot.tab.scripts.keeper.draft = None
                    await robot.tab.load(self.HOME)
            said = (f"clerk {self.number} is told: {one}" for one in robot.tab.complaints)
            self.faults += said

    async def insist(
        self,
        attempt: Callable[[], Awaitable[None]],
        *,
        pressed: Callable[[], None],
        told: Callable[[], None],
    ) -> None:
        """Do it until the screen confirms it, however often the server dies meanwhile."""
        robot = self.robot
        await robot.think()

        def press() -> None:
            pressed()
            self.on_press()

        robot.on_submit, robot.on_told = press, told
        while True:
            try:
                await attempt()
                return
            except Interrupted:
                await robot.tab.back()


@asynccontextmanager
async def at_work(clerks: Sequence[Clerk]) -> AsyncIterator[None]:
    """All of them arrive, work as long as this lasts, and finish what they are at."""
    work = [asyncio.create_task(clerk.work()) for clerk in clerks]
    await asyncio.gather(*(clerk.arrived.wait() for clerk in clerks))
    yield
    for clerk in clerks:
        clerk.is_going = False
    await asyncio.gather(*work)
