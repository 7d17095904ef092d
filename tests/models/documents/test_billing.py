"""What is ordered is invoiced once: whole, in parts, or by two people at the same time."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from models.clients import Client
from models.documents import Document, DocumentLine, Status
from models.errors import Invalid, Refused
from tests.factories import (
    ANYBODY,
    add_lines,
    make_client,
    make_document,
    money,
    remove_line,
    retype_line,
    retyped,
)

pytestmark = pytest.mark.usefixtures("database")

LINES = (
    {"designation": "Nacelle", "quantity": "4", "price": "100"},
    {"designation": "Godet", "quantity": "10", "price": "7,5"},
    {"kind": "text", "designation": "Selon votre accord"},
)
DONE = "prepare deliver"


async def order_of(*lines: dict[str, str], moves: str = DONE) -> Document:
    return await make_document(await make_client(), "sale", moves=moves, lines=lines or LINES)


async def left_of(order: Document) -> list[Decimal]:
    return [one.left for one in await order.left()]


async def parts(order: Document, *quantities: str) -> dict[int, Decimal]:
    """These quantities of its priced lines, in their order."""
    left = await order.left()
    return {one.line.id: Decimal(text) for one, text in zip(left, quantities, strict=False)}


async def test_all_that_is_ordered_is_invoiced_words_too() -> None:
    order = await order_of()
    invoice = await order.bill(by=ANYBODY)

    lines = await invoice.lines_in_order()
    assert [(line.designation, line.quantity) for line in lines] == [
        *(("Nacelle", Decimal(4)), ("Godet", Decimal(10)), ("Selon votre accord", Decimal(0)))
    ]
    assert (invoice.type_code, invoice.status, invoice.ht) == ("380", Status.DRAFT, Decimal(475))
    assert await left_of(order) == [0, 0]
    assert (await Document.get(id=order.id)).status == Status.BILLED
    with pytest.raises(Refused, match="facturée"):
        await order.bill(by=ANYBODY)


async def test_an_order_is_invoiced_in_parts_and_is_done_when_nothing_is_left() -> None:
    order = await order_of()
    for quantities, ht, left, status in (
        (("1",), "100.00", [3, 10], Status.DELIVERED),
        (("2", "3.5"), "226.25", [1, Decimal("6.5")], Status.DELIVERED),
        (("1", "6.5"), "148.75", [0, 0], Status.BILLED),
    ):
        invoice = await order.bill(await parts(order, *quantities), by=ANYBODY)
        assert (invoice.ht, await left_of(order)) == (Decimal(ht), left)
        assert (await Document.get(id=order.id)).status == status
    assert sum([one.ht for one in await order.children]) == order.ht


async def test_no_more_is_invoiced_than_is_left(subtests: pytest.Subtests) -> None:
    order = await order_of()
    await order.bill(await parts(order, "3"), by=ANYBODY)
    first, second = [one.line for one in await order.left()]
    for wanted, where, sentence in (
        ({first.id: Decimal(2)}, first.id, "Il n’en reste que 1"),
        ({first.id: Decimal(-1)}, first.id, "Il n’en reste que 1"),
        ({second.id: Decimal("10.0001")}, second.id, "Il n’en reste que 10"),
        ({999_999: Decimal(1)}, 999_999, "Il n’en reste que 0"),
    ):
        with subtests.test(wanted=wanted):
            with pytest.raises(Invalid) as refusal:
                await order.bill(wanted, by=ANYBODY)
            assert sentence in refusal.value.errors[str(where)]
    for nothing in ({}, {first.id: Decimal(0)}):
        with pytest.raises(Refused, match="au moins une ligne"):
            await order.bill(nothing, by=ANYBODY)
    assert await order.children.all().count() == 1


async def test_of_five_who_invoice_at_once_one_invoices_and_nothing_twice(
    subtests: pytest.Subtests,
) -> None:
    for quantities in (None, ("3",)):
        with subtests.test(quantities=quantities):
            order = await order_of()
            wanted = await parts(order, *quantities) if quantities else None

            done = await asyncio.gather(
                *(order.bill(wanted, by=ANYBODY) for _ in range(5)), return_exceptions=True
            )

            assert sum(isinstance(one, Document) for one in done) == 1
            assert sum(isinstance(one, (Refused, Invalid)) for one in done) == 4
            invoiced = await DocumentLine.filter(document__parent_id=order.id, source_id__gt=0)
            assert sum(line.quantity for line in invoiced) == (3 if quantities else 14)


async def test_what_is_invoiced_ahead_of_the_end_ends_by_itself() -> None:
    order = await order_of(moves="")
    await order.bill(by=ANYBODY)
    assert (await Document.get(id=order.id)).status == Status.CONFIRMED
    for code in DONE.split():
        await order.move(code, by=ANYBODY)
    assert (await Document.get(id=order.id)).status == Status.BILLED


async def test_what_cannot_be_invoiced_says_why(subtests: pytest.Subtests) -> None:
    client = await make_client()
    for kind, stage, moves, sentence in (
        ("rental", "quote", "", "il faut un ordre, un contrat ou une commande"),
        ("invoice", "invoice", "", "il faut un ordre, un contrat ou une commande"),
        ("rental", "contract", "", "brouillon"),
        ("sale", "order", "cancel", "annulée"),
        ("sale", "order", "prepare deliver close_unbilled", "clôturée sans facture"),
    ):
        with subtests.test(kind=kind, stage=stage, moves=moves):
            document = await make_document(client, kind, stage, moves)
            with pytest.raises(Refused, match=sentence):
                await document.bill(by=ANYBODY)
    with pytest.raises(Refused, match="ce document est vide"):
        await (await make_document(client, "sale", lines=())).bill(by=ANYBODY)


async def test_a_discarded_draft_frees_its_lines_and_reopens_the_order() -> None:
    order = await order_of()
    first = await order.bill(await parts(order, "1", "10"), by=ANYBODY)
    last = await order.bill(by=ANYBODY)
    client = await Client.get(id=order.client_id)
    assert (await Document.get(id=order.id)).status == Status.BILLED
    assert client.open_count == 2

    await last.discard(by=ANYBODY)

    assert await left_of(order) == [3, 0]
    order = await Document.get(id=order.id)
    assert (order.status, order.is_open) == (Status.DELIVERED, True)
    assert (await Client.get(id=client.id)).open_count == 2
    await first.discard(by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ht == order.ht


async def test_a_draft_that_takes_less_reopens_the_order_and_one_that_takes_all_ends_it() -> None:
    order = await order_of()
    invoice = await order.bill(by=ANYBODY)

    await retype_line(invoice, 1, quantity="3")
    assert (await Document.get(id=order.id)).status == Status.DELIVERED
    assert await left_of(order) == [1, 0]
    assert (await Client.get(id=order.client_id)).open_count == 2

    with pytest.raises(Invalid) as refusal:
        await retype_line(invoice, 1, quantity="5")
    assert "Il n’en reste que 4" in next(iter(refusal.value.errors.values()))

    await retype_line(invoice, 1, quantity="4")
    assert (await Document.get(id=order.id)).status == Status.BILLED
    assert (await Client.get(id=order.client_id)).open_count == 1

    await remove_line(invoice, 2)
    assert await left_of(order) == [0, 10]
    assert (await Document.get(id=order.id)).status == Status.DELIVERED


async def test_what_is_invoiced_of_a_line_stays_in_the_order() -> None:
    order = await order_of()
    invoice = await order.bill(await parts(order, "3"), by=ANYBODY)

    with pytest.raises(Invalid) as refusal:
        await retype_line(order, 1, quantity="2")
    assert "3 sont déjà facturés" in next(iter(refusal.value.errors.values()))
    with pytest.raises(Refused, match="déjà facturée"):
        await remove_line(order, 1)
    await retype_line(order, 1, quantity="3")
    assert await left_of(order) == [0, 10]

    await invoice.discard(by=ANYBODY)
    await remove_line(order, 1)
    assert await left_of(order) == [10]


async def test_a_new_line_of_an_order_is_left_to_invoice() -> None:
    order = await order_of(moves="prepare")
    await order.bill(by=ANYBODY)
    await add_lines(order, {"designation": "Gants", "price": "9"})
    assert await left_of(order) == [0, 0, 1]


# --- the discount of the whole document ---------------------------------------------------------


async def test_an_amount_off_is_shared_over_the_invoices_and_the_last_has_the_rest() -> None:
    order = await order_of(*[{"quantity": "1", "price": "33,33"}] * 3)
    order = await Document.amend(retyped(order, discount="10 €"), by=ANYBODY)
    assert order.ht == Decimal("89.99")
    ids = [one.line.id for one in await order.left()]

    made = [await order.bill({id_: Decimal(1)}, by=ANYBODY) for id_ in ids]

    discounts = [(await one.totals()).discount for one in made]
    assert discounts == [Decimal("3.33"), Decimal("3.33"), Decimal("3.34")]
    assert sum(one.ht for one in made) == order.ht


async def test_a_discarded_part_gives_its_share_of_the_discount_back() -> None:
    order = await order_of(*[{"price": "50"}] * 2)
    order = await Document.amend(retyped(order, discount="10 €"), by=ANYBODY)
    first = await order.bill(await parts(order, "1"), by=ANYBODY)
    assert first.ht == 45
    await first.discard(by=ANYBODY)
    assert (await order.bill(by=ANYBODY)).ht == 90


async def test_a_part_of_a_hundred_is_taken_off_each_invoice() -> None:
    order = await order_of()
    order = await Document.amend(retyped(order, discount="10 %"), by=ANYBODY)
    part = await order.bill(await parts(order, "1"), by=ANYBODY)
    rest = await order.bill(by=ANYBODY)
    assert (part.ht, rest.ht, order.ht) == money(90, "337.50", "427.50")


async def test_the_parts_come_to_the_whole_to_the_cent() -> None:
    for discount, lines in (
        ("10 %", [{"price": "33,33"}] * 3),
        ("7,5 %", [{"quantity": "3", "price": "0,335"}, {"price": "12,345678", "vat": "S10"}]),
        ("", [{"quantity": "3", "price": "0,335", "discount": "33,33"}]),
        ("5 €", [{"quantity": "3", "price": "0,335"}, {"price": "99,99"}]),
    ):
        order = await order_of(*lines)
        order = await Document.amend(retyped(order, discount=discount), by=ANYBODY)
        made = []
        for one in await order.left():
            part = {one.line.id: Decimal(1)}
            made += [await order.bill(part, by=ANYBODY) for _ in range(int(one.left))]
        assert sum(one.ht for one in made) == order.ht, (discount, lines)
