"""Money received and given back: append-only, each amount with the invoices that it settles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, NoReturn

from tortoise import fields
from tortoise.models import Model

from models.clients.client import Client
from models.clients.dependents import Identity
from models.company import MODE_WORDS, Mode
from models.database.exact import ExactField
from models.documents.document import Document
from models.french.money import amount as in_euros
from models.french.money import show_number
from models.french.search_text import searchable
from models.permissions import Permission
from models.records.changes import announce
from models.records.record import Record


class Payment(Record):
    """A payment of a client, or a refund where it is below zero."""

    client: fields.ForeignKeyRelation[Client] = fields.ForeignKeyField(
        "models.Client", related_name="payments", on_delete=fields.RESTRICT
    )
    client_id: int
    received_on: date = fields.DateField(description="Date")
    mode = fields.CharEnumField(Mode, max_length=20, description="Mode")
    amount: Decimal = ExactField(2, description="Montant")
    reference = fields.CharField(100, default="", description="Référence")
    author = fields.CharField(100, default="", description="Encaissé par")
    settles = fields.TextField(default="", db_default="")
    """The numbers of the invoices that it is for."""
    client_name = fields.CharField(200, default="", db_default="")
    client_key = fields.CharField(400, default="", db_default="")
    search = fields.TextField(default="", db_default="")
    reverses: fields.ForeignKeyNullableRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", related_name="reversals", on_delete=fields.RESTRICT, null=True
    )
    reverses_id: int | None
    allocations: fields.ReverseRelation[Allocation]

    TOPIC: ClassVar[str] = "payment"
    HEADING: ClassVar[str] = "Règlements"
    EDITING: ClassVar[Permission] = Permission.RECEIVE
    FIELDS = ()

    class Meta:
        table = "payment"

    @property
    def caption(self) -> str:
        words = MODE_WORDS[self.mode]
        return words if self.mode == Mode.CREDIT else f"{words} de {in_euros(self.amount)}"

    def journalled(self) -> dict[str, str]:
        return {
            "received_on": self.received_on.isoformat(),
            "mode": MODE_WORDS[self.mode],
            "amount": in_euros(self.amount),
            "reference": self.reference,
        }

    def derive(self) -> None:
        """What it is found by: whose, of how much, for which invoices."""
        texts = (self.settles, self.reference, show_number(abs(self.amount), 2))
        self.search = searchable(self.client_name, *texts)

    @classmethod
    async def follow_client(cls, client: Identity) -> None:
        """Show a client's new name on its payments."""
        payments = await cls.filter(client_id=client.client_id).order_by("id").select_for_update()
        for payment in payments:
            payment.client_name, payment.client_key = client.name, client.sort_key
            payment.derive()
            await payment.save(update_fields=["client_name", "client_key", "search"])
        announce(cls.TOPIC, [payment.id for payment in payments])

    async def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a payment is append-only: `reverse` writes its counter-entry")


class Allocation(Model):
    """The part of a payment that settles one invoice, and of which rates of VAT it is."""

    id = fields.IntField(primary_key=True)
    payment: fields.ForeignKeyRelation[Payment] = fields.ForeignKeyField(
        "models.Payment", related_name="allocations", on_delete=fields.RESTRICT
    )
    payment_id: int
    document: fields.ForeignKeyRelation[Document] = fields.ForeignKeyField(
        "models.Document", related_name="allocations", on_delete=fields.RESTRICT
    )
    document_id: int
    amount: Decimal = ExactField(2)
    by_rate: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "allocation"
