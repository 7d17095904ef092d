"""Invoices of a part of an order ahead of it, and how the last invoice takes them off."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.kind import Need, Status
from models.documents.line import DocumentLine
from models.documents.moving import NEEDS
from models.documents.pricing import copy_of, totals_of_lines
from models.documents.refreshing import Refreshable
from models.documents.totals import Discount, spread
from models.errors import Invalid, Refused
from models.french.money import CENT, ZERO, amount, percent, rounded, write_number
from models.french.wording import short_date
from models.permissions import Permission, Staff

DOWN_PAYMENT = "386"
STANDS = {"trashed_at": None, "is_taken_back": False}
"""What is neither thrown away nor wholly credited: the rest is free to be invoiced again."""


@dataclass(frozen=True)
class LineLeft:
    """A line of an order or an invoice, and how much of it nothing has been made of yet."""

    line: DocumentLine
    left: Decimal

    @property
    def is_whole(self) -> bool:
        return self.left == self.line.quantity


class DownPayments(Refreshable):
    """A record of which a part can be invoiced ahead."""

    type_code: Any
    dated_on: Any

    class Meta:
        abstract = True

    @property
    def billing_refusal(self) -> str | None:
        """Why nothing can be invoiced of it, or None."""
        raise NotImplementedError

    async def left(self) -> list[LineLeft]:
        """Its lines with a price, each with the quantity that nothing has been made of."""
        raise NotImplementedError

    async def beget_invoice(self, type_code: str, *, by: Staff, **more: Any) -> Self:
        return await self.beget(
            "invoice", "invoice", Status.DRAFT, by=by, type_code=type_code, **more
        )

    async def bill_down_payment(self, asked: Discount, *, by: Staff) -> Self:
        """A draft invoice of a part of the order, in percent or as an amount with VAT."""
        by.need(Permission.DOCUMENTS)
        async with transaction():
            await Client.locked(self.client_id)
            order = await type(self).locked(self.id)
            if reason := order.billing_refusal:
                raise Refused(reason)
            lines = await order.lines_in_order()
            if not any(line.is_priced for line in lines):
                raise Refused(NEEDS[Need.LINES])
            totals = totals_of_lines(lines, order.discount_spec)
            wanted, left = asked.asked_of(totals.ttc), totals.ttc - await order.invoiced()
            if not 0 < wanted <= left:
                most = amount(max(left, ZERO))
                raise Invalid({"amount": f"Un acompte va d’un centime à ce qui reste : {most}."})
            made = await order.beget_invoice(DOWN_PAYMENT, by=by, discount="")
            shares = spread(wanted, {row.vat: row.base + row.amount for row in totals.rows})
            what = order.down_payment_words(asked, lines)
            for position, (vat, share) in enumerate(shares.items(), 1):
                base = base_within(share, vat.rate)
                line = DocumentLine(
                    document_id=made.id,
                    position=position,
                    kind="article",
                    designation=what,
                    price=base,
                    unit="flat",
                    vat=vat.code,
                    vat_rate=vat.rate,
                    vat_category=vat.category,
                    nature=lines_nature(lines, vat.code),
                )
                line.derive()
                await line.save()
            await made.store_totals()
        return made

    def down_payment_words(self, asked: Discount, lines: list[DocumentLine]) -> str:
        """What is bought, as the law wants it named, and not a bare « acompte »."""
        part = f" de {percent(asked.percent)}" if asked.percent else ""
        bought = [
            f"– {write_number(line.quantity)} × {line.designation.partition(chr(10))[0]}"
            for line in lines
            if line.is_priced
        ]
        head = f"Acompte{part} sur {self.caption_in_text}\u00a0:"
        return "\n".join([head, *bought])[: DocumentLine.length_of("designation")]

    async def down_payments(self) -> list[Self]:
        """Its invoices of down payments that stand."""
        found = type(self).filter(parent_id=self.id, type_code=DOWN_PAYMENT, **STANDS)
        return await found.order_by("id")

    async def invoiced(self) -> Decimal:
        """What its invoices come to, VAT included, down payments and what deducts them alike."""
        made = await type(self).filter(parent_id=self.id, **STANDS)
        return sum([one.ttc for one in made], ZERO)

    async def deduct_down_payments(self, order: Self) -> None:
        """Take off, rate by rate, what has been invoiced ahead and is not deducted yet."""
        for ahead in await order.down_payments():
            if ahead.status == Status.DRAFT:
                raise Refused("Un acompte est en brouillon : émettez-le ou supprimez-le d’abord.")
            if await ahead.is_deducted():
                continue
            day = short_date(ahead.dated_on) if ahead.dated_on else ""
            await self.add_lines(
                copy_of(
                    one.line,
                    quantity=-one.left,
                    designation=f"Acompte facturé {ahead.number} du {day}",
                    deducts_id=ahead.id,
                )
                for one in await ahead.left()
                if one.left
            )

    async def is_deducted(self) -> bool:
        """Whether an invoice takes off this down payment, and nothing has taken that back."""
        found = DocumentLine.filter(deducts_id=self.id, document__trashed_at=None)
        rows = await found.values_list("document__stage", "quantity")
        return bool(sum(-quantity if stage == "invoice" else quantity for stage, quantity in rows))


def base_within(total: Decimal, rate: Decimal) -> Decimal:
    """The base that comes to this total with its VAT, or to a cent less where none comes to it."""
    base = rounded(total * 100 / (100 + rate))
    return base if base + rounded(base * rate / 100) <= total else base - CENT


def lines_nature(lines: list[DocumentLine], vat: str) -> str:
    """Goods, or a service, whichever of the lines of a rate weighs more."""
    natures: dict[str, Decimal] = {}
    for line in lines:
        if line.is_priced and line.vat == vat:
            natures[line.nature] = natures.get(line.nature, ZERO) + line.net
    return max(natures, key=lambda one: natures[one])
