"""A clerk who imports one spreadsheet after the other, each as a whole or not at all."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from models.clients import Client
from models.imports import IMPORTABLES, Preparation, Run, State, read_sheet
from models.imports.batch import STATE_LABELS
from tests.endurance.book import Book
from tests.endurance.clerk import Clerk
from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account
from tests.endurance.tab import NotSeen
from tests.factories import ANYBODY

NEW, CHANGED = 1_000, 250
"""Rows of a file about clients that are not there yet, and about some that are."""
HEAD = "Code client;Raison sociale;Téléphone;Notes"
DONE = STATE_LABELS[State.DONE]
ALL_OF_IT = f"Importer {Client.NOUN.counted(NEW + CHANGED)}"
NOT_THERE_YET = "avant le premier lot"
UNDER_WAY = {State.RUNNING, State.GOING}


@dataclass
class Lot:
    """One file, as it was sent and as the screen has confirmed it."""

    name: str
    is_sent: bool = False
    is_told: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def text(self, known: Mapping[str, str]) -> str:
        """The file: new clients, and all known ones with other notes."""
        new = (
            f";{self.name} R{row:04d};01 02 {row // 100:02d} {row % 100:02d} 05;{self.name}"
            for row in range(1, NEW + 1)
        )
        old = (f"{code};{name};;{self.name}" for code, name in known.items())
        return "\n".join((HEAD, *new, *old))


@dataclass
class Imports(Book):
    """All files of one run, and the clients that each of them changes, by their code."""

    NOUN: ClassVar[str] = "imports"
    known: dict[str, str] = field(default_factory=dict)
    lots: list[Lot] = field(default_factory=list)
    taken_back: int = 0

    def begin(self, serial: int) -> Lot:
        self.lots.append(Lot(f"Lot{serial:04d}"))
        return self.lots[-1]

    def look(self, database: sqlite3.Connection) -> None:
        """Note the clients that are there."""
        rows = database.execute(
            "SELECT code, name FROM client WHERE notes = ? ORDER BY id", (NOT_THERE_YET,)
        )
        self.known = dict(rows)

    def check(self, database: sqlite3.Connection) -> None:
        """What is under way now is being taken back: a portion of it is whole, at least."""
        self._check(database, is_end=False)

    def check_end(self, database: sqlite3.Connection) -> None:
        """Nothing is under way any more."""
        self._check(database, is_end=True)

    def _check(self, database: sqlite3.Connection, *, is_end: bool) -> None:
        states = self._states(database)
        for lot in self.lots:
            found = states.get(lot.file_name, [])
            done = [created for state, created in found if state == State.DONE]
            if lot.is_told and not done:
                self.lost[lot.name] = f"{lot.name} was told, and is {found}"
            going = [created for state, created in found if state in UNDER_WAY]
            if (going and is_end) or len(done) > 1:
                self.broken[lot.name] = f"{lot.name} is {found}"
            if found and not going and (fault := self._fault(database, lot, bool(done))):
                self.broken[lot.name] = f"{lot.name}, {found}: {fault}"
        self.taken_back = sum(
            state == State.GIVEN_UP for found in states.values() for state, _ in found
        )
        if not any(state in UNDER_WAY for found in states.values() for state, _ in found):
            self._check_notes(database, states)

    def _states(self, database: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = {}
        query = 'SELECT file_name, state, created FROM "import" ORDER BY id'
        for name, state, created in database.execute(query):
            found.setdefault(name, []).append((state, created))
        return found

    def _fault(self, database: sqlite3.Connection, lot: Lot, is_done: bool) -> str | None:
        names = [
            name
            for (name,) in database.execute(
                "SELECT name FROM client WHERE name LIKE ? AND trashed_at IS NULL",
                (f"{lot.name} %",),
            )
        ]
        wanted = NEW if is_done else 0
        if len(names) == wanted == len(set(names)):
            return None
        return f"{len(names)} clients, {len(set(names))} of them different, instead of {wanted}"

    def _check_notes(
        self, database: sqlite3.Connection, states: Mapping[str, list[tuple[str, int]]]
    ) -> None:
        """All clients that are in every file say what the last file that came in says."""
        done = [
            lot.name
            for lot in self.lots
            if any(state == State.DONE for state, _ in states.get(lot.file_name, []))
        ]
        wanted = done[-1] if done else NOT_THERE_YET
        notes = dict(database.execute("SELECT code, notes FROM client WHERE code IS NOT NULL"))
        wrong = {code: notes.get(code) for code in self.known if notes.get(code) != wanted}
        if wrong:
            some = dict(list(wrong.items())[:3])
            self.broken[f"notes {wanted}"] = f"{len(wrong)} do not say « {wanted} »: {some}"

    @property
    def rows(self) -> list[tuple[str, str]]:
        return [*super().rows, ("imports taken back", f"{self.taken_back}")]


async def make_known() -> None:
    """The clients that are there before the first file."""
    names = (f";Repris {row:04d};;{NOT_THERE_YET}" for row in range(1, CHANGED + 1))
    sheet = read_sheet("\n".join((HEAD, *names)).encode())
    preparation = Preparation(IMPORTABLES[Client.TOPIC], "", sheet)
    await preparation.check()
    await Run(preparation, ANYBODY).carry_out()


class ImportingClerk(Clerk):
    """Works at the screen of imports."""

    HOME = "/import"
    LONGEST_WRITE = 4.0

    def __init__(
        self,
        number: int,
        url: str,
        account: Account,
        chance: random.Random,
        watch: Stopwatch,
        imports: Imports,
    ) -> None:
        super().__init__(number, url, account, chance, watch)
        self._imports = imports

    async def do(self, serial: int) -> None:
        """A file comes in, whatever happens meanwhile."""
        lot = self._imports.begin(serial)

        def told() -> None:
            lot.is_told = True
            self._imports.confirmed += 1

        await self.insist(
            partial(self._import, lot),
            pressed=lambda: setattr(lot, "is_sent", True),
            told=told,
        )

    async def _import(self, lot: Lot) -> None:
        robot = self.robot
        while self._state_of(lot) != State.DONE:
            await self._choose(lot)
            if self._refusal:  # the one before is still being taken back
                await robot.think()
                continue
            robot.on_submit()
            await robot.press(ALL_OF_IT)
            await robot.tab.see(
                lambda: self._state_of(lot) == State.DONE or self._refusal or None, f"« {DONE} »"
            )
        robot.on_told()

    async def _choose(self, lot: Lot) -> None:
        """Send the file, until its figures are there or it is refused."""
        robot, screen = self.robot, self.robot.tab.screen
        path = f"/api/import/{Client.TOPIC}"
        status, answer = await robot.send(path, lot.text(self._imports.known).encode())
        if status != 200:
            raise NotSeen(f"{lot.file_name} is answered by {status}: {answer}")
        chosen = await robot.see("nicegui-file_button", None)
        await robot.tab.emit(chosen, "sent", {**answer, "file": lot.file_name})
        await robot.tab.see(
            lambda: screen.find("button", ALL_OF_IT) or self._refusal or None, f"« {ALL_OF_IT} »"
        )

    @property
    def _refusal(self) -> str:
        """Why nothing was imported."""
        screen = self.robot.tab.screen
        alert = screen.find("alert")
        return "" if alert is None else screen.text(alert)

    def _state_of(self, lot: Lot) -> State | None:
        """What the list of imports says of the last one of this file."""
        lines = self.robot.tab.screen.text().splitlines()
        named = (at for at, line in enumerate(lines) if line.startswith(f"{lot.file_name} · "))
        at = next(named, None)
        if at is None or at + 1 == len(lines):
            return None
        said = lines[at + 1].rpartition(" · ")[2]
        return next((one for one, label in STATE_LABELS.items() if label == said), None)
