"""A clerk who files clients all day, and goes on with the draft when the server has died."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

from tests.endurance.figures import Stopwatch
from tests.endurance.ledger import IN_TRASH, Filed, Ledger
from tests.endurance.robot import RESTORED, Account, Pace, Robot
from tests.endurance.tab import Interrupted, NotSeen

PACE = Pace(key=0.002, think=0.1)
DELETES = 0.4
"""The share of the clients filed that go to the trash afterwards."""


class FilingClerk:
    """Creates, edits and deletes clients of its own; notes in the ledger what it is told."""

    def __init__(
        self, number: int, url: str, account: Account, chance: random.Random, watch: Stopwatch
    ) -> None:
        self.robot = Robot(url, account, PACE, chance, watch)
        self.faults: list[str] = []
        self.restored = self.retried = 0
        self.is_going = True
        self.arrived = asyncio.Event()
        self.on_press: Callable[[], None] = lambda: None
        self._number = number
        self._chance = chance

    async def work(self, ledger: Ledger) -> None:
        serial = 0
        async with self.robot as robot:
            await robot.arrive()
            self.arrived.set()
            while self.is_going:
                serial += 1
                filed = ledger.begin(f"Essai {self._number:02d} {serial:04d}")
                try:
                    await self._file(filed, ledger)
                except (NotSeen, OSError) as error:
                    self.faults.append(f"clerk {self._number}, {filed.name}: {error!r}")
                    robot.tab.scripts.keeper.draft = None
                    await robot.tab.load("/clients")
            self.faults += [f"clerk {self._number} is told: {one}" for one in robot.tab.complaints]

    async def _file(self, filed: Filed, ledger: Ledger) -> None:
        """A client comes, changes, and perhaps goes."""
        first = {"Contact": "Camille", "Notes": "premier appel"}
        then = {"Notes": f"rappelé {self._chance.randrange(1_000_000)}"}
        await self._insist(partial(self._create, filed), filed, first, ledger)
        await self._insist(partial(self._edit, filed), filed, then, ledger)
        if self._chance.random() < DELETES:
            await self._insist(partial(self._delete, filed), filed, IN_TRASH, ledger)

    async def _insist(
        self,
        attempt: Callable[[dict[str, str]], Awaitable[None]],
        filed: Filed,
        fields: dict[str, str],
        ledger: Ledger,
    ) -> None:
        """Do it until the screen confirms it, however often the server dies meanwhile."""
        robot = self.robot
        await robot.think()

        def press() -> None:
            filed.send(fields)
            self.on_press()

        def told() -> None:
            filed.confirm()
            ledger.confirmed += 1

        robot.on_submit, robot.on_told = press, told
        while True:
            try:
                await attempt(fields)
                return
            except Interrupted:
                await robot.tab.back()

    async def _create(self, filed: Filed, fields: dict[str, str]) -> None:
        robot = self.robot
        if await self._has_draft(filed):
            await robot.fill({"Raison sociale": filed.name, **fields})
            await robot.save("create")
            await robot.see_card(filed.name)
        elif filed.told is None:
            await robot.create(filed.name, **fields)
        else:  # confirmed, but the server died before it showed the card
            await robot.find(filed.name)

    async def _edit(self, filed: Filed, fields: dict[str, str]) -> None:
        robot = self.robot
        if await self._has_draft(filed):
            await robot.fill(fields)
            await robot.save("edit")
        elif filed.told != {**(filed.told or {}), **fields}:
            await robot.see_card(filed.name)
            await robot.edit(**fields)

    async def _delete(self, filed: Filed, _fields: dict[str, str]) -> None:
        robot = self.robot
        await robot.see_card(filed.name)
        if "Ce client est dans la corbeille." in robot.card:
            robot.on_told()
        else:
            await robot.delete(filed.name)

    async def _has_draft(self, filed: Filed) -> bool:
        """Whether the tab brings back what was being typed; it must then be all there."""
        robot, keeper = self.robot, self.robot.tab.scripts.keeper
        if keeper.draft is None:
            return False
        kept = dict(keeper.draft["typed"])
        if kept.get("name") not in {"", filed.name}:  # saved, but the server died before it forgot
            await robot.give_up()
            return False
        await robot.tab.see(
            lambda: robot.is_told(RESTORED) or keeper.draft is None or None, RESTORED
        )
        if keeper.draft is None:  # nothing had been typed yet
            return False
        shown = robot.typed()
        if missing := {name: text for name, text in kept.items() if shown.get(name, text) != text}:
            raise NotSeen(f"the restored draft of {filed.name} lacks {missing}")
        self.restored += 1
        self.retried += filed.sent is not None and filed.sent != filed.told
        return True


@asynccontextmanager
async def at_work(clerks: Sequence[FilingClerk], ledger: Ledger) -> AsyncIterator[None]:
    """All of them arrive, work as long as this lasts, and finish what they are at."""
    work = [asyncio.create_task(clerk.work(ledger)) for clerk in clerks]
    await asyncio.gather(*(clerk.arrived.wait() for clerk in clerks))
    yield
    for clerk in clerks:
        clerk.is_going = False
    await asyncio.gather(*work)
    ledger.check()
