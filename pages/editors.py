"""What the drawer edits: one editor for each kind of record."""

from __future__ import annotations

from collections.abc import Mapping

from components.form import Editor, Link
from components.frame import Frame
from models.clients import TELLING, Client, look_alikes
from models.documents import Document
from models.records import Draft, Record
from models.staff import Account
from pages.clients import restore_clients
from pages.staff import tell_password


async def _look_alikes(draft: Draft) -> list[Link]:
    alike = await look_alikes(draft.typed, but=draft.record_id)
    return [
        Link(f"{client.name} ({client.code})", f"/clients?client={client.id}", reason)
        for client, reason in alike
    ]


def _client_title(draft: Draft) -> str:
    return "Nouveau client" if draft.record_id is None else "Modifier la fiche"


def editors(frame: Frame) -> Mapping[str, Editor]:
    """The editors of one tab's drawer, by topic."""

    async def client_saved(client: Record, is_new: bool) -> None:
        if is_new:
            frame.go(f"/clients?client={client.id}")

    async def account_saved(account: Record, is_new: bool) -> None:
        if is_new and isinstance(account, Account):
            await tell_password(account)

    async def document_saved(_document: Record, _is_new: bool) -> None:
        """Its page follows by itself."""

    return {
        Client.TOPIC: Editor(
            model=Client,
            title=_client_title,
            saved=client_saved,
            look_alikes=_look_alikes,
            telling=TELLING,
            restore=lambda client_id: restore_clients(frame, [client_id]),
        ),
        Account.TOPIC: Editor(
            model=Account,
            title=lambda draft: "Modifier le compte" if draft.record_id else "Nouveau compte",
            saved=account_saved,
        ),
        Document.TOPIC: Editor(
            model=Document,
            title=lambda _draft: "Modifier le document",
            saved=document_saved,
        ),
    }
