"""What becomes of an invoice once it is out: reminders, and where its electronic one is."""

from __future__ import annotations

from datetime import date, datetime

from tortoise import fields

from models.documents.einvoice_states import state_of
from models.documents.paying import Payable


class Followed(Payable):
    """An issued invoice on its way, apart from what is paid of it."""

    reminders_off = fields.BooleanField(default=False, db_default=False)
    reminders_reason = fields.CharField(
        500, default="", db_default="", description="Ne pas relancer"
    )
    einvoice = fields.CharField(10, default="", db_default="", description="Facture électronique")
    einvoice_on: date | None = fields.DateField(null=True)
    erased_at: datetime | None = fields.DatetimeField(null=True)
    """When the law let go of whom and what it names."""

    class Meta:
        abstract = True

    def told_since(self) -> dict[str, str]:
        """What the journal tells of it once it is issued."""
        return {
            "reminders_reason": self.reminders_reason if self.reminders_off else "",
            "einvoice": state_of(self.einvoice).label if self.einvoice else "",
        }
