"""What this process says to the others over their channel, and what it hears from them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from secrets import token_hex

from models.records.changes import Changed, listen, pass_on
from models.records.journal import JournalEntry
from models.relay.channel import Channel, ChannelDown
from models.relay.messages import (
    Message,
    change_messages,
    count_messages,
    read_message,
    visit_messages,
)
from models.relay.presence import BOARD, PRESENCE, Visit
from models.relay.tally import TALLY

BEAT = 2.0
"""Seconds between two signs of life, each with who is where in this process."""
SILENCE = 3 * BEAT
"""After so long another process is held to be gone, and the channel to be dead."""
GATHERING = 0.2
"""Seconds in which what is counted is gathered, so that a busy program costs five messages a
second at most."""
RETRY = 1.0
"""Seconds between two tries to open the channel."""
UNRECORDED = ("session", "device")
"""Topics of which the journal does not tell everything."""

log = logging.getLogger("comptoir")


class Conversation:
    """Goes on for as long as the process runs; a channel that is cut is opened again."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._me = token_hex(8)
        self.opening: int | None = None
        """Which time the channel is open; None while it is not."""
        self._openings = 0
        self._is_cut = False
        self._unsaid: dict[str, set[int]] = defaultdict(set)
        self._is_beat_due = True
        self._wake = asyncio.Event()
        self._echo = 0.0
        self._latest: dict[str, float] = {}
        self._visits: dict[str, list[Visit]] = defaultdict(list)

    async def run(self) -> None:
        stop = listen(self._note)
        try:
            while True:
                await self._hold()
                await asyncio.sleep(RETRY)
        finally:
            stop()
            await self._leave()

    # --- the channel ---------------------------------------------------------------------------

    async def _hold(self) -> None:
        """Talk until the channel is cut."""
        try:
            await self._channel.open()
            self._opened()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._hear())
                group.create_task(self._speak())
                group.create_task(self._beat())
        except* ChannelDown as down:
            self._cut(down.exceptions[0])
        except* Exception as failure:  # whatever it is, the others must be heard again
            log.exception("the conversation with the other processes fails")
            self._cut(failure)
        await self._channel.close()

    def _cut(self, why: BaseException) -> None:
        self.opening = None
        TALLY.speak(None)
        if not self._is_cut:
            log.warning("the channel to the other processes is cut: %s", why)
        self._is_cut = True
        _forget_unrecorded()

    def _opened(self) -> None:
        """Nobody knows what was missed meanwhile, on either side."""
        if self._is_cut:
            log.warning("the channel to the other processes is back")
        self._is_cut = False
        self._openings += 1
        self.opening = self._openings
        self._echo = time.monotonic()
        self._unsaid.clear()
        self._visits.clear()
        self._unsaid |= {topic: set() for topic in UNRECORDED}
        _forget_unrecorded()
        loop = asyncio.get_running_loop()
        TALLY.speak(lambda: loop.call_later(GATHERING, self._wake.set))
        self._is_beat_due = True
        self._wake.set()

    async def _leave(self) -> None:
        """Say that nobody is here any more; nobody waits for a sign of life then."""
        TALLY.speak(None)
        with suppress(ChannelDown):
            for message in (
                visit_messages(self._me, (), self._channel.longest) if self.opening else ()
            ):
                await self._channel.send(message)
        await self._channel.close()

    # --- saying -----------------------------------------------------------------------------

    def _note(self, change: Changed) -> None:
        if self.opening is None or not change.is_ours:
            return
        if change.topic == PRESENCE:
            self._is_beat_due = True
        else:
            self._unsaid[change.topic] |= change.ids
        self._wake.set()

    async def _speak(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            for message in self._due():
                await self._channel.send(message)

    def _due(self) -> Iterator[bytes]:
        """All that is to be said now; the journal last, so that who has heard of an entry has
        heard of what it tells."""
        unsaid, self._unsaid = self._unsaid, defaultdict(set)
        for topic in sorted(unsaid, key=lambda topic: topic == JournalEntry.TOPIC):
            yield from change_messages(self._me, topic, unsaid[topic], self._channel.longest)
        yield from count_messages(self._me, TALLY.take(), self._channel.longest)
        if self._is_beat_due:
            self._is_beat_due = False
            yield from visit_messages(self._me, BOARD.here(), self._channel.longest)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            now = time.monotonic()
            if now - self._echo > SILENCE:
                raise ChannelDown("nothing comes back")
            for process in [one for one, at in self._latest.items() if now - at > SILENCE]:
                self._forget(process)
            self._is_beat_due = True
            self._wake.set()

    # --- hearing ----------------------------------------------------------------------------

    async def _hear(self) -> None:
        while True:
            text = await self._channel.next()
            try:
                message = read_message(text)
            except ValueError as error:
                log.warning("heard from another process: %s", error)
            else:
                self._take(message)

    def _take(self, message: Message) -> None:
        now = time.monotonic()
        if message.by == self._me:
            self._echo = now
            return
        self._latest[message.by] = now
        if message.topic:
            pass_on(message.topic, message.ids)
            return
        if message.counts:
            TALLY.hear(message.counts)
            return
        visits = self._visits[message.by]
        visits += message.visits
        if message.is_whole:
            BOARD.hear(message.by, self._visits.pop(message.by))

    def _forget(self, process: str) -> None:
        self._latest.pop(process)
        BOARD.hear(process, ())


def _forget_unrecorded() -> None:
    """Have read again what another process may have changed without a word."""
    for topic in UNRECORDED:
        pass_on(topic)
