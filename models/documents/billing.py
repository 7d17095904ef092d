"""What an order or a contract has had invoiced, what is left of it, and how that is invoiced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.kind import Status
from models.documents.line import DocumentLine
from models.documents.pricing import Priced, totals_of_lines
from models.documents.totals import Discount, spread
from models.errors import Invalid, Refused
from models.french.money import ZERO, amount, percent, rounded, show_number, write_number
from models.french.wording import short_date, today
from models.permissions import Permission, Staff

DOWN_PAYMENT = "386"
INVOICE = "380"
NOTHING_LEFT = "Tout est déjà facturé."
NO_LINES = "Ajoutez d’abord une ligne : il n’y a rien à facturer."


@dataclass(frozen=True)
class LineLeft:
    """A line of an order, and how much of it no invoice has yet."""

    line: DocumentLine
    left: Decimal

    @property
    def is_whole(self) -> bool:
        return self.left == self.line.quantity


class Billable(Priced):
    """A record of which invoices are made, and credit notes of those, line by line."""

    type_code: Any

    class Meta:
        abstract = True

    @property
    def billing_refusal(self) -> str | None:
        """Why nothing can be invoiced of it, or None; what is left is another question."""
        if self.is_trashed or self.stage_spec.move("bill") is None:
            return "Ce document ne se facture pas : il faut un ordre, un contrat ou une commande."
        if not self.is_open or self.status == Status.DRAFT:
            return f"Ce document est {self.status_label.lower()} : il ne se facture pas."
        return None

    async def left(self) -> list[LineLeft]:
        """Its lines with a price, each with the quantity that nothing has been made of."""
        lines = [line for line in await self.lines_in_order() if line.is_priced]
        taken = await self._taken([line.id for line in lines])
        return [LineLeft(line, line.quantity - taken.get(line.id, ZERO)) for line in lines]

    async def _taken(self, ids: list[int]) -> dict[int, Decimal]:
        """By line, the quantity that documents which stand have taken over."""
        taken: dict[int, Decimal] = {}
        copies = DocumentLine.filter(source_id__in=ids, document__trashed_at=None)
        for source, quantity in await copies.values_list("source_id", "quantity"):
            taken[source] = taken.get(source, ZERO) + quantity
        return taken

    async def bill(
        self, parts: Mapping[int, Decimal] | None = None, *, by: Staff
    ) -> Self:
        """A draft invoice of all that is left, or of these quantities by line; raises Refused.

        Of two people who invoice at the same time the second finds only what is left.
        """
        by.need(Permission.DOCUMENTS)
        async with transaction():
            client = await Client.locked(self.client_id)
            order = await type(self).locked(self.id)
            if reason := order.billing_refusal:
                raise Refused(reason)
            left = await order.left()
            chosen = chosen_parts(left, parts)
            is_all = all(chosen.get(one.line.id, ZERO) == one.left for one in left)
            made = await order.beget_invoice(INVOICE, by=by)
            await made.take_parts(order, chosen, whole=parts is None)
            if is_all:
                await made.deduct_down_payments(order)
            await made.store_totals()
            await order.after_move(by=by)
            await order.recount(client)
        return made

    async def beget_invoice(self, type_code: str, *, by: Staff, **more: Any) -> Self:
        return await self.beget(
            "invoice", "invoice", Status.DRAFT, by=by, type_code=type_code, **more
        )

    async def take_parts(
        self, origin: Billable, parts: Mapping[int, Decimal], *, whole: bool
    ) -> None:
        """Copy these quantities of another one's lines; words between them too, if all comes."""
        for line in await origin.lines_in_order():
            if line.id in parts:
                await self.copy_lines([line], source_id=line.id, quantity=parts[line.id])
            elif whole and not line.is_priced:
                await self.copy_lines([line])

    async def store_totals(self) -> None:
        await self.retotal()
        self.derive()
        await self.save()

    async def after_move(self, *, by: Staff) -> None:
        """An order whose work is done and of which nothing is left to invoice is invoiced."""
        move = self.stage_spec.move("bill")
        if move is None or self.status not in move.sources:
            return
        left = await self.left()
        if left and not any(one.left for one in left):
            await self.write({"status": move.target}, by=by, action="move")

    async def check_line(self, line: DocumentLine) -> None:
        """A line made of another one takes no more than that one has left."""
        if line.source_id is None:
            return await self._check_taken(line)
        source = await DocumentLine.get(id=line.source_id)
        others = await DocumentLine.filter(
            source_id=source.id, document__trashed_at=None
        ).exclude(id=line.id).values_list("quantity", flat=True)
        left = source.quantity - sum(others, ZERO)
        if abs(line.quantity) > abs(left) or line.quantity * left < 0:
            raise Invalid({"quantity": f"Il n’en reste que {write_number(left)}."})
        return None

    async def _check_taken(self, line: DocumentLine) -> None:
        taken = (await self._taken([line.id])).get(line.id, ZERO) if line.id else ZERO
        if abs(line.quantity) < abs(taken):
            raise Invalid({"quantity": f"{write_number(taken)} sont déjà facturés."})

    async def _let_go(self, line: DocumentLine) -> None:
        if await DocumentLine.filter(source_id=line.id).exists():
            raise Refused("Cette ligne est déjà facturée : elle ne peut plus être supprimée.")
        await super()._let_go(line)

    # --- down payments ----------------------------------------------------------------------

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
                raise Refused(NO_LINES)
            totals = totals_of_lines(lines, order.discount_spec)
            before = [one.ttc for one in await order.down_payments()]
            wanted = asked.of(totals.ttc)
            if not wanted or wanted + sum(before, ZERO) > totals.ttc:
                most = amount(totals.ttc - sum(before, ZERO))
                raise Invalid({"amount": f"Un acompte va d’un centime à ce qui reste : {most}."})
            made = await order.beget_invoice(DOWN_PAYMENT, by=by, discount="")
            shares = spread(wanted, {row.vat: row.base + row.amount for row in totals.rows})
            what = order.down_payment_words(asked, lines)
            for position, (vat, share) in enumerate(shares.items(), 1):
                base = rounded(share * 100 / (100 + vat.rate))
                line = DocumentLine(
                    document_id=made.id, position=position, kind="article", designation=what,
                    price=base, unit="flat", vat=vat.code, vat_rate=vat.rate,
                    vat_category=vat.category, nature=lines_nature(lines, vat.code),
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

    @property
    def caption_in_text(self) -> str:
        """What another document calls it."""
        raise NotImplementedError

    async def down_payments(self) -> list[Self]:
        """Its invoices of down payments that stand."""
        found = type(self).filter(parent_id=self.id, type_code=DOWN_PAYMENT, trashed_at=None)
        return await found.order_by("id")

    async def deduct_down_payments(self, order: Billable) -> None:
        """Take off, rate by rate, what has been invoiced ahead and is not deducted yet."""
        for ahead in await order.down_payments():
            if ahead.status != Status.ISSUED or await self._is_deducted(ahead):
                continue
            day = short_date(ahead.dated_on) if ahead.dated_on else ""
            for line in await ahead.lines_in_order():
                await self.copy_lines(
                    [line],
                    quantity=Decimal(-1),
                    designation=f"Acompte facturé {ahead.number} du {day}",
                    deducts_id=ahead.id,
                )

    async def _is_deducted(self, ahead: Self) -> bool:
        return await DocumentLine.filter(deducts_id=ahead.id, document__trashed_at=None).exists()


def chosen_parts(
    left: list[LineLeft], wanted: Mapping[int, Decimal] | None
) -> dict[int, Decimal]:
    """The quantities to take, checked against what is left; raises Refused or Invalid."""
    if not left:
        raise Refused(NO_LINES)
    if not any(one.left for one in left):
        raise Refused(NOTHING_LEFT)
    if wanted is None:
        return {one.line.id: one.left for one in left if one.left}
    by_id = {one.line.id: one for one in left}
    errors = {
        str(id_): f"Il n’en reste que {show_number(by_id[id_].left) if id_ in by_id else 0}."
        for id_, quantity in wanted.items()
        if id_ not in by_id or not _is_within(quantity, by_id[id_].left)
    }
    if errors:
        raise Invalid(errors)
    chosen = {id_: quantity for id_, quantity in wanted.items() if quantity}
    if not chosen:
        raise Refused("Choisissez au moins une ligne.")
    return chosen


def _is_within(quantity: Decimal, left: Decimal) -> bool:
    return quantity == 0 or (abs(quantity) <= abs(left) and quantity * left > 0)


def lines_nature(lines: list[DocumentLine], vat: str) -> str:
    """Goods, or a service, whichever of the lines of a rate weighs more."""
    natures: dict[str, Decimal] = {}
    for line in lines:
        if line.is_priced and line.vat == vat:
            natures[line.nature] = natures.get(line.nature, ZERO) + line.net
    return max(natures, key=lambda one: natures[one])


__all__ = ["DOWN_PAYMENT", "INVOICE", "Billable", "LineLeft", "today"]
