"""What carries the outbox to the mail server, in the background of every process."""

from __future__ import annotations

import asyncio
import logging

from models.attachments import FILES, Lost
from models.database.outage import Outage
from models.mail.message import Attachment, Message
from models.mail.outgoing import OutgoingMail
from models.mail.sending import Unsent, send
from models.mail.server import MailServer
from models.records.changes import Changed, listen

SECONDS = 20.0
"""Between two looks at what waits; what is posted here goes at once."""
MOST_BYTES = 20_000_000
"""Of all attachments together: most servers take no more."""
LOST = "Une pièce jointe n’est plus là : refaites le message."
TOO_HEAVY = "Les pièces jointes sont trop lourdes : 20 Mo au plus."

log = logging.getLogger("comptoir")


class Postman:
    """Sends what waits, as long as the process runs."""

    def __init__(self) -> None:
        self._is_called = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="postman")

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        stop = listen(self._note)
        try:
            while True:
                self._is_called.clear()
                try:
                    await send_waiting()
                except Outage:  # the database says so elsewhere; the messages are still there
                    pass
                except Exception:  # whatever it is, the other messages must go
                    log.exception("a message could not be sent")
                await self._next_look()
        finally:
            stop()

    async def _next_look(self) -> None:
        try:
            await asyncio.wait_for(self._is_called.wait(), SECONDS)
        except TimeoutError:
            return

    def _note(self, change: Changed) -> None:
        if change.topic in {OutgoingMail.TOPIC, MailServer.TOPIC}:
            self._is_called.set()


async def send_waiting() -> None:
    """Send every message whose turn it is."""
    server = await MailServer.current()
    while server.refusal is None and (mail := await OutgoingMail.claim()):
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
