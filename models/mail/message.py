"""A message as it is handed to a mail server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from models.french.text import clean_line
from models.mail.server import MailServer

POLICY = SMTP.clone(max_line_length=78)


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Message:
    """What is sent, to whom; `message_id` stays the same however often it is tried."""

    to: tuple[str, ...]
    subject: str
    body: str
    message_id: str
    sent_at: datetime
    cc: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    def by(self, server: MailServer) -> EmailMessage:
        """The message with its head, from the firm's address."""
        message = EmailMessage(policy=POLICY)
        message["From"] = Address(clean_line(server.sender_name), addr_spec=server.sender)
        message["To"] = [Address(addr_spec=one) for one in self.to]
        if self.cc:
            message["Cc"] = [Address(addr_spec=one) for one in self.cc]
        message["Subject"] = clean_line(self.subject)
        message["Date"] = format_datetime(self.sent_at)
        message["Message-ID"] = self.message_id
        message.set_content(self.body)
        for one in self.attachments:
            main, _, sub = one.media_type.partition("/")
            message.add_attachment(one.data, maintype=main, subtype=sub, filename=one.name)
        return message
