"""A credit note takes an invoice back, whole or in parts, and never more than it."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from models.clients import Client
from models.documents import Discount, Document, Status, receive
from models.errors import Invalid, Refused
from tests.factories import (
    ANYBODY,
    add_lines,
    make_client,
    make_document,
    money,
    retype_line,
    retyped,
    take,
)

pytestmark = pytest.mark.usefixtures("database")

LINES = (
    {"designation": "Nacelle", "quantity": "4", "price": "100"},
    {"designation": "Travaux", "quantity": "1", "price": "50", "vat": "S10"},
    {"kind": "text", "designation": "Merci"},
)
"""450 € without VAT, 80 + 5 € of VAT: 535 €."""


async def invoice_of(*lines: dict[str, str], discount: str = "") -> Document:
    """An issued invoice."""
    draft = await make_document(await make_client(), "invoice", lines=lines or LINES)
    draft = await Document.amend(retyped(draft, discount=discount), by=ANYBODY)
    return await take(draft, "issue")


async def parts(invoice: Document, *quantities: str) -> dict[int, Decimal]:
    left = await invoice.left()
    return {one.line.id: Decimal(text) for one, text in zip(left, quantities, strict=False)}


async def credit(invoice: Document, *quantities: str) -> Document:
    """A draft credit note of these quantities, or of all that is left."""
    wanted = await parts(invoice, *quantities) if quantities else None
    return await invoice.credit(wanted, by=ANYBODY, reason="Erreur")


async def again(document: Document) -> Document:
    return await Document.get(id=document.id)


async def test_a_whole_credit_note_mirrors_its_invoice_and_cancels_it() -> None:
    invoice = await invoice_of()
    note = await credit(invoice)

    assert (note.stage, note.type_code, note.status) == ("credit_note", "381", Status.DRAFT)
    assert (note.parent_id, note.closing_reason, note.number) == (invoice.id, "Erreur", None)
    assert [line.designation for line in await note.lines_in_order()] == [
        *("Nacelle", "Travaux", "Merci")
    ]
    assert (note.ht, note.vat, note.ttc) == money(450, 85, 535)
    assert (await again(invoice)).standing == Status.ISSUED, "as long as it is a draft"

    note = await take(note, "issue")

    invoice = await again(invoice)
    assert (invoice.standing, invoice.due, invoice.credited) == (Status.CANCELLED, *money(0, 535))
    assert (note.standing, note.due, note.is_open) == (Status.PAID, Decimal(0), False)
    assert str(note.number).startswith("AV-")
    with pytest.raises(Refused, match="reprennent déjà toute"):
        await credit(invoice)


async def test_credit_notes_by_lines_take_what_is_left_and_no_more() -> None:
    invoice = await invoice_of()
    for quantities, ttc, due, standing in (
        (("1",), "120.00", "415.00", Status.ISSUED),
        (("1", "0.5"), "147.50", "267.50", Status.ISSUED),
    ):
        note = await take(await credit(invoice, *quantities), "issue")
        invoice = await again(invoice)
        assert (note.ttc, invoice.due, invoice.standing) == (
            *(Decimal(ttc), Decimal(due), standing),
        )
    for too_much in (("3",), ("0", "0.6"), ("-1",)):
        with pytest.raises(Invalid):
            await credit(invoice, *too_much)
    rest = await take(await credit(invoice), "issue")
    assert rest.ttc == Decimal("267.50")
    assert (await again(invoice)).standing == Status.CANCELLED


async def test_of_five_who_credit_at_once_one_does() -> None:
    invoice = await invoice_of()
    done = await asyncio.gather(*(credit(invoice) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, Document) for one in done) == 1
    assert sum(isinstance(one, Refused) for one in done) == 4


async def test_a_discarded_credit_note_gives_back_what_it_would_have_taken() -> None:
    invoice = await invoice_of()
    await (await credit(invoice)).discard(by=ANYBODY)
    assert (await again(invoice)).due == 535
    assert (await credit(invoice)).ttc == 535


async def test_what_was_paid_already_is_to_be_given_back() -> None:
    invoice = await invoice_of()
    await receive({invoice.id: Decimal(500)}, "card", by=ANYBODY)

    note = await take(await credit(invoice, "2"), "issue")

    invoice = await again(invoice)
    assert (invoice.due, invoice.credited, invoice.standing) == (*money(0, 35), Status.PAID)
    assert (note.ttc, note.credited, note.due) == money(240, 35, 205)
    assert (note.standing, note.is_open) == (Status.ISSUED, True)
    assert (await Client.get(id=invoice.client_id)).open_count == 1
    refund = await receive({note.id: Decimal(205)}, "transfer", by=ANYBODY)
    assert refund.amount == -205
    note = await again(note)
    assert (note.standing, note.due) == (Status.PAID, Decimal(0))
    assert (await Client.get(id=invoice.client_id)).open_count == 0


async def test_a_credit_note_that_was_made_larger_is_not_issued() -> None:
    invoice = await invoice_of()
    note = await credit(invoice, "1")
    with pytest.raises(Invalid, match="n’en reste que 4"):
        await retype_line(note, 1, quantity="5")
    note = await retype_line(note, 1, price="600")
    with pytest.raises(Refused, match="dépasse ce qui reste de la facture\u00a0: 535,00"):
        await take(note, "issue")
    note = await retype_line(note, 1, price="100")
    note = await add_lines(note, {"price": "500"})
    with pytest.raises(Refused, match="dépasse ce qui reste"):
        await take(note, "issue")
    assert ((await again(note)).number, (await again(invoice)).credited) == (None, Decimal(0))


async def test_of_credit_notes_issued_at_once_none_takes_back_what_another_has() -> None:
    invoice = await invoice_of({"quantity": "1", "price": "100"})
    notes = [await credit(invoice, part) for part in ("0.5", "0.5")]
    for note in notes:
        await retype_line(note, 1, price="150")  # 90 € each with VAT, of 120

    done = await asyncio.gather(*(take(note, "issue") for note in notes), return_exceptions=True)

    assert sum(isinstance(one, Refused) for one in done) == 1
    assert (await again(invoice)).due == 30


async def test_line_by_line_a_cent_of_rounding_keeps_nobody_from_the_last_one() -> None:
    invoice = await invoice_of(*[{"price": "0,03"}] * 3)
    assert invoice.ttc == Decimal("0.11"), "0.09 and 0.018 of VAT"
    for place in range(3):
        quantities = ["0", "0", "0"]
        quantities[place] = "1"
        note = await take(await credit(invoice, *quantities), "issue")
        assert note.ttc == Decimal("0.04")
    assert (await again(invoice)).due == 0


async def test_the_discount_comes_back_with_its_lines() -> None:
    invoice = await invoice_of(*[{"price": "33,33"}] * 3, discount="10 €")
    notes = [
        await take(await credit(invoice, *quantities), "issue")
        for quantities in (("1",), ("0", "1"), ())
    ]
    assert [(await one.totals()).discount for one in notes] == [
        *(Decimal("3.33"), Decimal("3.33"), Decimal("3.34"))
    ]
    assert sum(one.ht for one in notes) == invoice.ht == Decimal("89.99")


async def test_a_credit_note_of_a_last_invoice_takes_its_deductions_below_the_discount() -> None:
    order = await make_document(await make_client(), "sale", lines=({"price": "1000"},))
    order = await Document.amend(retyped(order, discount="10 %"), by=ANYBODY)
    ahead = await order.bill_down_payment(type(order.discount_spec)(Decimal(50)), by=ANYBODY)
    await take(ahead, "issue")
    invoice = await take(await order.bill(by=ANYBODY), "issue")
    note = await take(await credit(invoice), "issue")
    assert note.ttc == invoice.ttc == 540


async def test_only_an_issued_invoice_is_credited_and_for_a_reason(
    subtests: pytest.Subtests,
) -> None:
    client = await make_client()
    for kind, moves in (("invoice", ""), ("sale", "prepare")):
        with subtests.test(kind=kind, moves=moves):
            document = await make_document(client, kind, moves=moves)
            with pytest.raises(Refused, match="Un avoir se fait sur une facture émise"):
                await credit(document)
    invoice = await invoice_of()
    note = await take(await credit(invoice, "1"), "issue")
    with pytest.raises(Refused, match="Un avoir se fait sur une facture émise"):
        await credit(note)
    with pytest.raises(Invalid):
        await invoice.credit(by=ANYBODY, reason=" ")


async def test_what_was_given_up_is_credited_as_well() -> None:
    invoice = await take(await invoice_of(), "write_off")
    note = await take(await credit(invoice), "issue")
    assert (note.due, (await again(invoice)).due) == money(0, 0)


async def order_of(*lines: dict[str, str]) -> Document:
    """An order on its way to be invoiced."""
    return await make_document(await make_client(), "sale", moves="prepare deliver", lines=lines)


async def test_a_paid_invoice_that_is_wholly_credited_is_cancelled(
    subtests: pytest.Subtests,
) -> None:
    for quantities, standing in (
        ([("1", "0.5")], Status.PAID),
        ([()], Status.CANCELLED),
        ([("4",), ()], Status.CANCELLED),
    ):
        with subtests.test(quantities=quantities):
            invoice = await take(await invoice_of(), "pay")
            for some in quantities:
                await take(await credit(invoice, *some), "issue")
            assert (await again(invoice)).standing == standing
    with subtests.test("a cent less by rounding"):
        invoice = await take(await invoice_of(*[{"price": "0,01"}] * 3), "pay")
        assert invoice.ttc == Decimal("0.04")
        for place in range(3):
            parts = ["1" if one == place else "0" for one in range(3)]
            await take(await credit(invoice, *parts), "issue")
        assert (await again(invoice)).standing == Status.CANCELLED


async def test_what_is_wholly_credited_can_be_invoiced_again_and_once_only() -> None:
    order = await order_of({"quantity": "4", "price": "100"}, {"price": "50"})
    invoice = await take(await take(await order.bill(by=ANYBODY), "issue"), "pay")
    assert (await again(order)).status == Status.BILLED
    await take(await credit(invoice, "4"), "issue")
    assert (await again(order)).status == Status.BILLED, "a part may be a gesture"

    draft = await credit(invoice)
    assert (await again(order)).status == Status.BILLED, "as long as it is a draft"
    await take(draft, "issue")

    order = await again(order)
    assert (order.status, order.is_open) == (Status.DELIVERED, True)
    assert [one.left for one in await order.left()] == [4, 1]
    done = await asyncio.gather(*(order.bill(by=ANYBODY) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, Document) for one in done) == 1
    assert (await again(order)).status == Status.BILLED
    with pytest.raises(Refused):
        await order.bill(by=ANYBODY)


async def test_a_credited_part_of_an_order_is_invoiced_again_with_its_share_of_the_discount() -> (
    None
):
    order = await order_of({"price": "300"}, {"price": "100"})
    order = await Document.amend(retyped(order, discount="40 €"), by=ANYBODY)
    first, _ = await order.left()
    wrong = await take(await order.bill({first.line.id: Decimal(1)}, by=ANYBODY), "issue")
    await take(await credit(wrong), "issue")

    right = await order.bill({first.line.id: Decimal(1)}, by=ANYBODY)
    rest = await order.bill(by=ANYBODY)

    assert (right.ht, rest.ht) == money(270, 90)
    assert [one.line.id for one in await order.left() if one.left] == []


async def test_a_credited_down_payment_is_invoiced_ahead_again_and_deducted_once() -> None:
    order = await order_of({"price": "100"})
    half = Discount(percent=Decimal(60))
    await take(await take(await order.bill_down_payment(half, by=ANYBODY), "issue"), "pay")
    (wrong,) = await order.down_payments()
    await take(await credit(wrong), "issue")
    ahead = await take(await order.bill_down_payment(half, by=ANYBODY), "issue")

    last = await take(await order.bill(by=ANYBODY), "issue")

    assert last.ttc == Decimal("48.00")
    deducting = [line for line in await last.lines_in_order() if line.deducts_id]
    assert [line.deducts_id for line in deducting] == [ahead.id]


async def test_a_credited_last_invoice_leaves_its_down_payment_to_the_next() -> None:
    order = await order_of({"price": "100"})
    ahead = await order.bill_down_payment(Discount(percent=Decimal(60)), by=ANYBODY)
    await take(ahead, "issue")
    for _ in range(2):
        last = await take(await order.bill(by=ANYBODY), "issue")
        assert last.ttc == Decimal("48.00")
        await take(await credit(last), "issue")
        assert (await again(last)).standing == Status.CANCELLED
