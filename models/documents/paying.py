"""What an invoice has been paid, and what is still owed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.documents.issuing import Issuable
from models.documents.kind import Status
from models.documents.totals import spread
from models.french.money import ZERO


class Payable(Issuable):
    """An issued invoice or credit note, which money settles."""

    paid: Any

    class Meta:
        abstract = True

    @property
    def is_issued(self) -> bool:
        return bool(self.kind == "invoice" and self.status in {Status.ISSUED, Status.WRITTEN_OFF})

    def owed(self) -> Decimal:
        """By the client; of a credit note, to the client."""
        if not self.is_issued:
            return ZERO
        owed: Decimal = self.ttc - self.paid - self.credited
        return max(owed, ZERO)

    @property
    def payment_refusal(self) -> str | None:
        """Why nothing can be received on it, or given back by it, or None."""
        if not self.is_issued:
            return "Seule une facture émise s’encaisse."
        if not self.due:
            return "Tout est déjà réglé."
        return None

    async def shared_by_rate(self, part: Decimal) -> dict[str, str]:
        """A part of its total, rate by rate, in proportion to each."""
        rows = (await self.totals()).rows
        shares = spread(abs(part), {row.vat: row.base + row.amount for row in rows})
        sign = -1 if part < 0 else 1
        return {vat.code: str(sign * share) for vat, share in shares.items()}
