"""What others write, told here: at once over the channel between the processes, and otherwise from
the journal, where whatever no channel has carried is found: a command beside the server, a cut."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable

from models.config import Settings, sqlite_file
from models.database.outage import Outage
from models.records.changes import Changed, listen, pass_on
from models.records.journal import THE_HEAD, JournalEntry, JournalHead
from models.records.record import RECORDS
from models.relay.channel import Channel, ChannelDown
from models.relay.conversation import Conversation

BATCH = 1_000
SECONDS = 1.0
"""Between two looks at the head of the journal."""

log = logging.getLogger("comptoir")


class Relay:
    """What a process hears of the others, for as long as it runs."""

    def __init__(self, channel: Channel | None = None) -> None:
        conversation = Conversation(channel) if channel else None
        self._watch = JournalWatch(lambda: conversation.opening if conversation else None)
        self._work = [self._watch.run, conversation.run] if conversation else [self._watch.run]
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._tasks = {asyncio.create_task(work(), name="relay") for work in self._work}

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)


class JournalWatch:
    """Finds the entries of which nothing was heard. `opening` says which time the channel is open,
    or None while it is not."""

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
        """Whether everything was heard of what an entry tells: it was written after the channel was
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
    """What shows something of these records; the journal tells of them only."""
    for model in RECORDS.values():
        for topic, ids in (await model.relatives(records)).items():
            records[topic] |= ids


def channel_for(settings: Settings) -> Channel | None:
    """The channel that the settings ask for; None for SQLite, which is for one process."""
    if sqlite_file(settings.database_url):
        return None
    if settings.relay_url:
        from models.relay.redis_channel import RedisChannel  # loaded only where it is used

        return RedisChannel(settings.relay_url)
    from models.relay.postgres_channel import PostgresChannel

    return PostgresChannel(settings.database_url)


async def check_channel(settings: Settings) -> None:
    """End the start with a sentence where the channel cannot be opened."""
    channel = channel_for(settings)
    if channel is None:
        return
    try:
        await channel.open()
    except ChannelDown as down:
        raise SystemExit(
            f"Comptoir ne démarre pas. Le relais entre ses processus ne répond pas ({down}) : "
            "vérifiez COMPTOIR_RELAY_URL et le serveur qu’elle désigne."
        ) from None
    finally:
        await channel.close()
