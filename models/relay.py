"""What others write, told here: at once over the line between the processes, and otherwise from the
journal, where whatever no line has carried is found: a command beside the server, a cut."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable

from tortoise.expressions import Q

from models.changes import Changed, listen, pass_on
from models.clients import Client
from models.documents import Document
from models.errors import Outage
from models.journal import BATCH, THE_HEAD, JournalEntry, JournalHead
from models.line import Line
from models.talk import Talk

SECONDS = 1.0
"""Between two looks at the head of the journal."""

log = logging.getLogger("comptoir")


class Relay:
    """What a process hears of the others, for as long as it runs."""

    def __init__(self, line: Line | None = None) -> None:
        talk = Talk(line) if line else None
        self._watch = JournalWatch(lambda: talk.opening if talk else None)
        self._work = [self._watch.run, talk.run] if talk else [self._watch.run]
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._tasks = {asyncio.create_task(work(), name="relay") for work in self._work}

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)


class JournalWatch:
    """Finds the entries of which nothing was heard. `opening` says which time the line is open, or
    None while it is not."""

    def __init__(self, opening: Callable[[], int | None] = lambda: None) -> None:
        self._opening = opening
        self._told: set[int] = set()
        self._latest: int | None = None
        self._whole: tuple[int | None, int] = (None, 0)

    async def run(self) -> None:
        stop = listen(self.note)
        try:
            while True:
                try:
                    await self.look()
                except Exception as error:  # whatever it is, the next look finds what this missed
                    if not isinstance(error, Outage):
                        log.exception("the journal could not be read")
                await asyncio.sleep(SECONDS)
        finally:
            stop()

    async def look(self) -> None:
        """Tell of the records of new entries of which nothing was heard yet."""
        opening = self._opening()
        latest = (await JournalHead.get(id=THE_HEAD)).number
        if opening != self._whole[0]:
            self._whole = opening, latest
        first = 1 + (latest if self._latest is None else self._latest)
        unheard = sorted(set(range(first, latest + 1)) - self._told)
        for start in range(0, len(unheard), BATCH):
            await _tell(unheard[start : start + BATCH])
        self._told = {number for number in self._told if number > latest}
        self._latest = latest

    def note(self, change: Changed) -> None:
        """What was told here already need not be told again."""
        if change.topic == JournalEntry.TOPIC:
            self._told |= {one for one in change.ids if change.is_ours or self._is_whole(one)}

    def _is_whole(self, number: int) -> bool:
        """Whether everything was heard of what an entry tells: it was written after the line was
        opened. Of an earlier one a part may have been said before."""
        opening, latest = self._whole
        return opening is not None and opening == self._opening() and number > latest


async def _tell(numbers: list[int]) -> None:
    records: dict[str, set[int]] = defaultdict(set)
    for entry in await JournalEntry.filter(id__in=numbers):
        records[entry.topic].add(entry.record_id)
    await _add_relatives(records)
    for topic in [one for one, ids in records.items() if ids]:
        pass_on(topic, records[topic])
    pass_on(JournalEntry.TOPIC, numbers)


async def _add_relatives(records: dict[str, set[int]]) -> None:
    """A client counts its documents, and they bear its name; the journal tells of one only."""
    clients, documents = records[Client.TOPIC], records[Document.TOPIC]
    theirs = Document.filter(Q(id__in=list(documents)) | Q(client_id__in=list(clients)))
    for row in await theirs.values("id", "client_id"):
        clients.add(row["client_id"])
        documents.add(row["id"])
