"""A client's card: the client, the documents, and all that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from components.action import Action
from components.frame import Frame
from components.tab import Round, current_staff
from models.clients import Client, known_tags
from models.documents import Balance, Document, balance_of, documents_by_kind, outstanding_on
from models.french import moment_phrase
from models.history import Past
from models.permissions import Permission
from models.records import Children
from pages.client_alert import client_alert
from pages.clients import card_documents, card_people
from pages.clients import card_sections as details
from pages.clients.actions import actions_menu, document_menu, more_menu
from pages.clients.at_once import at_once
from pages.clients.group import Group, group, group_of
from pages.clients.law import ask_day, personal_data
from pages.creating import ask_to_create
from pages.desk import Menus, RecordCard
from pages.files import FilesRegion
from pages.todos import ToDosRegion


class ClientCard(RecordCard[Client]):
    """The right side of the Clients screen while a client is open."""

    model = Client
    region = "Fiche client"
    _documents: Sequence[Document] = ()
    _balance: Balance | None = None
    _owed: Decimal | None = None
    _group = Group()

    def __init__(self, frame: Frame, **options: Any) -> None:
        super().__init__(frame, **options)
        self._todos = ToDosRegion(frame)
        self._files = FilesRegion(frame, Client)

    async def read_more(self, record: Client) -> Callable[[], None]:
        await known_tags()
        documents = await documents_by_kind(record.id)
        shows_prices = current_staff().may(Permission.PRICES)
        balance = await balance_of(record.id) if shows_prices else None
        group = await group_of(record)
        lasting = [await one.read(record.id) for one in (self._todos, self._files)]

        def take_over() -> None:
            for take in lasting:
                take()
            self._documents, self._balance, self._group = documents, balance, group

        return take_over

    def is_touched(self, record: Client, round_: Round) -> bool:
        own = {document.id for document in self._documents}
        kin = {one.id for one in (self._group.head, *self._group.sites) if one}
        is_own = own & round_.ids("document") or kin & round_.ids("client")
        is_tagged = record.tags and round_.ids("tag")
        return super().is_touched(record, round_) or bool(is_own or is_tagged)

    def fingerprint(self, record: Client) -> tuple[object, ...]:
        versions = tuple((document.id, document.version) for document in self._documents)
        kin = (self._group.head, *self._group.sites)
        names = tuple((one.id, one.version) for one in kin if one)
        return (*super().fingerprint(record), versions, names, details.colours_of(record))

    def under_name(self, record: Client) -> str:
        return f"{record.code} · {record.kind_label}"

    def notice(self, record: Client) -> None:
        client_alert(record)

    def at_once(self, record: Client) -> None:
        at_once(record, lambda kind: ask_to_create(self._frame, record, kind))

    def leads_to(self, record: Client) -> tuple[object, ...]:
        return (record.phone, record.mobile, record.email, record.maps_link)

    def menus(self) -> Menus:
        return (
            ("Document", document_menu(self._frame)),
            ("Actions", actions_menu(self._frame)),
            ("Plus", more_menu(self._frame, self._looking_back())),
        )

    def _looking_back(self) -> Action[Client]:
        async def look(_: Client) -> None:
            await ask_day(self.look_back)

        return Action("Voir au…", "history", run=look)

    async def read_past(self, past: Past[Client]) -> None:
        may_see = current_staff().may(Permission.PRICES)
        self._owed = await outstanding_on(past.record.id, past.day) if may_see else None

    def past_body(self, past: Past[Client]) -> None:
        client = past.record
        details.contact(client)
        details.address(client)
        card_people.contacts(client, None)
        card_people.addresses(client, None)
        details.identifiers(client)
        details.notes(client)
        if self._owed is not None:
            card_documents.owed_then(self._owed, past.day)

    def gone_for_good(self, record: Client) -> str:
        if record.anonymised_at is None:
            return ""
        when = moment_phrase(record.anonymised_at)
        return f"Anonymisé {when} : ce qui disait qui c’était est effacé."

    def body(self, record: Client) -> None:
        details.tags(record, self._add_tag)
        details.contact(record)
        details.address(record)
        details.notes(record)
        card_people.contacts(record, self._add)
        card_people.addresses(record, self._add)
        if self._balance is not None:
            card_documents.balance(record, self._balance)
        card_documents.documents(self._documents, shows_prices=self._balance is not None)
        group(record, self._group)
        details.identifiers(record)
        details.terms(record)

    def lasting(self) -> None:
        self._todos.build()
        self._files.build()
        self.show_lasting(self._current())

    def show_lasting(self, record: Client) -> None:
        self._todos.show(is_trashed=record.is_trashed)
        self._files.show(is_trashed=record.is_trashed)

    async def _add_tag(self) -> None:
        current_staff().need(Permission.EDIT)
        await self._frame.drawer.edit(self._current().draft(), focus="tags")

    async def _add(self, kind: Children) -> None:
        """Open the form on a new contact or address."""
        current_staff().need(Permission.EDIT)
        draft = self._current().draft()
        key, texts = kind.added(draft.typed)
        draft.typed |= texts
        await self._frame.drawer.edit(draft, focus=kind.name_of(key, kind.fields[0].name))

    def foot(self, record: Client) -> None:
        personal_data(self._frame, record)
        details.footer(record)
