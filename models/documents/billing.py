"""What an order or a contract has had invoiced, what is left of it, and how that is invoiced."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from models.clients.client import Client
from models.database.transaction import transaction
from models.documents.down_payments import DOWN_PAYMENT, STANDS, DownPayments, LineLeft
from models.documents.kind import Need, Status
from models.documents.line import DocumentLine
from models.documents.moving import NEEDS
from models.documents.pricing import copy_of
from models.documents.totals import Discount, net_of
from models.errors import Invalid, Refused
from models.french.money import ZERO, rounded, show_number, write_number
from models.permissions import Permission, Staff

INVOICE = "380"
LINES_STAND = {f"document__{name}": value for name, value in STANDS.items()}
NOTHING_LEFT = "Tout est déjà facturé."
TOO_LITTLE_LEFT = (
    "Il resterait moins que l’acompte à déduire : facturez plus de lignes, ou tout ce qui reste."
)


class Billable(DownPayments):
    """A record of which invoices are made, and credit notes of those, line by line."""

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
        copies = DocumentLine.filter(source_id__in=ids, **LINES_STAND)
        for source, quantity in await copies.values_list("source_id", "quantity"):
            taken[source] = taken.get(source, ZERO) + quantity
        return taken

    async def bill(self, parts: Mapping[int, Decimal] | None = None, *, by: Staff) -> Self:
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
            is_all = takes_all(left, chosen)
            discount = await order.discount_for(chosen, is_all=is_all)
            made = await order.beget_invoice(INVOICE, by=by, discount=discount.words)
            await made.take_parts(order, chosen, whole=parts is None)
            await made.store_totals()
            if is_all or await order.invoiced() > order.ttc:
                await made.deduct_down_payments(order)
                await made.store_totals()
                if made.ttc < 0 and not is_all:
                    raise Refused(TOO_LITTLE_LEFT)
            await order.after_move(by=by)
            await order.recount(client)
        return made

    async def discount_for(self, parts: Mapping[int, Decimal], *, is_all: bool) -> Discount:
        """Its discount for what is made of these parts; the last one has the rest."""
        own = [line for line in await self.lines_in_order() if line.deducts_id is None]
        lines = [line for line in own if line.is_priced]
        chosen = sum((_part(one, parts[one.id]) for one in lines if one.id in parts), ZERO)
        discount, whole = self.discount_spec, sum((line.net for line in lines), ZERO)
        if is_all:
            return await self._rest_of_discount(lines, chosen)
        if discount.percent or not discount.amount:
            return discount
        share = rounded(discount.amount * chosen / whole) if whole else ZERO
        return Discount(amount=min(share, max(discount.amount - await self._given(), ZERO)))

    async def _rest_of_discount(self, lines: list[DocumentLine], chosen: Decimal) -> Discount:
        """What the last part has off so that all parts come to the whole, cents of rounding too."""
        discount, whole = self.discount_spec, sum((line.net for line in lines), ZERO)
        earlier = (await self._earlier_parts(lines)).values()
        if not earlier:
            return discount
        given = await self._given() if discount.amount else ZERO
        if discount.percent:
            given = sum(map(discount.of, earlier), ZERO)
        rounding = sum(earlier, chosen) - whole
        rest = max(discount.of(whole) - given + rounding, ZERO)
        return discount if discount.of(chosen) == rest else Discount(amount=rest)

    async def _earlier_parts(self, lines: list[DocumentLine]) -> dict[int, Decimal]:
        """By document, what was taken over of these lines comes to at their own prices."""
        by_id = {line.id: line for line in lines}
        copies = DocumentLine.filter(source_id__in=list(by_id), **LINES_STAND)
        nets: dict[int, Decimal] = {}
        for made, source, quantity in await copies.values_list(
            "document_id", "source_id", "quantity"
        ):
            nets[made] = nets.get(made, ZERO) + _part(by_id[source], quantity)
        return nets

    async def _given(self) -> Decimal:
        """The amount off that its invoices have had."""
        others = type(self).filter(parent_id=self.id, **STANDS).exclude(type_code=DOWN_PAYMENT)
        return sum([one.discount_spec.amount for one in await others], ZERO)

    async def take_parts(
        self, origin: Billable, parts: Mapping[int, Decimal], *, whole: bool
    ) -> None:
        """Copy these quantities of another one's lines; words between them too, if all comes."""
        lines = []
        for line in await origin.lines_in_order():
            if line.id in parts:
                lines.append(copy_of(line, source_id=line.id, quantity=parts[line.id]))
            elif whole and not line.is_priced:
                lines.append(copy_of(line))
        await self.add_lines(lines)

    async def duplicate(self, *, by: Staff) -> Self:
        """A new document like this one, which begins anew and comes of nothing."""
        by.need(Permission.DOCUMENTS)
        start = self.stage_spec.start
        async with transaction():
            client = await Client.locked(self.client_id)
            anew: dict[str, Any] = {"parent_id": None, "origin": "", "client_identity": {}}
            copy = self.child(self.kind, self.stage, start, **anew)
            copy = await copy.enter(client.id, by=by)
            lines = await self.lines_in_order()
            await copy.add_lines([copy_of(line) for line in lines if not line.deducts_id])
            await copy.store_totals()
        return copy

    async def after_move(self, *, by: Staff) -> None:
        """An order is invoiced when its work is done and nothing is left to invoice, only then."""
        move = self.stage_spec.move("bill")
        if move is None or self.status not in {*move.sources, move.target}:
            return
        left = await self.left()
        is_invoiced = bool(left) and not any(one.left for one in left)
        if is_invoiced and self.status != move.target:
            await self.write({"status": move.target}, by=by, action="move")
        elif not is_invoiced and self.status == move.target:
            (done,) = move.sources
            await self.write({"status": done}, by=by, action="reopen")

    async def after_lines(self, client: Client, *, by: Staff) -> None:
        if self.parent_id and self.stage == "invoice":
            origin = await type(self).locked(self.parent_id)
            await origin.after_move(by=by)
            await origin.recount(client)

    def line_refusal(self, line: DocumentLine) -> str | None:
        if line.deducts_id and self.stage == "invoice":
            return "Cette ligne déduit un acompte : elle ne change pas."
        return super().line_refusal(line)

    async def check_line(self, line: DocumentLine) -> None:
        """A line made of another one takes no more than that one has left."""
        if line.source_id is None:
            return await self._check_taken(line)
        source = await DocumentLine.get(id=line.source_id)
        others = DocumentLine.filter(source_id=source.id, **LINES_STAND)
        taken = sum([one.quantity for one in await others.exclude(id=line.id or 0)], ZERO)
        left = source.quantity - taken
        if abs(line.quantity) > abs(left) or line.quantity * left < 0:
            raise Invalid({"quantity": f"Il n’en reste que {write_number(left)}."})
        return None

    async def _check_taken(self, line: DocumentLine) -> None:
        taken = (await self._taken([line.id])).get(line.id, ZERO) if line.id else ZERO
        if abs(line.quantity) < abs(taken):
            raise Invalid({"quantity": f"{write_number(taken)} sont déjà facturés."})

    async def _let_go(self, line: DocumentLine) -> None:
        copies = DocumentLine.filter(source_id=line.id)
        if await copies.filter(document__trashed_at=None).exists():
            raise Refused("Cette ligne est déjà facturée : elle ne peut plus être supprimée.")
        await copies.update(source_id=None)
        await super()._let_go(line)


def chosen_parts(
    left: list[LineLeft],
    wanted: Mapping[int, Decimal] | None,
    nothing_left: str = NOTHING_LEFT,
) -> dict[int, Decimal]:
    """The quantities to take, checked against what is left; raises Refused or Invalid."""
    if not left:
        raise Refused(NEEDS[Need.LINES])
    if not any(one.left for one in left):
        raise Refused(nothing_left)
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


def _part(line: DocumentLine, quantity: Decimal) -> Decimal:
    """What so much of a line comes to."""
    return net_of(quantity, line.price, line.discount)


def takes_all(left: list[LineLeft], chosen: Mapping[int, Decimal]) -> bool:
    """Whether nothing is left after these parts."""
    return all(chosen.get(one.line.id, ZERO) == one.left for one in left)


def _is_within(quantity: Decimal, left: Decimal) -> bool:
    return quantity == 0 or (abs(quantity) <= abs(left) and quantity * left > 0)
