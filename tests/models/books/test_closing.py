"""Closing the till: what a day came to stays as it was."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tortoise import Model

from models.attachments import FILES
from models.books import Closing, books_break, close_days, closing_refusal
from models.books.closing import last_closed
from models.database import transaction
from models.documents import Document, DocumentLine, Payment, receive, reverse
from models.errors import Invalid, Refused
from models.french import today
from models.printing import pdf_of
from tests.factories import ANYBODY, add_lines, make_client, make_document, take

pytestmark = pytest.mark.usefixtures("database")


async def _sold(amount: str = "50", mode: str = "card", day: date | None = None) -> Document:
    """An invoice of 120 €, of which this was received on a day."""
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    await receive({invoice.id: Decimal(amount)}, mode, by=ANYBODY, received_on=day)
    return await Document.get(id=invoice.id)


async def test_a_closing_says_what_came_in_went_out_and_was_corrected() -> None:
    await _sold("50", "card")
    await _sold("30", "cash")
    wrong = await _sold("20", "cash")
    payment = await Payment.get(allocations__document_id=wrong.id)
    await reverse(payment, by=ANYBODY, reason="Erreur")
    given_back = await make_document(await make_client(), "invoice", moves="issue pay credit")
    credit = await Document.get(parent_id=given_back.id)
    await receive({credit.id: Decimal("120")}, "transfer", by=ANYBODY)

    (closing,) = await close_days(today(), by=ANYBODY)

    totals = closing.totals
    assert totals["payments"] == {"card": "170.00", "cash": "50.00"}
    assert totals["refunds"] == {"transfer": "-120.00"}
    assert totals["corrections"] == {"cash": "-20.00"}
    assert totals["by_mode"] == {"card": "170.00", "cash": "30.00", "transfer": "-120.00"}
    assert totals["by_rate"] == {"S20": "80.00"}
    assert totals["received"] == totals["all_received"] == "80.00"
    invoices = totals["invoices"]
    assert (invoices["count"], invoices["ttc"]) == (4, "480.00")
    assert [invoices[one][-1:] for one in ("first", "last")] == ["1", "4"]
    assert totals["invoiced"] == "360.00"


async def test_days_are_closed_one_after_the_other_and_add_up() -> None:
    three_days = [today() - timedelta(days=past) for past in (2, 1, 0)]
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    for day in (three_days[0], three_days[2]):
        await receive({invoice.id: Decimal(10)}, "card", by=ANYBODY, received_on=day)

    first = await close_days(three_days[0], by=ANYBODY)
    others = await close_days(three_days[2], by=ANYBODY)

    closings = [*first, *others]
    assert [one.day for one in closings] == three_days
    assert [one.previous for one in closings] == ["", closings[0].seal, closings[1].seal]
    assert [one.totals["all_received"] for one in closings] == ["10.00", "10.00", "20.00"]
    assert "déjà clôturée" in (await closing_refusal(today()) or "")
    assert "pas d’avance" in (await closing_refusal(today() + timedelta(days=1)) or "")
    assert await books_break() is None


async def test_nothing_of_a_closed_day_is_received_reversed_or_issued() -> None:
    yesterday = today() - timedelta(days=1)
    invoice = await _sold("10", day=yesterday)
    await close_days(yesterday, by=ANYBODY)
    with pytest.raises(Invalid, match="clôturée jusqu’au"):
        await receive({invoice.id: Decimal(10)}, "card", by=ANYBODY, received_on=yesterday)
    await receive({invoice.id: Decimal(10)}, "card", by=ANYBODY)

    await close_days(today(), by=ANYBODY)

    payment = await Payment.all().order_by("id").first()
    assert payment
    with pytest.raises(Refused, match="possible demain"):
        await reverse(payment, by=ANYBODY, reason="Erreur")
    draft = await make_document(await make_client(), "invoice")
    with pytest.raises(Refused, match="possible demain"):
        await take(draft, "issue")


async def test_of_those_who_close_at_the_same_time_one_wins() -> None:
    await _sold()

    done = await asyncio.gather(
        *(close_days(today(), by=ANYBODY) for _ in range(4)), return_exceptions=True
    )

    assert sum(isinstance(one, list) for one in done) == 1
    assert all(isinstance(one, list | Refused) for one in done), done
    assert await Closing.all().count() == 1


async def test_a_payment_is_in_the_closing_or_refused_never_beside_it() -> None:
    invoice = await _sold("10")

    async def pay() -> None:
        await receive({invoice.id: Decimal(5)}, "card", by=ANYBODY)

    await asyncio.gather(
        pay(), pay(), close_days(today(), by=ANYBODY), pay(), pay(), return_exceptions=True
    )

    received = sum([one.amount for one in await Payment.all()], Decimal(0))
    closing = await Closing.get()
    assert closing.totals["received"] == f"{received:.2f}"
    assert await last_closed() == today()


async def test_a_closing_is_neither_changed_nor_taken_back() -> None:
    (closing,) = await close_days(today(), by=ANYBODY)
    closing.author = "Personne"
    for verb in (closing.save, closing.delete):
        with pytest.raises(TypeError):
            await verb()


async def test_what_is_changed_behind_the_product_is_found(subtests: pytest.Subtests) -> None:
    invoice = await _sold("50")
    await pdf_of(invoice)
    await close_days(today(), by=ANYBODY)
    invoice = await Document.get(id=invoice.id)
    line = await DocumentLine.get(document_id=invoice.id)
    assert await books_break() is None
    changes: tuple[tuple[type[Model], int, dict[str, object], str], ...] = (
        (Closing, 1, {"author": "Personne"}, "a été modifiée"),
        (Closing, 1, {"previous": "0" * 64}, "ne suit plus"),
        (Payment, 1, {"amount": Decimal(40)}, "ne correspond plus"),
        (Document, invoice.id, {"number": "FA-1999-00001"}, "n’est pas de la série"),
        (DocumentLine, line.id, {"net": Decimal(99)}, "ne font plus son total"),
        (Document, invoice.id, {"xml_hash": "0" * 64}, "Le XML de"),
    )
    for model, id_, values, sentence in changes:
        with subtests.test(sentence):
            record = await model.get(id=id_)
            before = {name: getattr(record, name) for name in values}
            async with transaction():
                await model.filter(id=id_).update(**values)

            assert sentence in (await books_break() or "")

            async with transaction():
                await model.filter(id=id_).update(**before)
            assert await books_break() is None
    assert await FILES.exists(invoice.pdf_hash)


async def test_a_number_that_is_missing_is_found() -> None:
    kept, gone = [await _sold() for _ in range(2)]
    assert await books_break() is None
    async with transaction():
        await Document.filter(id=gone.id).update(status="draft")
    assert "le compteur" in (await books_break() or "")
    async with transaction():
        await Document.filter(id=gone.id).update(status="issued")
        await Document.filter(id=kept.id).update(status="draft")
    assert "manque" in (await books_break() or "")


async def test_a_day_without_anything_is_closed_too() -> None:
    await add_lines(await make_document(await make_client(), "sale"))

    (closing,) = await close_days(today(), by=ANYBODY)

    assert closing.totals["received"] == "0.00"
    assert closing.totals["invoices"]["first"] == ""
