"""Records for tests, made through the public verbs."""

from __future__ import annotations

from itertools import count

from models import Client, Document, Staff

ANYBODY = Staff("Camille")
_serial = count(1)


async def make_client(name: str = "", **typed: str) -> Client:
    """A client; its fields as the form shows them."""
    draft = Client.blank()
    draft.typed |= {"name": name or f"Client {next(_serial)}", **typed}
    return await Client.create_from(draft, by=ANYBODY)


async def make_document(
    client: Client, kind: str = "rental", stage: str | None = None, moves: str = ""
) -> Document:
    """A document of this client after these moves, named by their codes."""
    document = await Document.open_for(client.id, kind, stage, by=ANYBODY)
    for code in moves.split():
        await document.move(code, by=ANYBODY, reason="essai")
        document = await Document.get(id=document.id)
    return document
