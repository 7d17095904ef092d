"""A client's card: the client, the documents, and all that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.tab import Round, current_staff
from models.clients import Client
from models.documents import Balance, Document, balance_of, documents_by_kind
from models.permissions import Permission
from pages.clients import card_documents
from pages.clients import card_sections as details
from pages.clients.actions import actions_menu, document_menu
from pages.desk import Menus, RecordCard


class ClientCard(RecordCard[Client]):
    """The right side of the Clients screen while a client is open."""

    model = Client
    region = "Fiche client"
    _documents: Sequence[Document] = ()
    _balance: Balance | None = None

    async def read_more(self, record: Client) -> Callable[[], None]:
        documents = await documents_by_kind(record.id)
        shows_prices = current_staff().may(Permission.PRICES)
        balance = await balance_of(record.id) if shows_prices else None

        def take_over() -> None:
            self._documents, self._balance = documents, balance

        return take_over

    def is_touched(self, record: Client, round_: Round) -> bool:
        own = {document.id for document in self._documents}
        return super().is_touched(record, round_) or bool(own & round_.ids("document"))

    def fingerprint(self, record: Client) -> tuple[object, ...]:
        versions = tuple((document.id, document.version) for document in self._documents)
        return (*super().fingerprint(record), versions)

    def under_name(self, record: Client) -> str:
        return f"{record.code} · {record.kind_label}"

    def menus(self) -> Menus:
        return (
            ("Document", document_menu(self._frame)),
            ("Actions", actions_menu(self._frame)),
        )

    def body(self, record: Client) -> None:
        details.contact(record)
        details.address(record)
        details.identifiers(record)
        details.notes(record)
        if self._balance is not None:
            card_documents.balance(record, self._balance)
        card_documents.documents(self._documents, shows_prices=self._balance is not None)

    def foot(self, record: Client) -> None:
        details.footer(record)
