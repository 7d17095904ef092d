"""Money is received once, never more than is owed, and what is owed follows from it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from models.clients import Client
from models.documents import Allocation, Document, Payment, Status, receive, reverse
from models.documents.receiving import receive_and_issue
from models.errors import Invalid, Refused
from models.french import today
from models.permissions import Role, Staff
from tests.factories import ADDRESS, ANYBODY, Typed, make_client, make_document, money, take

pytestmark = pytest.mark.usefixtures("database")


async def invoice_of(*lines: Typed, client: Client | None = None) -> Document:
    """An issued invoice, of 120 € with VAT unless its lines say otherwise."""
    owner = client or await make_client()
    return await take(await make_document(owner, "invoice", lines=lines or ({},)), "issue")


async def pay(invoice: Document, euros: str, mode: str = "card") -> Payment:
    return await receive({invoice.id: Decimal(euros)}, mode, by=ANYBODY)


async def again(document: Document) -> Document:
    return await Document.get(id=document.id)


async def test_an_invoice_is_paid_in_parts_and_its_client_counts_it_until_the_last() -> None:
    client = await make_client()
    invoice = await invoice_of(client=client)
    for euros, due, standing, open_count in (
        ("20", "100.00", Status.PARTLY_PAID, 1),
        ("99.99", "0.01", Status.PARTLY_PAID, 1),
        ("0.01", "0.00", Status.PAID, 0),
    ):
        payment = await pay(invoice, euros)
        assert (payment.amount, payment.client_id) == (Decimal(euros), client.id)
        invoice = await again(invoice)
        assert (invoice.due, invoice.standing) == (Decimal(due), standing)
        assert (invoice.is_open, invoice.status) == (bool(open_count), Status.ISSUED)
        assert (await Client.get(id=client.id)).open_count == open_count
    assert (await Payment.all().count(), await Allocation.all().count()) == (3, 3)


async def test_one_payment_settles_several_invoices() -> None:
    client = await make_client()
    one, two = await invoice_of(client=client), await invoice_of({"price": "50"}, client=client)

    payment = await receive(
        {one.id: Decimal(120), two.id: Decimal(10)}, "transfer", by=ANYBODY, reference=" VIR  12 "
    )

    assert (payment.amount, payment.reference) == (Decimal(130), "VIR 12")
    assert payment.settles == f"{one.number}, {two.number}"
    assert [(await again(one)).due, (await again(two)).due] == [*money(0, 50)]
    parts = await Allocation.filter(payment_id=payment.id).order_by("document_id")
    assert [(part.document_id, part.amount) for part in parts] == [
        *((one.id, Decimal(120)), (two.id, Decimal(10)))
    ]


async def test_what_cannot_be_received_says_why(subtests: pytest.Subtests) -> None:
    invoice, other = await invoice_of(), await invoice_of()
    draft = await make_document(await make_client(), "invoice")
    paid = await invoice_of()
    await pay(paid, "120")
    one = Decimal(1)
    for parts, mode, sentence in (
        ({invoice.id: Decimal("120.01")}, "card", "plus que ce qui reste dû\u00a0: 120,00"),
        ({invoice.id: Decimal(0)}, "card", "Indiquez un montant"),
        ({invoice.id: -one}, "card", "Indiquez un montant"),
        ({invoice.id: Decimal("1.005")}, "card", "deux chiffres après la virgule"),
        ({}, "card", "Indiquez un montant"),
        ({invoice.id: one}, "bitcoin", "mode de règlement"),
        ({invoice.id: one, other.id: one}, "card", "d’un seul client"),
        ({999_999: one}, "card", "d’un seul client"),
        ({draft.id: one}, "card", "Seule une facture émise"),
        ({paid.id: one}, "card", "Tout est déjà réglé"),
    ):
        with subtests.test(sentence):
            with pytest.raises((Invalid, Refused)) as refusal:
                await receive(parts, mode, by=ANYBODY)
            told = (
                refusal.value.errors.values()
                if isinstance(refusal.value, Invalid)
                else [str(refusal.value)]
            )
            assert any(sentence in text.replace(" :", "\u00a0:") for text in told)
    for options, field in (
        ({"received_on": today() + timedelta(days=1)}, "received_on"),
        ({"received_on": today() - timedelta(days=367)}, "received_on"),
        ({"reference": "R" * 101}, "reference"),
    ):
        with pytest.raises(Invalid) as invalid:
            await receive({invoice.id: one}, "card", by=ANYBODY, **options)
        assert invalid.value.errors.keys() == {field}
    assert await Payment.all().count() == 1


async def test_of_five_who_receive_the_same_at_once_one_does() -> None:
    invoice = await invoice_of()
    done = await asyncio.gather(*(pay(invoice, "70") for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, Payment) for one in done) == 1
    assert (await again(invoice)).due == 50


async def test_a_payment_sent_twice_is_received_once() -> None:
    invoice, key = await invoice_of(), uuid4()
    parts = {invoice.id: Decimal(50)}
    first = await receive(parts, "card", by=ANYBODY, key=key)
    others = await asyncio.gather(*(receive(parts, "card", by=ANYBODY, key=key) for _ in range(3)))
    assert {one.id for one in others} == {first.id}
    assert (await again(invoice)).due == 70


async def test_cash_has_a_limit_for_all_of_one_debt(subtests: pytest.Subtests) -> None:
    invoice = await invoice_of({"price": "2000"})
    await pay(invoice, "600", "cash")
    with pytest.raises(Invalid) as refusal:
        await pay(invoice, "400.01", "cash")
    assert "1\u202f000,00\u00a0€ en espèces" in refusal.value.errors["amount"]
    last = await pay(invoice, "400", "cash")
    with pytest.raises(Invalid):
        await pay(invoice, "0.01", "cash")
    await reverse(last, by=ANYBODY, reason="Erreur")
    await pay(invoice, "400", "cash")
    await pay(invoice, "1400", "card")
    with subtests.test("another debt"):
        other = await invoice_of({"price": "2000"}, client=await Client.get(id=invoice.client_id))
        await pay(other, "1000", "cash")
    with subtests.test("somebody from abroad"):
        abroad = await make_client(**ADDRESS, country="DE")
        await pay(await invoice_of({"price": "2000"}, client=abroad), "2400", "cash")


async def test_a_mistake_is_taken_back_by_its_counter_entry() -> None:
    invoice = await invoice_of()
    client_id = invoice.client_id
    payment = await pay(invoice, "120", "cheque")
    assert (await Client.get(id=client_id)).open_count == 0

    counter = await reverse(payment, by=ANYBODY, reason="Chèque sans provision")

    invoice = await again(invoice)
    assert (invoice.due, invoice.paid, invoice.standing) == (*money(120, 0), Status.ISSUED)
    assert (counter.amount, counter.mode, counter.reverses_id) == (
        *(Decimal(-120), payment.mode, payment.id),
    )
    assert counter.reference == "Chèque sans provision"
    assert (await Client.get(id=client_id)).open_count == 1
    for one in (payment, counter):
        with pytest.raises(Refused, match="déjà annulé"):
            await reverse(one, by=ANYBODY, reason="Encore")
    with pytest.raises(Invalid):
        await reverse(payment, by=ANYBODY, reason="")
    with pytest.raises(TypeError, match="append-only"):
        await payment.delete()


async def test_of_five_who_take_a_payment_back_one_does() -> None:
    invoice = await invoice_of()
    payment = await pay(invoice, "120")
    done = await asyncio.gather(
        *(reverse(payment, by=ANYBODY, reason="Erreur") for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(one, Payment) for one in done) == 1
    assert (await again(invoice)).due == 120


async def test_each_part_says_of_which_rates_it_is(subtests: pytest.Subtests) -> None:
    lines = (
        {"price": "100"},
        {"price": "33,33", "vat": "S10"},
        {"price": "7,77", "vat": "S5.5"},
        {"price": "10", "vat": "E-261"},
    )
    # 120.00, 36.66, 8.20 and 10.00: 174.86 €.
    invoice = await invoice_of(*lines)
    assert invoice.ttc == Decimal("174.86")
    for euros in ("0.01", "0.03", "50", "99.99", "24.83"):
        with subtests.test(euros=euros):
            payment = await pay(invoice, euros)
            (part,) = await Allocation.filter(payment_id=payment.id)
            assert sum(Decimal(text) for text in part.by_rate.values()) == Decimal(euros)
    assert (await again(invoice)).standing == Status.PAID
    whole = await invoice_of(*lines)
    payment = await pay(whole, "174.86")
    counter = await reverse(payment, by=ANYBODY, reason="Erreur")
    for one, sign in ((payment, ""), (counter, "-")):
        (part,) = await Allocation.filter(payment_id=one.id)
        assert part.by_rate == {
            "S20": f"{sign}120.00",
            "S10": f"{sign}36.66",
            "S5.5": f"{sign}8.20",
            "E-261": f"{sign}10.00",
        }


async def test_it_is_issued_and_paid_in_one_gesture_or_not_at_all() -> None:
    draft = await make_document(await make_client(), "invoice")
    with pytest.raises(Refused, match="il manque"):
        await receive_and_issue(draft, Decimal(120), "card", by=ANYBODY)
    assert not await Payment.exists()
    ready = await make_document(await Client.get(id=(await invoice_of()).client_id), "invoice")
    with pytest.raises(Invalid):
        await receive_and_issue(ready, Decimal("120.01"), "card", by=ANYBODY)
    assert (await again(ready)).number is None

    await receive_and_issue(ready, Decimal(120), "card", by=ANYBODY)

    ready = await again(ready)
    assert (ready.standing, ready.frame, ready.due_on) == (Status.PAID, "B2", today())


async def test_a_client_goes_when_all_is_paid_or_over(subtests: pytest.Subtests) -> None:
    for name in ("paid", "credited", "expired", "refunded"):
        with subtests.test(name):
            client = await make_client()
            if name == "expired":
                quote = await make_document(client, "sale", "quote", "send")
                blocked = await client.removal_refusal()
                await Document.filter(id=quote.id).update(valid_until=date(2020, 1, 1))
            else:
                invoice = await invoice_of(client=client)
                blocked = await client.removal_refusal()
                if name != "credited":
                    await pay(invoice, "120")
                if name != "paid":
                    note = await take(await again(invoice), "credit")
                if name == "refunded":
                    await pay(note, "120")
            assert "1\u00a0document en cours" in (blocked or "")
            client = await Client.get(id=client.id)
            await client.remove(by=ANYBODY)
            assert (await Client.get(id=client.id)).is_trashed


async def test_who_may_not_receive_does_not() -> None:
    invoice = await invoice_of()
    reader = Staff("Léa", Role.READER)
    with pytest.raises(Refused, match="ne permet pas d’encaisser"):
        await receive({invoice.id: Decimal(1)}, "card", by=reader)
    payment = await pay(invoice, "1")
    with pytest.raises(Refused, match="ne permet pas d’encaisser"):
        await reverse(payment, by=reader, reason="Erreur")
