"""Documents: what the firm does for a client, from the quote to the invoice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar
from uuid import UUID

from tortoise import fields

from models.base import Record
from models.changes import announce, transaction
from models.clients import Client
from models.document_fields import DOCUMENT_ENTRIES
from models.entries import Typed
from models.errors import Invalid, Refused
from models.french import quoted, today
from models.kind import Kind, Move, Stage, Status
from models.kinds import KINDS, OPEN
from models.staff import Permission, Staff
from models.text import clean_line, fold, joined_numbers


class Document(Record):
    """A quote, an order, a contract, an invoice … of one of the four kinds."""

    kind = fields.CharField(20, description="Nature")
    stage = fields.CharField(20, description="Étape")
    status = fields.CharEnumField(Status, max_length=20, description="Statut")
    is_open = fields.BooleanField(default=True)
    number = fields.CharField(30, null=True, unique=True, description="Numéro")
    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="documents", on_delete=fields.RESTRICT
    )
    client_id: int
    client_name = fields.CharField(200, default="", description="Client")
    client_key = fields.CharField(400, default="")
    client_identity: dict[str, str] = fields.JSONField(default=dict)
    parent: fields.ForeignKeyNullableRelation[Document] = fields.ForeignKeyField(
        "models.Document", related_name="children", on_delete=fields.RESTRICT, null=True
    )
    parent_id: int | None
    children: fields.ReverseRelation[Document]
    author = fields.CharField(100, default="", description="Auteur")
    subject = fields.CharField(200, default="", description="Objet")
    client_reference = fields.CharField(100, default="", description="Référence du client")
    dated_on: date | None = fields.DateField(null=True, description="Date du document")
    valid_until: date | None = fields.DateField(null=True, description="Valable jusqu’au")
    planned_on: date | None = fields.DateField(null=True, description="Date prévue")
    starts_on: date | None = fields.DateField(null=True, description="Début prévu")
    ends_on: date | None = fields.DateField(null=True, description="Fin prévue")
    due_on: date | None = fields.DateField(null=True, description="Échéance")
    departed_at: datetime | None = fields.DatetimeField(null=True, description="Départ réel")
    returned_at: datetime | None = fields.DatetimeField(null=True, description="Retour réel")
    finished_at: datetime | None = fields.DatetimeField(null=True, description="Fin réelle")
    issued_at: datetime | None = fields.DatetimeField(null=True, description="Émission")
    internal_notes = fields.CharField(20_000, default="", description="Notes internes")
    printed_notes = fields.CharField(20_000, default="", description="Notes imprimées")
    closing_reason = fields.CharField(500, default="", description="Motif")
    search = fields.TextField(default="")

    TOPIC: ClassVar[str] = "document"
    EDITING: ClassVar[Permission] = Permission.DOCUMENTS
    ENTRIES = DOCUMENT_ENTRIES

    class Meta:
        table = "document"

    # --- what it is -------------------------------------------------------------------------

    @property
    def kind_spec(self) -> Kind:
        return KINDS[self.kind]

    @property
    def stage_spec(self) -> Stage:
        return self.kind_spec.stage(self.stage)

    @property
    def status_label(self) -> str:
        return self.stage_spec.step(self.status).label

    @property
    def title(self) -> str:
        """« Devis de location réf. 12 », or with its number once it has one."""
        return title(self.stage_spec, self.id, self.number)

    @property
    def caption(self) -> str:
        return f"{self.title} – {self.client_name}"

    @property
    def path(self) -> str:
        """Its page, the same for a link on any screen."""
        return f"{self.kind_spec.path}/{self.id}"

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that are legal now."""
        return () if self.is_trashed else self.stage_spec.moves_from(self.status)

    @property
    def is_frozen(self) -> bool:
        """Whether it is an issued invoice, whose content no longer follows anything."""
        return self.kind == "invoice" and self.status != Status.DRAFT

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

    def told(self) -> dict[str, str]:
        told = super().typed()
        return told | {"status": self.status_label, "closing_reason": self.closing_reason}

    @classmethod
    def errors_between(cls, values: dict[str, Any], typed: Typed) -> dict[str, str]:
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            return {"ends_on": "La fin prévue est avant le début prévu."}
        return {}

    def derive(self) -> None:
        self.is_open = self.status in OPEN
        parts = (self.client_name, self.subject, self.client_reference, self.number or "")
        line = fold(" ".join(parts))
        self.search = " ".join((line, *joined_numbers(line), str(self.id or "")))

    async def derive_after_insert(self) -> None:
        self.derive()
        await self.save(update_fields=["search"])

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
        return await document._enter(client_id, by=by)

    async def _enter(self, client_id: int, *, by: Staff) -> Document:
        async with transaction():
            client = await Client.locked(client_id)
            if client.is_trashed:
                raise Refused("Ce client est dans la corbeille : restaurez-le d’abord.")
            self.client_id = client.id
            if not self.client_identity:
                self._identify(client)
            self.author = by.name
            self.dated_on = self.dated_on or today()
            entered = await self.insert_once(by=by)
            await client.recount()
        return entered

    async def move(self, code: str, *, by: Staff, reason: str = "") -> Document:
        """Make a legal move: the document that it makes, or this one in its new status.

        Of several people who move it at the same time one wins; the others are Refused.
        """
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            current = await type(self).locked(self.id)
            move = current.stage_spec.move(code)
            if move is None or move not in current.moves:
                raise Refused(
                    f"Ce document est déjà {quoted(current.status_label)} : "
                    "cette étape n’est plus possible."
                )
            await current._change_status(move, _reason(move, reason), by=by)
            made = await current._make(move, by=by) if move.makes else current
            await client.recount()
        return made

    async def _change_status(self, move: Move, reason: str, *, by: Staff) -> None:
        values: dict[str, Any] = {"status": move.target}
        if reason:
            values["closing_reason"] = reason
        if move.stamps:
            values[move.stamps] = datetime.now(UTC)
        await self.write(values, by=by, action="move")

    async def _make(self, move: Move, *, by: Staff) -> Document:
        assert move.makes is not None
        kind, stage, status = move.makes
        kept = ("subject", "client_reference", "internal_notes", "printed_notes")
        dates = KINDS[kind].date_fields if kind == self.kind else ()
        made = Document(
            kind=kind,
            stage=stage,
            status=status,
            parent_id=self.id,
            issued_at=datetime.now(UTC) if status == Status.ISSUED else None,
            **{name: getattr(self, name) for name in (*kept, *dates)},
        )
        if self.is_frozen:
            made.client_name, made.client_key = self.client_name, self.client_key
            made.client_identity = self.client_identity
        return await made._enter(self.client_id, by=by)

    @property
    def discard_refusal(self) -> str | None:
        """Why this document cannot be discarded, or None: only a draft invoice can."""
        if self.kind == "invoice" and self.status == Status.DRAFT and not self.is_trashed:
            return None
        return "Seul un brouillon de facture peut être supprimé."

    async def discard(self, *, by: Staff) -> None:
        """Throw a draft invoice away; what it was made from can be invoiced again."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            current = await type(self).locked(self.id)
            if reason := current.discard_refusal:
                raise Refused(reason)
            await current.write({"trashed_at": datetime.now(UTC)}, by=by, action="discard")
            if current.parent_id:
                await (await type(self).locked(current.parent_id))._reopen_after("bill", by=by)
            await client.recount()

    async def _reopen_after(self, code: str, *, by: Staff) -> None:
        move = self.stage_spec.move(code)
        if move is not None and self.status == move.target:
            (source,) = move.sources
            await self.write({"status": source}, by=by, action="reopen")

    # --- the client's identity --------------------------------------------------------------

    def _identify(self, client: Client) -> None:
        self.client_name = client.name
        self.client_key = client.sort_key
        self.client_identity = client.identity

    @classmethod
    async def follow_client(cls, client: Client) -> None:
        """Show a client's new identity on its documents, issued invoices excepted."""
        found = await cls.filter(client_id=client.id).order_by("id").select_for_update()
        for document in (documents := [one for one in found if not one.is_frozen]):
            document._identify(client)
            document.derive()
            await document.save()
        announce(cls.TOPIC, [document.id for document in documents])


def title(stage: Stage, record_id: int, number: str | None) -> str:
    """What a document is called in lists and links."""
    return f"{stage.title} n°\u00a0{number}" if number else f"{stage.title} réf.\u00a0{record_id}"


def _reason(move: Move, text: str) -> str:
    reason = clean_line(text)
    if not move.asks_reason:
        return ""
    if not reason:
        raise Invalid({"reason": "Indiquez le motif."})
    limit = Document.length_of("closing_reason") or 0
    if len(reason) > limit:
        raise Invalid({"reason": f"Le motif compte {limit} caractères au plus."})
    return reason
