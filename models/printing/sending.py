"""A document on its way to a client, by the firm's mail server."""

from __future__ import annotations

from collections.abc import Sequence

from models.attachments import FILES
from models.database.transaction import transaction
from models.documents import Document
from models.mail import post
from models.permissions import Permission, Staff
from models.printing.file_name import file_name
from models.printing.issued import pdf_of

PDF = "application/pdf"


async def send_document(
    document: Document, to: Sequence[str], subject: str, body: str, *, by: Staff
) -> Document:
    """Put it into the outbox as it is once it is sent: a quote has its number by then.

    Raises Invalid under `to`, `subject` or `body`, and Refused; then it is as it was.
    """
    by.need(Permission.DOCUMENTS)
    async with transaction():
        sent = await mark_sent(document, by=by)
        attached = {
            "name": file_name(sent, "pdf"),
            "media_type": PDF,
            "hash": await FILES.put(await pdf_of(sent)),
        }
        await post(to, subject, body, about=sent.about, by=by, attachments=[attached])
    return sent


async def mark_sent(document: Document, *, by: Staff) -> Document:
    """A draft quote is none any more once it goes to the client; all others stay as they are."""
    current = await Document.get(id=document.id)
    return await current.move("send", by=by) if may_be_marked(current) else current


def may_be_marked(document: Document) -> bool:
    """Whether it is a quote that has not gone to the client yet."""
    return document.stage_spec.move("send") in document.moves
