"""Credit notes: what takes an issued invoice back, whole or line by line, never more than it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from tortoise import fields

from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.billing import Billable, chosen_parts, takes_all
from models.documents.down_payments import DOWN_PAYMENT
from models.documents.kind import Status
from models.errors import Refused
from models.french.money import CENT, ZERO, amount
from models.permissions import Permission, Staff

CREDIT_NOTE = "381"
CREDIT_OF_DOWN_PAYMENT = "503"
DEDUCTED = "Cet acompte est déduit d’une autre facture : faites d’abord l’avoir sur elle."

TAKEN_BACK = "Des avoirs reprennent déjà toute cette facture."


class Creditable(Billable):
    """An invoice of which credit notes are made; or such a credit note."""

    ttc: Any
    credited: Any
    due: Any
    is_taken_back = fields.BooleanField(default=False, db_default=False)
    """Whether credit notes have taken all of an issued invoice back."""

    class Meta:
        abstract = True

    @property
    def is_credit_note(self) -> bool:
        return bool(self.stage == "credit_note")

    @property
    def credit_refusal(self) -> str | None:
        """Why no credit note can be made of it, or None; what is left is another question."""
        if self.stage != "invoice" or self.status not in {Status.ISSUED, Status.WRITTEN_OFF}:
            return "Un avoir se fait sur une facture émise."
        return None

    async def credit(
        self, parts: Mapping[int, Decimal] | None = None, *, by: Staff, reason: str
    ) -> Self:
        """A draft credit note of all that is left of an issued invoice, or of these quantities."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            invoice = await type(self).locked(self.id)
            if sentence := invoice.credit_refusal:
                raise Refused(sentence)
            is_ahead = invoice.type_code == DOWN_PAYMENT
            if is_ahead and await invoice.is_deducted():
                raise Refused(DEDUCTED)
            left = await invoice.left()
            chosen = chosen_parts(left, parts, TAKEN_BACK)
            discount = await invoice.discount_for(chosen, is_all=takes_all(left, chosen))
            note = await invoice.beget(
                *("invoice", "credit_note", Status.DRAFT),
                by=by,
                type_code=CREDIT_OF_DOWN_PAYMENT if is_ahead else CREDIT_NOTE,
                closing_reason=self.required_reason(reason),
                discount=discount.words,
            )
            await note.take_parts(invoice, chosen, whole=parts is None)
            await note.store_totals()
            await note.recount(client)
        return note

    async def settle_credit(self, *, by: Staff) -> None:
        """Take it off what its invoice still owes, as it is issued; the rest is to be refunded."""
        invoice = await type(self).locked(self.parent_id)
        left = invoice.ttc - await invoice.taken_back(but=self.id)
        # Of credit notes line by line each rounds its VAT, which may come to more by a cent a rate.
        slack = CENT * len((await self.totals()).rows)
        rest = left - self.ttc
        if rest < -slack:
            raise Refused(f"Cet avoir dépasse ce qui reste de la facture\u00a0: {amount(left)}.")
        used = min(self.ttc, invoice.due)
        is_all = bool(invoice.ttc and rest <= 0) or (
            rest <= slack and not any(one.left for one in await invoice.left())
        )
        values = {"credited": invoice.credited + used, "is_taken_back": is_all}
        await invoice.write(values, by=by, action=None)
        if is_all and invoice.parent_id:
            await (await type(self).locked(invoice.parent_id)).after_move(by=by)
        self.credited = used

    async def taken_back(self, *, but: int) -> Decimal:
        """What issued credit notes have taken off an invoice, VAT included."""
        notes = type(self).filter(
            parent_id=self.id, stage="credit_note", status=Status.ISSUED, trashed_at=None
        )
        return sum([one.ttc for one in await notes.exclude(id=but)], ZERO)
