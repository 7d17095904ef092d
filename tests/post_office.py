"""A mail server for tests, in the test's own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from models.mail import MailServer
from tests.factories import ANYBODY


class PostOffice:
    """What has come in; what it is told to refuse it refuses."""

    def __init__(self) -> None:
        self.port = 0
        self.taken: list[EmailMessage] = []
        self.password = ""
        self.answers: dict[str, str] = {}
        """What it says to a command instead of taking it."""
        self.is_slow = False

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.is_slow:
            await asyncio.sleep(3_600)
        if refusal := self.answers.get("DATA"):
            return refusal
        message = message_from_bytes(envelope.original_content or b"", policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        return "250 OK"

    def check(self, _server: Any, _session: Any, _envelope: Any, _mechanism: Any, data: Any) -> Any:
        is_right = data.password.decode() == self.password
        return AuthResult(success=is_right, handled=False)


@asynccontextmanager
async def post_office(**options: Any) -> AsyncIterator[PostOffice]:
    """A server that takes mail, and that the firm is set to."""
    office, loop = PostOffice(), asyncio.get_running_loop()

    def answer() -> SMTP:
        return SMTP(office, loop=loop, hostname="localhost", authenticator=office.check, **options)

    server = await loop.create_server(answer, "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    await set_up_mail(office.port)
    try:
        yield office
    finally:
        server.close()


async def set_up_mail(port: int, /, **typed: str) -> MailServer:
    """Have the firm send by a server on this machine."""
    draft = (await MailServer.current()).draft()
    draft.typed |= {
        "host": "127.0.0.1",
        "port": str(port),
        "security": "none",
        "sender": "contact@durand.example.com",
        "sender_name": "Durand & Fils, « Levage »",
        **typed,
    }
    return await MailServer.amend(draft, by=ANYBODY)
