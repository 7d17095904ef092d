"""One person's import of one noun: it goes on while its tab is reloaded, or closed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol
from weakref import WeakSet

from nicegui import background_tasks

from components.tab import fault_sentence
from models.errors import Refused
from models.french import fold, number, plural
from models.imports import (
    IMPORTABLES,
    Figures,
    Joined,
    Preparation,
    Report,
    Run,
    SavedMapping,
    join,
)
from models.permissions import Staff
from pages.imports.inbox import Sent

MOST_KEPT = 3
MOST_JOINED = 3_000_000
"""Bytes of a workbook of which each further sheet is read without being asked for."""
AT_ONCE = 3_000
"""Rows that are all checked as soon as their file is there."""
NOT_JOINED = (
    "Cette feuille ne dit pas de qui elle parle : il y faut une colonne Code client ou Client, et "
    "celles des contacts ou des adresses."
)
GIVEN_UP = "Import abandonné : rien n’a été importé."
CHECKING = "Vérification"
_PATH = re.compile(r".*[/\\]")

Progress = Callable[[int], None]


class Follower(Protocol):
    """A tab that shows it."""

    def show_work(self) -> None: ...


class Work:
    """What is being prepared, under way or done; all `followers` show it when that has changed."""

    def __init__(self, topic: str) -> None:
        self.importable = IMPORTABLES[topic]
        self.preparation: Preparation | None = None
        self.report: Report | None = None
        self.figures = Figures()
        self.sent: Sent | None = None
        self.mappings: dict[str, dict[str, str]] = {}
        self.mapping = ""
        self.joined: dict[str, Joined] = {}
        self.refusal = ""
        self.doing = ""
        self.done = self.total = 0
        self.followers: WeakSet[Follower] = WeakSet()
        self._is_given_up = False
        self._turn = asyncio.Lock()

    async def begin(self, sent: Sent, file_name: str) -> None:
        """Take a file, with the mapping that knows its headings."""
        name = " ".join(_PATH.sub("", file_name).split())
        self.sent, self.report, self.refusal = sent, None, ""
        self.preparation = Preparation(self.importable, name[:120], sent.sheet)
        self.mappings = await SavedMapping.named(self.importable.topic)
        known = [one for one, kept in self.mappings.items() if self.preparation.remembered_as(kept)]
        self.mapping = ""
        if known:
            self.use_mapping(known[-1])
        await self.join_called()

    async def join_called(self) -> None:
        """Take the other sheets whose names say that they hold contacts or addresses, and no other
        ones any more."""
        assert self.sent
        self.joined = {}
        words = [word for one in self.importable.further for word in one.called]
        if len(self.sent.content) > MOST_JOINED:
            return
        for name in self.sent.sheet.names:
            if name != self.sent.sheet.name and any(word in fold(name) for word in words):
                with suppress(Refused):
                    await self.join(name)

    def use_mapping(self, name: str) -> None:
        assert self.preparation
        self.mapping = name
        kept = self.mappings[name]
        self.preparation.use(self.preparation.matched.as_remembered(kept))

    async def join(self, name: str) -> None:
        """Take contacts or addresses from another sheet of the file."""
        assert self.sent
        assert self.preparation
        sheet = await self.sent.read(name, "", "")
        joined = await asyncio.to_thread(join, self.preparation, sheet)
        if joined is None:
            raise Refused(NOT_JOINED)
        self.joined[name] = joined

    async def keep_mapping(self, name: str) -> None:
        assert self.preparation
        columns = self.preparation.matched.remembered()
        await SavedMapping.keep(self.importable.topic, name, columns)
        self.mappings[name] = columns
        self.mapping = name

    @property
    def is_checked_at_once(self) -> bool:
        return self.preparation is not None and self.preparation.count <= AT_ONCE

    @property
    def waits(self) -> bool:
        """Whether it could not be checked, as while another import is under way."""
        there = self.preparation is not None and not self.preparation.is_checked
        return there and bool(self.refusal) and not self.is_busy

    @property
    def is_busy(self) -> bool:
        return bool(self.doing)

    async def check(self) -> None:
        """Find out what importing would do now."""
        preparation = self.preparation
        assert preparation

        async def check(progress: Progress) -> None:
            await preparation.check(progress)
            self.figures = await asyncio.to_thread(preparation.figures)

        if not preparation.refusal:
            await self._do(CHECKING, check, preparation.count)

    def start_check(self) -> None:
        """Check in the background, once however often it is asked for."""
        if not self.is_busy and self.preparation and not self.preparation.refusal:
            self.doing, self.done, self.total = CHECKING, 0, self.preparation.count
            background_tasks.create(self.check())

    @property
    def is_checking(self) -> bool:
        return self.doing == CHECKING

    @property
    def so_far(self) -> str:
        """How far it has come, in words."""
        far = f"{number(self.done)} sur {number(self.total)}"
        if not (self.is_checking and self.preparation):
            return far
        wrong = plural(self.preparation.wrong_count, "ligne à corriger", "lignes à corriger")
        return f"{far} · {wrong} jusqu’ici"

    async def count(self) -> None:
        """Find out how many rows would become what."""
        assert self.preparation
        self.figures = await asyncio.to_thread(self.preparation.figures)

    def start(self, by: Staff) -> None:
        """Import in the background, once however often the button is pressed."""
        if self.is_busy or self.preparation is None:
            return
        self.doing = "Import"
        run = Run(self.preparation, by, self._progress)

        async def carry_out() -> None:
            self.report = await run.carry_out()
            self.preparation = self.sent = None

        count = self.figures.created + self.figures.changed
        background_tasks.create(self._do("Import", lambda _progress: carry_out(), count))

    def give_up(self) -> None:
        self._is_given_up = True

    async def _do(
        self, doing: str, work: Callable[[Progress], Awaitable[object]], total: int
    ) -> None:
        async with self._turn:
            self._is_given_up, self.refusal = False, ""
            self.doing, self.done, self.total = doing, 0, total
            if total > AT_ONCE:  # less is over before anybody has read it
                self._tell()
            try:
                await work(self._progress)
            except Refused as refusal:
                self.refusal = str(refusal)
            except Exception as error:  # whatever it is, it is said where the import is waited for
                self.refusal = fault_sentence(error)
            finally:
                self.doing = ""
                self._tell()

    def _tell(self) -> None:
        for follower in tuple(self.followers):
            follower.show_work()

    def _progress(self, done: int) -> None:
        self.done = done
        if self._is_given_up:
            raise Refused(GIVEN_UP)


_kept: dict[tuple[int | None, str], Work] = {}


def work_of(account_id: int | None, topic: str) -> Work:
    """What this person was at; the oldest of others makes way, unless it is under way."""
    key = (account_id, topic)
    if key not in _kept:
        idle = [one for one, work in _kept.items() if not work.is_busy]
        for one in idle[: max(0, len(_kept) - MOST_KEPT + 1)]:
            del _kept[one]
        _kept[key] = Work(topic)
    return _kept[key]
