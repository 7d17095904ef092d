"""What carries the outbox to the mail server, in the background of every process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, ClassVar

from models.attachments import FILES, Lost
from models.database.outage import Outage
from models.mail.message import Attachment, Message
from models.mail.outgoing import OutgoingMail
from models.mail.sending import Unsent, send
from models.mail.server import MailServer
from models.records.changes import Changed, listen

SECONDS = 20.0
"""Between two looks at what waits; what is posted here goes at once."""
LAST_CHANCE = 5.0
"""Seconds that the end of the process waits for the message that is on its way."""
MOST_BYTES = 20_000_000
"""Of all attachments together: most servers take no more."""
LOST = "Une pièce jointe n’est plus là : refaites le message."
TOO_HEAVY = "Les pièces jointes sont trop lourdes : 20 Mo au plus."

log = logging.getLogger("comptoir")


class Carrier:
    """Sends what waits, as long as the process runs; a subclass says what, and how."""

    NAME: ClassVar[str]
    TOPICS: ClassVar[frozenset[str]]
    """What it looks at once: other things wait for the next round."""

    async def carry(self, is_over: Callable[[], bool]) -> None:
        """Send all whose turn it is, until it is over."""
        raise NotImplementedError

    def __init__(self) -> None:
        self._is_called = asyncio.Event()
        self._is_over = False
        self._tasks = set[asyncio.Task[None]]()

    def start(self) -> None:
        self.begin(self._run())

    def begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do this beside; the end waits for it."""
        task = asyncio.create_task(work, name=self.NAME)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """End after the messages that are on their way, which would else be sent once more."""
        self._is_over = True
        self.call()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LAST_CHANCE)
        while self._tasks:
            for task in self._tasks:
                task.cancel()  # more than once: Python 3.11 may lose one
            await asyncio.wait(self._tasks, timeout=1)

    async def attempt(self, work: Awaitable[None]) -> None:
        """Do this, and whatever comes of it go on: the other messages must go."""
        try:
            await work
        except Outage:  # the database says so elsewhere; the messages are still there
            pass
        except Exception:
            log.exception("the %s could not carry", self.NAME)

    async def _run(self) -> None:
        stop = listen(self._note)
        try:
            while not self._is_over:
                self._is_called.clear()
                await self.attempt(self.carry(lambda: self._is_over))
                await self._next_look()
        finally:
            stop()

    async def _next_look(self) -> None:
        if not self._is_over:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_called.wait(), SECONDS)

    def call(self) -> None:
        """Have it look at once."""
        self._is_called.set()

    def _note(self, change: Changed) -> None:
        if change.topic in self.TOPICS:
            self.call()


class Postman(Carrier):
    """Brings messages to the mail server."""

    NAME = "postman"
    TOPICS = frozenset({OutgoingMail.TOPIC, MailServer.TOPIC})

    async def carry(self, is_over: Callable[[], bool]) -> None:
        await send_waiting(is_over)


async def send_waiting(is_over: Callable[[], bool] = lambda: False) -> None:
    """Send every message whose turn it is, until it is over."""
    server = await MailServer.current()
    while server.refusal is None and not is_over() and (mail := await OutgoingMail.claim()):
        try:
            await send(await _message_of(mail), server)
        except Unsent as unsent:
            await mail.note_failure(unsent)
        else:
            await mail.note_sent()


async def _message_of(mail: OutgoingMail) -> Message:
    attachments = [
        Attachment(one["name"], one["media_type"], await _content(one["hash"]))
        for one in mail.attachments
    ]
    if sum(len(one.data) for one in attachments) > MOST_BYTES:
        raise Unsent(TOO_HEAVY, is_final=True)
    return Message(
        tuple(mail.to),
        mail.subject,
        mail.body,
        mail.message_id,
        mail.created_at,
        tuple(mail.cc),
        tuple(attachments),
    )


async def _content(hash_: str) -> bytes:
    try:
        return await FILES.get(hash_)
    except Lost:
        raise Unsent(LOST, is_final=True) from None
