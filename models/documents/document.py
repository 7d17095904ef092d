"""Documents: what the firm does for a client, from the quote to the invoice."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q

from models.clients.client import Client
from models.clients.dependents import Identity
from models.company import Company, take_number
from models.database.exact import ExactField
from models.database.transaction import transaction
from models.documents.fields import DOCUMENT_FIELDS
from models.documents.following import Followed
from models.documents.kind import Need, Status
from models.documents.kinds import KINDS, OPEN
from models.documents.line import DocumentLine
from models.documents.standing import standing
from models.errors import Refused
from models.french.money import ZERO
from models.french.search_text import searchable
from models.french.wording import today
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.field import Typed

if TYPE_CHECKING:
    from tortoise.queryset import QuerySet


class Document(Followed):
    """A quote, an order, a contract, an invoice … of one of the four kinds."""

    kind = fields.CharField(20, description="Nature")
    stage = fields.CharField(20, description="Étape")
    status = fields.CharEnumField(Status, max_length=20, description="Statut")
    is_open = fields.BooleanField(default=True)
    number = fields.CharField(35, null=True, unique=True, description="Numéro")
    revision = fields.IntField(default=1, db_default=1, description="Version")
    type_code = fields.CharField(3, default="", db_default="")
    """What an invoice is, as UNTDID 1001 has it: 380, 386 down payment, 381 credit note …"""
    frame = fields.CharField(3, default="", db_default="")
    """BT-23 of EN 16931: goods, services or both, and how it is paid."""
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="documents", on_delete=fields.RESTRICT
    )
    client_id: int
    client_name = fields.CharField(200, default="", description="Client")
    client_key = fields.CharField(400, default="")
    client_identity: dict[str, str] = fields.JSONField(default=dict)
    addressed: dict[str, dict[str, str]] = fields.JSONField(default=dict, db_default={})
    """By « contact », « billing » and « site » whom and where it is for."""
    parent: fields.ForeignKeyNullableRelation[Document] = fields.ForeignKeyField(
        "models.Document", related_name="children", on_delete=fields.RESTRICT, null=True
    )
    parent_id: int | None
    children: fields.ReverseRelation[Document]
    origin = fields.CharField(20, default="", db_default="")
    """The kind of what it was made of, also of what that was made of; "" of what came by itself."""
    author = fields.CharField(100, default="", description="Auteur")
    subject = fields.CharField(200, default="", description="Objet")
    client_reference = fields.CharField(100, default="", description="Référence du client")
    dated_on: date | None = fields.DateField(null=True, description="Date du document")
    valid_until: date | None = fields.DateField(null=True, description="Valable jusqu’au")
    planned_on: date | None = fields.DateField(null=True, description="Date prévue")
    starts_at: datetime | None = fields.DatetimeField(null=True, description="Début prévu")
    ends_at: datetime | None = fields.DatetimeField(null=True, description="Fin prévue")
    due_on: date | None = fields.DateField(null=True, description="Échéance")
    departed_at: datetime | None = fields.DatetimeField(null=True, description="Départ réel")
    returned_at: datetime | None = fields.DatetimeField(null=True, description="Retour réel")
    finished_at: datetime | None = fields.DatetimeField(null=True, description="Fin réelle")
    issued_at: datetime | None = fields.DatetimeField(null=True, description="Émission")
    discount = fields.CharField(20, default="", db_default="", description="Remise du document")
    ht: Decimal = ExactField(2, default=ZERO, db_default=0, description="Total HT")
    vat: Decimal = ExactField(2, default=ZERO, db_default=0, description="Total TVA")
    ttc: Decimal = ExactField(2, default=ZERO, db_default=0, description="Total TTC")
    paid: Decimal = ExactField(2, default=ZERO, db_default=0, description="Réglé")
    credited: Decimal = ExactField(2, default=ZERO, db_default=0, description="Repris par avoir")
    due: Decimal = ExactField(2, default=ZERO, db_default=0, description="Reste dû")
    frozen: dict[str, Any] | None = fields.JSONField(null=True)
    """What an issued invoice keeps of both sides, the law and the terms of its day."""
    pdf_hash = fields.CharField(64, default="", db_default="")
    xml_hash = fields.CharField(64, default="", db_default="")
    """Where the files of an issued invoice are kept."""
    internal_notes = fields.CharField(20_000, default="", description="Notes internes")
    printed_notes = fields.CharField(20_000, default="", description="Notes imprimées")
    closing_reason = fields.CharField(500, default="", description="Motif")
    search = fields.TextField(default="")

    TOPIC: ClassVar[str] = "document"
    HEADING: ClassVar[str] = "Documents"
    EDITING: ClassVar[Permission] = Permission.DOCUMENTS
    FIELDS = DOCUMENT_FIELDS

    class Meta:
        table = "document"

    # --- what it is -------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """« Devis de location réf. 12 », or with its number once it has one."""
        return self.stage_spec.titled(self.id, self.number)

    @property
    def caption(self) -> str:
        return f"{self.title} – {self.client_name}"

    @property
    def path(self) -> str:
        """Its page, the same for a link on any screen."""
        return f"{self.kind_spec.path}/{self.id}"

    @property
    def edit_refusal(self) -> str | None:
        if self.is_frozen:
            return (
                "Une facture ou un avoir ne se modifie plus une fois émis : "
                "seul un avoir corrige une facture."
            )
        return super().edit_refusal

    def typed(self) -> dict[str, str]:
        """The form, and the kind and stage that decide which dates it has."""
        return {**super().typed(), "kind": self.kind or "", "stage": self.stage or ""}

    def journalled(self) -> dict[str, str]:
        form = super().typed()
        decided = {"status": self.status_label, "closing_reason": self.closing_reason}
        return form | decided | self.told_of_addressees() | self.told_since()

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if starts and ends and ends < starts:
            return {"ends_at": "La fin prévue est avant le début prévu."}
        return {}

    @property
    def standing(self) -> Status:
        return standing(self, datetime.now(UTC))

    async def has(self, need: Need) -> bool:
        if need == Need.LINES:
            return await DocumentLine.filter(document_id=self.id).exists()
        return bool(self.due if need == Need.DUE else self.starts_at and self.ends_at)

    def derive(self) -> None:
        self.due = self.owed()
        # A quote that expires is written by nobody, and its client would count it or not by chance.
        self.is_open = self.standing in OPEN or self.standing == Status.EXPIRED
        self.search = self.search_text()

    def search_text(self) -> str:
        """What it is found by."""
        said = () if self.erased_at else (self.client_name, self.subject, self.client_reference)
        return f"{searchable(*said, self.number or '')} {self.id or ''}"

    async def derive_after_insert(self) -> None:
        if self.status != Status.DRAFT:
            self.number = await take_number(self.kind, self.stage, today())
        self.derive()
        await self.save(update_fields=["search", "number"])

    # --- verbs ------------------------------------------------------------------------------

    @classmethod
    async def open_for(
        cls,
        client_id: int,
        kind: str,
        stage: str | None = None,
        *,
        by: Staff,
        key: UUID | None = None,
    ) -> Document:
        """Create a document for a client; the same key makes one, however often it is sent."""
        by.need(Permission.DOCUMENTS)
        spec = KINDS[kind]
        begun = next((one for one in spec.first_stages if stage in {one.code, None}), None)
        if begun is None:
            raise Refused("Ce document ne se crée pas ainsi : il naît d’un autre document.")
        document = cls(kind=kind, stage=begun.code, status=begun.start, creation_key=key)
        return await document.enter(client_id, by=by)

    async def enter(self, client_id: int, *, by: Staff) -> Self:
        async with transaction():
            client = await Client.locked(client_id)
            if reason := self.entry_refusal(client):
                raise Refused(reason)
            self.client_id = client.id
            if not self.client_identity:
                self._identify(client.identity)
            if self.parent_id is None and not self.addressed:
                self.address_as_usual(client.identity)
            self.author = by.name
            self.dated_on = self.dated_on or today()
            if self.stage == "quote" and self.valid_until is None:
                days = (await Company.current()).quote_days
                self.valid_until = self.dated_on + timedelta(days=days)
            entered = await self.insert_once(by=by)
            await self.recount(client)
        return entered

    async def recount(self, client: Client) -> None:
        """Have the client keep how many of its documents are open."""
        await client.count_open(await self.of_client(client.id).filter(is_open=True).count())

    # --- the client -------------------------------------------------------------------------

    @classmethod
    def of_client(cls, client_id: int) -> QuerySet[Document]:
        """A client's documents, without those that were thrown away.

        Not by way of the relation, which would hold the client that holds it.
        """
        return cls.filter(client_id=client_id, trashed_at=None)

    def _identify(self, client: Identity) -> None:
        self.client_name = client.name
        self.client_key = client.sort_key
        self.client_identity = client.details
        self.readdress(client)

    @classmethod
    async def relatives(cls, changed: Mapping[str, Collection[int]]) -> Mapping[str, Set[int]]:
        """A client counts its documents, and they bear its name."""
        documents, clients = changed.get(cls.TOPIC, ()), changed.get(Client.TOPIC, ())
        found = cls.filter(Q(id__in=list(documents)) | Q(client_id__in=list(clients)))
        pairs = await found.values_list("id", "client_id")
        return {cls.TOPIC: {id_ for id_, _ in pairs}, Client.TOPIC: {id_ for _, id_ in pairs}}

    @classmethod
    async def follow_clients(cls, clients: Mapping[int, Identity]) -> None:
        """Show the new identity of these on their documents, issued invoices excepted."""
        theirs = cls.filter(client_id__in=list(clients)).order_by("id")
        found = await theirs.select_for_update()
        for document in (documents := [one for one in found if not one.is_frozen]):
            document._identify(clients[document.client_id])
            document.derive()
            await document.save()
        announce(cls.TOPIC, [document.id for document in documents])
