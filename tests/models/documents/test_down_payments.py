"""A part of an order is invoiced ahead, never more than it, and taken off once by the last one."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal

import pytest

from models.documents import Discount, Document
from models.errors import Invalid, Refused
from models.french import short_date
from tests.factories import (
    ANYBODY,
    make_client,
    make_document,
    money,
    remove_line,
    retype_line,
    retyped,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

MIXED = (
    {"designation": "Nacelle", "quantity": "2", "price": "500"},
    {"designation": "Travaux", "price": "200", "vat": "S10", "kind": "labour"},
)
"""1,200 € without VAT, 200 + 20 € of VAT: 1,420 €."""


async def order_of(*lines: dict[str, str], discount: str = "") -> Document:
    order = await make_document(await make_client(), "sale", lines=lines or MIXED)
    order = await Document.amend(retyped(order, discount=discount), by=ANYBODY)
    for code in ("prepare", "deliver"):
        order = await order.move(code, by=ANYBODY)
    return order


def part(percent: str = "", *, euros: str = "0") -> Discount:
    return Discount(Decimal(percent or 0), Decimal(euros))


async def ahead_of(order: Document, percent: str = "30", *, euros: str = "0") -> Document:
    """An issued down payment."""
    asked = part(percent) if euros == "0" else part(euros=euros)
    return await take(await order.bill_down_payment(asked, by=ANYBODY), "issue")


async def bases(document: Document) -> list[tuple[str, *tuple[Decimal, ...]]]:
    return [(row.vat.code, row.base, row.amount) for row in (await document.totals()).rows]


async def test_a_part_in_percent_is_shared_by_rate_and_says_what_is_bought() -> None:
    order = await order_of()
    ahead = await order.bill_down_payment(part("30"), by=ANYBODY)

    assert (ahead.type_code, ahead.ttc) == ("386", Decimal(426))
    assert await bases(ahead) == [("S20", *money(300, 60)), ("S10", *money(60, 6))]
    first, second = await ahead.lines_in_order()
    for line in (first, second):
        assert line.designation == (
            f"Acompte de 30\u00a0% sur commande {order.number}\u00a0:\n– 2 × Nacelle\n– 1 × Travaux"
        )
        assert (line.quantity, line.unit, line.source_id) == (Decimal(1), "flat", None)
    assert (first.nature, second.nature) == ("goods", "service")


async def test_a_part_in_euros_is_with_vat_and_comes_to_no_more(subtests: pytest.Subtests) -> None:
    for euros, ttc in (("100", "100.00"), ("0.01", "0.01"), ("99.99", "99.98"), ("1420", "1420")):
        with subtests.test(euros=euros):
            order = await order_of() if euros == "1420" else await order_of({"price": "1000"})
            ahead = await order.bill_down_payment(part(euros=euros), by=ANYBODY)
            assert ahead.ttc == Decimal(ttc)


async def test_down_payments_never_come_to_more_than_the_order(subtests: pytest.Subtests) -> None:
    order = await order_of()
    await ahead_of(order, "60")
    for asked in (part("50"), part(euros="568.01"), part(euros="0"), part(euros="-5")):
        with subtests.test(asked=asked):
            with pytest.raises(Invalid) as refusal:
                await order.bill_down_payment(asked, by=ANYBODY)
            assert "568,00" in refusal.value.errors["amount"]
    assert (await order.bill_down_payment(part(euros="568"), by=ANYBODY)).ttc == 568


async def test_a_first_down_payment_of_more_than_the_order_is_refused_and_not_cut_down(
    subtests: pytest.Subtests,
) -> None:
    order = await order_of()
    for asked in (part("150"), part("100.01"), part(euros="1420.01"), part(euros="99999")):
        with subtests.test(asked=asked):
            with pytest.raises(Invalid) as refusal:
                await order.bill_down_payment(asked, by=ANYBODY)
            assert "1\u202f420,00" in refusal.value.errors["amount"]


async def test_of_five_who_ask_for_more_than_half_one_is_heard() -> None:
    order = await order_of()
    done = await asyncio.gather(
        *(order.bill_down_payment(part("60"), by=ANYBODY) for _ in range(5)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Document) for one in done) == 1
    assert sum(isinstance(one, Invalid) for one in done) == 4


async def test_what_is_invoiced_in_parts_leaves_less_for_a_down_payment() -> None:
    order = await order_of()
    first = (await order.left())[0].line
    await order.bill({first.id: Decimal(2)}, by=ANYBODY)
    with pytest.raises(Invalid):
        await order.bill_down_payment(part(euros="220.01"), by=ANYBODY)
    assert (await order.bill_down_payment(part(euros="220"), by=ANYBODY)).ttc == 220


async def test_the_last_invoice_shows_the_whole_and_takes_each_down_payment_off_once() -> None:
    order = await order_of()
    one, two = await ahead_of(order, "30"), await ahead_of(order, euros="142")

    last = await order.bill(by=ANYBODY)

    lines = await last.lines_in_order()
    assert [line.designation for line in lines[:2]] == ["Nacelle", "Travaux"]
    day = short_date(one.dated_on or date.max)
    assert [(line.designation, line.quantity, line.deducts_id) for line in lines[2:]] == [
        *[(f"Acompte facturé {one.number} du {day}", Decimal(-1), one.id)] * 2,
        *[(f"Acompte facturé {two.number} du {day}", Decimal(-1), two.id)] * 2,
    ]
    assert await bases(last) == [("S20", *money(600, 120)), ("S10", *money(120, 12))]
    assert one.ttc + two.ttc + last.ttc == order.ttc
    last = await take(last, "issue")
    assert last.frame == "M4"


async def test_the_discount_is_not_taken_off_what_is_deducted() -> None:
    order = await order_of({"price": "1000"}, discount="10 %")
    ahead = await ahead_of(order, "50")
    last = await order.bill(by=ANYBODY)
    totals = await last.totals()
    assert (ahead.ht, totals.discount, last.ht, last.ttc) == money(450, 100, 450, 540)


async def test_only_what_was_issued_is_taken_off() -> None:
    order = await order_of()
    draft = await order.bill_down_payment(part("30"), by=ANYBODY)
    with pytest.raises(Refused, match="Un acompte est en brouillon"):
        await order.bill(by=ANYBODY)
    await draft.discard(by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ttc == order.ttc


async def test_a_deduction_stays_as_it_is() -> None:
    order = await order_of({"price": "1000"})
    await ahead_of(order)
    last = await order.bill(by=ANYBODY)
    for change in (retype_line(last, 2, price="1"), retype_line(last, 2, quantity="-2")):
        with pytest.raises(Invalid) as refusal:
            await change
        assert "déduit un acompte" in next(iter(refusal.value.errors.values()))
    with pytest.raises(Refused, match="déduit un acompte"):
        await remove_line(last, 2)


async def test_a_discarded_last_invoice_has_deducted_nothing() -> None:
    order = await order_of({"price": "1000"})
    await ahead_of(order)
    await (await order.bill(by=ANYBODY)).discard(by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ht == 700


async def test_a_part_after_which_too_little_would_be_left_takes_the_down_payment_off() -> None:
    order = await order_of({"quantity": "10", "price": "100"})
    (line,) = [one.line for one in await order.left()]
    await ahead_of(order, "40")

    small = await order.bill({line.id: Decimal(3)}, by=ANYBODY)
    assert small.ht == 300
    large = await order.bill({line.id: Decimal(5)}, by=ANYBODY)
    assert large.ht == 100, "500 less 400: the 200 that are left would not bear it"
    assert (await order.bill(by=ANYBODY)).ht == 200


async def test_a_part_that_cannot_bear_the_down_payment_either_is_refused() -> None:
    order = await order_of({"quantity": "10", "price": "100"})
    (line,) = [one.line for one in await order.left()]
    await ahead_of(order, "40")
    await order.bill({line.id: Decimal(5)}, by=ANYBODY)
    with pytest.raises(Refused, match="Il resterait moins que l’acompte à déduire"):
        await order.bill({line.id: Decimal(3)}, by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ht == 100


async def test_a_down_payment_that_was_credited_is_not_deducted() -> None:
    order = await order_of({"price": "1000"})
    ahead = await ahead_of(order)
    note = await ahead.credit(by=ANYBODY, reason="Commande réduite")
    assert (note.type_code, note.ttc) == ("503", Decimal(360))
    await note.issue(by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ht == 1_000


async def test_a_down_payment_that_is_deducted_is_credited_only_after_its_last_invoice() -> None:
    order = await order_of({"price": "1000"})
    ahead = await ahead_of(order)
    last = await take(await order.bill(by=ANYBODY), "issue")
    with pytest.raises(Refused, match="faites d’abord l’avoir sur elle"):
        await ahead.credit(by=ANYBODY, reason="Annulation")
    await take(last, "credit")
    assert (await ahead.credit(by=ANYBODY, reason="Annulation")).ttc == 360
