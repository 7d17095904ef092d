"""What is left of a credit note settles another invoice of its client, and no more than that."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from uuid import uuid4

import pytest

from models.books import close_days, totals_of_day
from models.books.reading import entries_between
from models.clients import Client
from models.documents import Document, Mode, Payment, Status, receive, reverse, set_off
from models.errors import Invalid, Refused
from models.french import today
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_client, make_document, money, take

pytestmark = pytest.mark.usefixtures("database")


async def issued(client: Client, price: str = "100") -> Document:
    return await take(await make_document(client, "invoice", lines=({"price": price},)), "issue")


async def note_of(client: Client, price: str = "100") -> Document:
    """A credit note of an invoice that was paid."""
    return await take(await take(await issued(client, price), "pay"), "credit")


async def again(document: Document) -> Document:
    return await Document.get(id=document.id)


async def test_it_settles_both_and_moves_no_money() -> None:
    client = await make_client()
    note, invoice = await note_of(client), await issued(client, "50")

    made = await set_off(note, invoice, Decimal(60), by=ANYBODY)

    note, invoice = await again(note), await again(invoice)
    assert (note.due, invoice.due) == money(60, 0)
    assert (note.standing, invoice.standing) == (Status.ISSUED, Status.PAID)
    assert (made.amount, made.mode) == (Decimal(0), Mode.CREDIT)
    assert made.reference == f"Avoir {note.number} sur facture {invoice.number}"
    assert {part.document_id for part in await made.allocations.all()} == {note.id, invoice.id}
    assert (await Client.get(id=client.id)).open_count == 1, "the rest of the credit note"
    await receive({note.id: Decimal(60)}, "transfer", by=ANYBODY)
    assert (await Client.get(id=client.id)).open_count == 0


async def test_neither_gives_more_than_is_left(subtests: pytest.Subtests) -> None:
    client = await make_client()
    small, large = await note_of(client, "50"), await note_of(client, "200")
    invoice, paid = await issued(client), await take(await issued(client), "pay")
    foreign = await issued(await make_client())
    draft = await make_document(client, "invoice")
    for note, other, part, sentence in (
        (small, invoice, "60.01", "plus que ce qui reste de l’avoir : 60,00"),
        (large, invoice, "120.01", "plus que ce qui reste dû : 120,00"),
        (small, invoice, "0", "Indiquez un montant"),
        (small, invoice, "-1", "Indiquez un montant"),
        (small, invoice, "1.001", "deux chiffres"),
        (small, paid, "1", "déjà réglé"),
        (small, draft, "1", "Seule une facture émise"),
        (small, foreign, "1", "d’un seul client"),
        (small, large, "1", "sur une facture"),
        (invoice, small, "1", "sur une facture"),
    ):
        with subtests.test(sentence):
            with pytest.raises((Invalid, Refused)) as refusal:
                await set_off(note, other, Decimal(part), by=ANYBODY)
            said = refusal.value
            assert sentence in (said.errors["amount"] if isinstance(said, Invalid) else str(said))
    assert not await Payment.exists(mode=Mode.CREDIT)


async def test_of_five_who_set_the_same_off_at_once_one_does() -> None:
    client = await make_client()
    note, invoices = await note_of(client), [await issued(client) for _ in range(5)]
    done = await asyncio.gather(
        *(set_off(note, one, Decimal(100), by=ANYBODY) for one in invoices), return_exceptions=True
    )
    assert sum(isinstance(one, Payment) for one in done) == 1
    assert (await again(note)).due == 20


async def test_sent_twice_it_is_done_once() -> None:
    client, key = await make_client(), uuid4()
    note, invoice = await note_of(client), await issued(client)
    made = [await set_off(note, invoice, Decimal(10), by=ANYBODY, key=key) for _ in range(2)]
    assert made[0].id == made[1].id
    assert (await again(note)).due == (await again(invoice)).due == 110


async def test_its_counter_entry_gives_both_back() -> None:
    client = await make_client()
    note, invoice = await note_of(client), await issued(client)
    made = await set_off(note, invoice, Decimal(120), by=ANYBODY)

    counter = await reverse(made, by=ANYBODY, reason="Mauvaise facture")

    note, invoice = await again(note), await again(invoice)
    assert (note.due, invoice.due) == money(120, 120)
    assert (counter.amount, counter.mode) == (Decimal(0), Mode.CREDIT)
    await set_off(note, invoice, Decimal(120), by=ANYBODY)


async def test_of_its_own_invoice_it_settles_what_came_due_again() -> None:
    client = await make_client()
    invoice = await issued(client)
    payment = await receive({invoice.id: Decimal(120)}, "cheque", by=ANYBODY)
    note = await take(await again(invoice), "credit")
    await reverse(payment, by=ANYBODY, reason="Sans provision")
    await set_off(note, invoice, Decimal(120), by=ANYBODY)
    assert (await again(note)).due == (await again(invoice)).due == 0


async def test_it_is_neither_in_the_till_nor_in_the_entries() -> None:
    client = await make_client()
    note, invoice = await note_of(client), await issued(client)
    before, entries = await totals_of_day(today(), None), await entries_between(today(), today())
    made = await set_off(note, invoice, Decimal(120), by=ANYBODY)
    await reverse(made, by=ANYBODY, reason="Erreur")
    after = await totals_of_day(today(), None)
    assert {**after, "by_rate": None} == {**before, "by_rate": None}
    assert await entries_between(today(), today()) == entries


async def test_on_a_closed_day_it_waits_for_the_next() -> None:
    client = await make_client()
    note, invoice = await note_of(client), await issued(client)
    await close_days(today(), by=ANYBODY)
    with pytest.raises(Invalid, match="clôturée"):
        await set_off(note, invoice, Decimal(1), by=ANYBODY)


async def test_no_money_is_received_as_a_credit_note_and_not_by_anybody() -> None:
    client = await make_client()
    note, invoice = await note_of(client), await issued(client)
    with pytest.raises(Invalid, match="mode de règlement"):
        await receive({invoice.id: Decimal(1)}, "credit", by=ANYBODY)
    with pytest.raises(Refused, match="ne permet pas d’encaisser"):
        await set_off(note, invoice, Decimal(1), by=Staff("Léa", Role.READER))
