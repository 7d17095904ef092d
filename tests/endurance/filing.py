"""A clerk who files clients all day, and goes on with the draft when the server has died."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from functools import partial

from tests.endurance.clerk import Clerk
from tests.endurance.figures import Stopwatch
from tests.endurance.ledger import IN_TRASH, Filed, Ledger
from tests.endurance.robot import RESTORED, Account
from tests.endurance.tab import NotSeen

DELETES = 0.4
"""The share of the clients filed that go to the trash afterwards."""


class FilingClerk(Clerk):
    """Creates, edits and deletes clients of its own; notes in the ledger what it is told."""

    def __init__(
        self,
        number: int,
        url: str,
        account: Account,
        chance: random.Random,
        watch: Stopwatch,
        ledger: Ledger,
    ) -> None:
        super().__init__(number, url, account, chance, watch)
        self._ledger = ledger

    async def do(self, serial: int) -> None:
        """A client comes, changes, and perhaps goes."""
        filed = self._ledger.begin(f"Essai {self.number:02d} {serial:04d}")
        first = {"Contact": "Camille", "Notes": "premier appel"}
        then = {"Notes": f"rappelé {self.chance.randrange(1_000_000)}"}
        await self._insist(self._create, filed, first)
        await self._insist(self._edit, filed, then)
        if self.chance.random() < DELETES:
            await self._insist(self._delete, filed, IN_TRASH)

    async def _insist(
        self,
        attempt: Callable[[Filed, dict[str, str]], Awaitable[None]],
        filed: Filed,
        fields: dict[str, str],
    ) -> None:
        def told() -> None:
            filed.confirm()
            self._ledger.confirmed += 1

        await self.insist(
            partial(attempt, filed, fields), pressed=partial(filed.send, fields), told=told
        )

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
