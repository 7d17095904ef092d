"""What carries the outbox to the mail server, in the background of every process."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

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
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name=self.NAME)

    async def stop(self) -> None:
        """End after the message that is on its way, which would else be sent once more."""
        self._is_over = True
        self._is_called.set()
        if self._task:
            await asyncio.wait({self._task}, timeout=LAST_CHANCE)
        while self._task and not self._task.done():
            self._task.cancel()  # more than once: Python 3.11 may lose one
            await asyncio.wait({self._task}, timeout=1)

    async def _run(self) -> None:
        stop = listen(self._note)
        try:
            while not self._is_over:
                self._is_called.clear()
                try:
                    await self.carry(lambda: self._is_over)
                except Outage:  # the database says so elsewhere; the messages are still there
                    pass
                except Exception:  # whatever it is, the other messages must go
                    log.exception("the %s could not carry", self.NAME)
                await self._next_look()
        finally:
            stop()

    async def _next_look(self) -> None:
        if not self._is_over:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_called.wait(), SECONDS)

    def _note(self, change: Changed) -> None:
        if change.topic in self.TOPICS:
            self._is_called.set()


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
