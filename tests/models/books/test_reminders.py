"""Who owes what since when, and whom to remind."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.books import (
    HOW_WORDS,
    Aged,
    How,
    Reminder,
    aged,
    legal_rates,
    level_of,
    levels_on,
    note_reminders,
    remind_by_letter,
    remind_by_phone,
    resume_reminders,
    stop_reminders,
    to_remind,
)
from models.books.penalties import penalty
from models.books.reminders import next_level
from models.clients import Client
from models.database import transaction
from models.documents import Document, receive, reverse
from models.errors import Invalid, Refused
from models.french import today
from models.records import JournalEntry
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")


async def _late(client: Client, days: int, **values: object) -> Document:
    """An invoice of 120 € that fell due so many days ago."""
    invoice = await make_document(client, "invoice", moves="issue")
    async with transaction():
        due_on = today() - timedelta(days=days)
        await Document.filter(id=invoice.id).update(due_on=due_on, **values)
    return await Document.get(id=invoice.id)


async def _aged(client: Client) -> Aged:
    (found,) = await aged(today(), client.id)
    return found


async def test_a_debt_stands_under_how_long_it_has_been_due() -> None:
    client, other = await make_client("Dupont"), await make_client("Autre")
    for days in (-10, 0, 1, 30, 31, 60, 61, 90, 91):
        await _late(client, days)
    await make_document(client, "invoice", moves="issue pay")
    await make_document(client, "invoice", moves="issue write_off")
    await _late(other, 5)

    first, second = await aged(today())

    assert [str(sum_) for sum_ in first.buckets] == [*["240.00"] * 4, "120.00"]
    assert (first.client_name, first.total) == ("Dupont", Decimal("1080.00"))
    assert first.oldest_on == today() - timedelta(days=91)
    assert (second.client_name, second.overdue) == ("Autre", Decimal("120.00"))


async def test_a_level_is_due_after_its_days_and_after_the_one_before() -> None:
    first, second, third = levels = await levels_on(today())
    long_ago, lately = today() - timedelta(days=20), today() - timedelta(days=2)
    for late, level, sent_on, expected in (
        (first.days - 1, 0, None, None),
        (first.days, 0, None, first),
        (200, 0, None, first),
        (200, 1, lately, None),
        (200, 1, long_ago, second),
        (second.days - 1, 1, long_ago, None),
        (200, 2, long_ago, third),
        (200, 3, long_ago, None),
    ):
        assert next_level(late, level, sent_on, today(), levels) == expected, (late, level)


async def test_what_is_not_to_be_reminded_of_is_left_out() -> None:
    client = await make_client()
    kept, off = await _late(client, 20), await _late(client, 20)
    await _late(client, 20, einvoice="207")
    await stop_reminders(off, by=ANYBODY, reason="Accord du patron")

    owing = await _aged(client)

    assert set(owing.to_remind) == {kept.id}
    assert sorted(one.skipped for one in owing.invoices) == [
        *("", "En litige", "Ne pas relancer : Accord du patron"),
    ]
    with pytest.raises(Refused, match="Accord du patron"):
        await note_reminders({off.id: (await levels_on(today()))[0]}, How.PHONE, by=ANYBODY)
    await resume_reminders(await Document.get(id=off.id), by=ANYBODY)
    assert set((await _aged(client)).to_remind) == {kept.id, off.id}
    with pytest.raises(Invalid, match="motif"):
        await stop_reminders(off, by=ANYBODY, reason="  ")


async def test_a_reminder_is_kept_and_the_next_one_is_not_due_yet() -> None:
    client = await make_client()
    old, young = await _late(client, 60), await _late(client, 9)
    first, second, _ = await levels_on(today())
    async with transaction():
        before = today() - timedelta(days=30)
        await Reminder.create(document=old, level=1, how=How.PHONE, sent_on=before)

    invoices = await to_remind(client.id)
    content = await remind_by_letter(client, invoices, by=ANYBODY)

    assert content.startswith(b"%PDF-")
    assert level_of(invoices) == second, "the gravest of both"
    assert [one.level for one in await Reminder.of(old.id)] == [2, 1]
    (kept,) = await Reminder.of(young.id)
    assert (kept.label, kept.how, kept.author) == (first.label, How.LETTER, ANYBODY.name)
    entry = await JournalEntry.filter(topic="document", action="remind").order_by("-id").first()
    assert entry
    assert HOW_WORDS[How.LETTER] in str(entry.changes)
    with pytest.raises(Refused, match="Aucune relance"):
        await to_remind(client.id)


async def test_what_was_paid_meanwhile_is_not_reminded_of() -> None:
    client = await make_client()
    invoice = await _late(client, 20)
    invoices = await to_remind(client.id)
    await receive({invoice.id: invoice.due}, "card", by=ANYBODY)

    with pytest.raises(Refused, match="Rien n’est dû"):
        await remind_by_phone(invoices, by=ANYBODY)

    assert not await Reminder.all().exists()


async def test_a_penalty_has_the_rate_of_each_half_year() -> None:
    due, rates = Decimal("1000.00"), await legal_rates()
    for due_on, until, expected in (
        (date(2025, 1, 1), date(2025, 1, 1), "0.00"),
        # 10 days at 3 × 3,71 %: 1000 × 0,1113 × 10 / 365
        (date(2025, 3, 1), date(2025, 3, 11), "3.05"),
        # 30 days at 11,13 % and 31 at 8,28 %: 9,1479… + 7,0323…
        (date(2025, 5, 31), date(2025, 7, 31), "16.18"),
        (date(2026, 2, 1), date(2026, 1, 1), "0.00"),
    ):
        assert penalty(due, due_on, until, rates) == Decimal(expected), (due_on, until)


async def test_what_is_debited_is_left_out_until_a_debit_comes_back() -> None:
    client = await make_client()
    invoice = await _late(client, 20, payment_mode="debit")
    first, *_ = await levels_on(today())

    (owed,) = (await _aged(client)).invoices
    assert (owed.skipped, owed.level) == ("Prélèvement", None)
    with pytest.raises(Refused, match="Prélèvement"):
        await note_reminders({invoice.id: first}, How.PHONE, by=ANYBODY)

    payment = await receive({invoice.id: Decimal(100)}, "debit", by=ANYBODY)
    assert not (await _aged(client)).to_remind, "the rest is debited as well"
    await reverse(payment, by=ANYBODY, reason="Compte clos")

    assert set((await _aged(client)).to_remind) == {invoice.id}
    await note_reminders({invoice.id: first}, How.PHONE, by=ANYBODY)


async def test_a_card_that_was_refused_says_nothing_of_a_debit() -> None:
    client = await make_client()
    invoice = await _late(client, 20, payment_mode="debit")
    payment = await receive({invoice.id: Decimal(100)}, "card", by=ANYBODY)
    await reverse(payment, by=ANYBODY, reason="Erreur")
    assert not (await _aged(client)).to_remind


async def test_who_reminds_again_waits_for_a_debit_no_longer() -> None:
    client = await make_client()
    invoice = await _late(client, 20, payment_mode="debit")
    await resume_reminders(invoice, by=ANYBODY)
    assert set((await _aged(client)).to_remind) == {invoice.id}
