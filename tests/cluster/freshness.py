"""How long it takes until a tab shows what somebody has done in another process."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any

from tests.cluster.group import Member
from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account, Pace, Robot

PACE = Pace(key=0.001, think=0.3)
SAVE, SAME = "save, shown in another process", "save, shown in the same process"
PRESENCE = "a card opened, shown in another process"
REVOKED = "a session ended in another process"
SETTING = "a setting changed, shown in another process"
ACTIONS = (SAVE, SAME, PRESENCE, REVOKED, SETTING)
SETTLED = 1.0
"""Seconds after which the writer's own page has been told of the writer's change, too."""
MINUTES = "Minutes avant le verrouillage"


class Freshness:
    """One writer at the first process, and watchers at all of them. `word` is in the names of the
    clients that the writer files, and in no other."""

    def __init__(
        self, word: str, members: Sequence[Member], accounts: Sequence[Account], watch: Stopwatch
    ) -> None:
        self._word = word
        self._names = (f"{word} une", f"{word} deux")
        self._members = members
        self._accounts = accounts
        self._watch = watch
        self._chance = random.Random(1)

    async def run(self, rounds: int) -> None:
        async with AsyncExitStack() as stack:
            self._stack = stack
            self._writer = await self._arrive(self._members[0], self._accounts[0])
            for name in self._names:
                await self._writer.create(name, Contact="au début")
            self._watchers = [
                (await self._watcher(number, account), number % len(self._members) == 0)
                for number, account in enumerate(self._accounts[1:-1])
            ]
            for number in range(rounds):
                await self._save(f"Contact {number}")
                await self._writer.think()
            for number in range(rounds):
                await self._open(self._names[number % 2])
                await self._writer.think()
            await self._settings(rounds // 4)
        for _ in range(rounds // 4):
            async with AsyncExitStack() as stack:
                self._stack = stack
                await self._revoke()

    async def _arrive(self, member: Member, account: Account) -> Robot:
        robot = Robot(member.url, account, PACE, self._chance, Stopwatch())
        await self._stack.enter_async_context(robot)
        await robot.arrive()
        return robot

    async def _watcher(self, number: int, account: Account) -> Robot:
        robot = await self._arrive(self._members[number % len(self._members)], account)
        await robot.search(self._word)
        return robot

    async def _save(self, text: str) -> None:
        """The writer saves a field; every watcher's list shows it."""
        began = [0.0]

        def press() -> None:
            began[0] = time.monotonic()

        def shows(robot: Robot) -> Callable[[], bool | None]:
            return lambda: _field(robot, self._names[1], "contact") == text or None

        self._writer.on_submit = press
        seen = [asyncio.create_task(_seen(one, shows(one))) for one, _ in self._watchers]
        await self._writer.edit(Contact=text)
        for (_, is_same), at in zip(self._watchers, await asyncio.gather(*seen), strict=True):
            self._watch.note(SAME if is_same else SAVE, at - began[0])

    async def _open(self, name: str) -> None:
        """The writer opens a card; every watcher's list says so."""
        row = next(row for row in await self._writer.search(self._word) if row["name"] == name)

        def shows(robot: Robot) -> Callable[[], bool | None]:
            return lambda: _presence(robot).get(str(row["id"])) and True

        others = [robot for robot, is_same in self._watchers if not is_same]
        began = time.monotonic()
        seen = [asyncio.create_task(_seen(one, shows(one))) for one in others]
        await self._writer.open(row)
        for at in await asyncio.gather(*seen):
            self._watch.note(PRESENCE, at - began)

    async def _settings(self, rounds: int) -> None:
        """The writer changes a number on the settings page, which others have open too."""
        others = [robot for robot, is_same in self._watchers if not is_same]
        for robot in (self._writer, *others):
            await robot.tab.load("/parametres")
        for minutes in range(10, 10 + rounds):
            tab = self._writer.tab
            field = await tab.see(lambda: self._writer.tab.screen.find("field", MINUTES), MINUTES)
            await tab.emit(field, "update:modelValue", str(minutes))
            began = time.monotonic()
            seen = [asyncio.create_task(_seen(one, _has_minutes(one, minutes))) for one in others]
            await tab.emit(field, "change", {})
            for at in await asyncio.gather(*seen):
                self._watch.note(SETTING, at - began)
            await asyncio.sleep(SETTLED)

    async def _revoke(self) -> None:
        """Somebody ends, at the first process, a session of theirs at another one."""
        account = self._accounts[-1]
        robot = await self._arrive(self._members[0], account)
        elsewhere = await self._arrive(self._members[1], account)
        await robot.tab.load("/mon-compte")
        button = await robot.tab.see(lambda: _ending(robot), "button « Déconnecter »")
        began = time.monotonic()
        await robot.tab.emit(button, "click")
        await asyncio.wait_for(elsewhere.tab.is_leaving.wait(), timeout=15)
        self._watch.note(REVOKED, time.monotonic() - began)


async def _seen(robot: Robot, look: Callable[[], bool | None]) -> float:
    await robot.tab.see(look, "what another process has done")
    return time.monotonic()


def _field(robot: Robot, name: str, field: str) -> str:
    row = robot.tab.scripts.rows and robot.tab.scripts.rows.named(name)
    return str(row[field]) if row else ""


def _presence(robot: Robot) -> dict[str, Any]:
    return robot.tab.scripts.rows.presence if robot.tab.scripts.rows else {}


def _has_minutes(robot: Robot, minutes: int) -> Callable[[], bool | None]:
    screen = robot.tab.screen

    def has() -> bool | None:
        field = screen.find("field", MINUTES)
        is_so = field is not None and float(screen.props(field)["model-value"] or 0) == minutes
        return is_so or None

    return has


def _ending(robot: Robot) -> int | None:
    """The first button that ends another session."""
    screen = robot.tab.screen
    labels = ((id_, str(screen.props(id_).get("aria-label"))) for id_ in screen.all("button"))
    return next((id_ for id_, label in labels if label.startswith("Déconnecter ")), None)
