"""A clerk who merges clients that look alike, and takes each merge back, as long as that goes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, ClassVar, Literal

from models.attachments import Attachment
from models.clients import Client
from models.clients.dependents import moving_links
from models.todos import ToDo
from tests.endurance.book import Book
from tests.endurance.clerk import Clerk
from tests.endurance.figures import Stopwatch
from tests.endurance.robot import Account
from tests.endurance.rows import Row
from tests.factories import ANYBODY, make_client, make_document

State = Literal["two", "one"]
UNDOES = 0.95
"""The share of the merges that are taken back."""
DOCUMENTS = ("intervention", "rental", "sale")
SNAPSHOT = ("name", "contacts", "phone", "notes", "open_count")
"""Columns of a client that are as before once a merge is taken back."""


@dataclass
class Two:
    """Two clients that look alike, and all that hangs on them."""

    name: str
    stays_id: int
    gone_id: int
    clients: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    owners: dict[tuple[str, int], int] = field(default_factory=dict)
    """By the link and the number of each row, whose it is while they are two."""
    told: State = "two"
    sent: State = "two"

    @property
    def gone_name(self) -> str:
        return f"{self.name} SARL"


@dataclass
class Merges(Book):
    """All pairs of one run."""

    NOUN: ClassVar[str] = "merges, and merges taken back,"
    pairs: list[Two] = field(default_factory=list)

    def look(self, database: sqlite3.Connection) -> None:
        """Note how the pairs are before anybody has merged them."""
        for pair in self.pairs:
            pair.clients, pair.owners = _clients(database, pair), dict(_owners(database, pair))

    def check(self, database: sqlite3.Connection) -> None:
        for pair in self.pairs:
            merged = database.execute(
                "SELECT merged_into_id, trashed_at IS NOT NULL FROM client WHERE id = ?",
                (pair.gone_id,),
            ).fetchone()
            seen: State = "two" if merged == (None, 0) else "one"
            if seen not in (pair.told, pair.sent):
                said = f"told {pair.told}, sent {pair.sent}"
                self.lost[pair.name] = f"{pair.name} are {seen}, {said}"
            if fault := _fault(database, pair, seen, merged):
                self.broken[pair.name] = f"{pair.name}, {seen}: {fault}"


def _fault(database: sqlite3.Connection, pair: Two, seen: State, merged: Any) -> str | None:
    """What is not as it is when they are one or two, or None."""
    if seen == "one" and merged != (pair.stays_id, 1):
        return f"merged into {merged}"
    owners = dict(_owners(database, pair))
    is_one = seen == "one"
    expected = {row: pair.stays_id if is_one else owner for row, owner in pair.owners.items()}
    if owners != expected:
        wrong = {row: owners.get(row) for row in expected if owners.get(row) != expected[row]}
        return f"rows {wrong} of {len(expected)}, and {len(owners.keys() - expected.keys())} more"
    rows = _clients(database, pair)
    if not is_one and rows != pair.clients:
        return f"texts {rows} instead of {pair.clients}"
    counts = [row[-1] for row in pair.clients.values()]
    if is_one and rows[pair.stays_id][-1] != sum(counts):
        return f"{rows[pair.stays_id][-1]} open documents instead of {counts}"
    (open_,) = database.execute(
        "SELECT COUNT(*) FROM client_merge WHERE gone_id = ? AND undone_at IS NULL",
        (pair.gone_id,),
    ).fetchone()
    return f"{open_} merges to take back" if open_ != is_one else None


def _clients(database: sqlite3.Connection, pair: Two) -> dict[int, tuple[Any, ...]]:
    found = database.execute(
        f"SELECT id, {', '.join(SNAPSHOT)} FROM client WHERE id IN (?, ?)",
        (pair.stays_id, pair.gone_id),
    )
    return {row[0]: row[1:] for row in found}


def _owners(database: sqlite3.Connection, pair: Two) -> Iterator[tuple[tuple[str, int], int]]:
    for link in moving_links():
        topic = " AND topic = 'client'" if link.is_by_topic else ""
        found = database.execute(
            f"SELECT id, {link.column} FROM {link.table}"
            f" WHERE {link.column} IN (?, ?){topic} ORDER BY id",
            (pair.stays_id, pair.gone_id),
        )
        yield from (((link.name, id_), owner) for id_, owner in found)


async def make_pairs(count: int) -> list[Two]:
    """Clients that look alike, each with documents, a file, a contact and something to do."""
    pairs = []
    for serial in range(1, count + 1):
        name, phone = f"Fusion {serial:04d}", f"02 98 {serial // 100:02d} {serial % 100:02d} 22"
        ids = []
        for called in (name, f"{name} SARL"):
            contact = {"contacts.a.place": "1", "contacts.a.name": f"Léa {called}"}
            client = await make_client(called, phone=phone, **contact)
            for kind in DOCUMENTS:
                await make_document(client, kind)
            await _hang_on(client)
            ids.append(client.id)
        pairs.append(Two(name, ids[0], ids[1]))
    return pairs


async def _hang_on(client: Client) -> None:
    await ToDo.note_line(client.id, "demain rappeler", by=ANYBODY)
    paper = f"%PDF-1.7 {client.code}".encode()
    await Attachment.receive(Client.TOPIC, client.id, "bon.pdf", paper, by=ANYBODY)


class MergingClerk(Clerk):
    """Works at the list of duplicates."""

    HOME = "/doublons"
    LONGEST_WRITE = 0.2

    def __init__(
        self,
        number: int,
        url: str,
        account: Account,
        chance: random.Random,
        watch: Stopwatch,
        merges: Merges,
        pairs: Sequence[Two],
    ) -> None:
        super().__init__(number, url, account, chance, watch)
        self._merges = merges
        self._pairs = pairs

    async def do(self, serial: int) -> None:
        """The last two that are still two become one, and mostly two again."""
        pair = next((one for one in reversed(self._pairs) if one.told == "two"), None)
        if pair is None:
            await self.robot.think()
            return
        await self._insist(pair, "one")
        if self.chance.random() < UNDOES:
            await self._insist(pair, "two")

    async def _insist(self, pair: Two, state: State) -> None:
        def pressed() -> None:
            pair.sent = state

        def told() -> None:
            pair.told = pair.sent
            self._merges.confirmed += 1

        attempt = self._merge if state == "one" else self._take_back
        await self.insist(partial(attempt, pair), pressed=pressed, told=told)

    async def _merge(self, pair: Two) -> None:
        robot, tab = self.robot, self.robot.tab
        if pair.sent == "one" and not self._row_of(pair):
            robot.on_told()  # done, but the server died before saying so
            return
        row = await tab.see(lambda: self._row_of(pair), f"« {pair.name} » in the list")
        await tab.emit(await robot.see("grid", None), "open", row["id"])
        await robot.press("Fusionner")
        await robot.see("button", "Oui")
        before = set(tab.screen.toasts())
        robot.on_submit()
        await robot.press("Oui")
        await robot.told(_words(pair), before)

    async def _take_back(self, pair: Two) -> None:
        robot, screen = self.robot, self.robot.tab.screen
        toast = next((id_ for id_, said in screen.toasts().items() if said[1] == _words(pair)), 0)
        undo = screen.find("button", "Annuler", toast) if toast else None
        if undo is not None:
            before = set(screen.toasts())
            robot.on_submit()
            await robot.tab.emit(undo, "click")
            await robot.told("Fusion annulée", before)
        elif self._row_of(pair):
            robot.on_told()
        else:  # the page that offered it is gone: they stay one
            pair.sent = pair.told

    def _row_of(self, pair: Two) -> Row | None:
        """The pair in the list, which is new with each page and follows by itself."""
        rows = self.robot.tab.scripts.rows
        shown = rows.rows if rows else ()
        return next((row for row in shown if row["one"].startswith(f"{pair.name} (")), None)


def _words(pair: Two) -> str:
    """What the screen says of the merge."""
    return f"«\u00a0{pair.gone_name}\u00a0» est fusionné dans «\u00a0{pair.name}\u00a0»"
