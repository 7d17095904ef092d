"""Levels of reminders, accounts and legal rates come with the data until the firm has its own."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest

from models.books import (
    GIVEN,
    LedgerAccount,
    LegalRate,
    Rate,
    ReminderLevel,
    ReminderRow,
    aged,
    chart,
    legal_rates,
    levels_on,
)
from models.books.levels import given_levels
from models.books.penalties import penalty
from models.books.reading import entries_between
from models.books.reminding import letter_for, to_remind
from models.database import transaction
from models.documents import Document
from models.errors import Invalid
from models.french import today
from models.records import Draft
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")

R = TypeVar("R", ReminderRow, LedgerAccount, LegalRate)


def typed(draft: Draft, **texts: str) -> Draft:
    draft.typed |= texts
    return draft


async def change_level(place: int, **texts: str) -> ReminderRow:
    rows = {row.level: row for row in await ReminderRow.in_order(today())}
    draft = typed(await ReminderRow.draft_of(rows[place]), **texts)
    return await _save(ReminderRow, draft)


async def change_account(code: str, number: str, label: str = "Compte") -> LedgerAccount:
    draft = typed(await LedgerAccount.draft_of(GIVEN[code]), number=number, label=label)
    return await _save(LedgerAccount, draft)


async def note_rate(day: date, rate: str) -> LegalRate:
    return await _save(LegalRate, typed(LegalRate.blank(), valid_from=day.isoformat(), rate=rate))


async def _save(model: type[R], draft: Draft) -> R:
    save = model.create_from if draft.record_id is None else model.amend
    return await save(draft, by=ANYBODY)


# --- reminders ----------------------------------------------------------------------------------


async def test_a_level_that_nobody_changed_is_that_of_the_data() -> None:
    assert await levels_on(today()) == given_levels(today())

    await change_level(2, days="30", fee="12,5", label="Deuxième")

    first, second, third = await levels_on(today())
    assert (second.days, second.fee, second.label) == (30, Decimal("12.50"), "Deuxième")
    assert second.text == given_levels(today())[1].text
    assert [first, third] == [given_levels(today())[at] for at in (0, 2)]
    await change_level(2, days="25")
    assert [one.days for one in await levels_on(today())] == [first.days, 25, third.days]
    assert await ReminderRow.all().count() == 1


async def test_a_level_can_be_passed_over_and_one_be_added() -> None:
    await change_level(1, is_used="no")
    draft = typed(ReminderRow.blank(), level="4", label="Avocat", days="90", gap="10")
    await _save(ReminderRow, typed(draft, subject="Dernier avis", text="Notre avocat."))

    assert [one.level for one in await levels_on(today())] == [2, 3, 4]
    assert [row.level for row in await ReminderRow.in_order(today())] == [1, 2, 3, 4]


async def test_what_is_no_level_is_said_under_its_field(subtests: pytest.Subtests) -> None:
    await change_level(1)
    for texts, field in (
        ({"days": "0"}, "days"),
        ({"days": "366"}, "days"),
        ({"gap": "-1"}, "gap"),
        ({"fee": "-5"}, "fee"),
        ({"fee": "1,999"}, "fee"),
        ({"label": ""}, "label"),
        ({"label": "L" * 61}, "label"),
        ({"text": "  "}, "text"),
        ({"level": "9"}, "level"),
    ):
        with subtests.test(field=field, texts=texts):
            with pytest.raises(Invalid) as invalid:
                await change_level(2, **texts)
            assert invalid.value.errors.keys() == {field}
    with pytest.raises(Invalid, match="déjà réglé"):
        await change_level(2, level="1")


async def test_the_firms_levels_decide_who_is_reminded_and_in_what_words() -> None:
    client = await make_client()
    invoice = await make_document(client, "invoice", moves="issue")
    async with transaction():
        await Document.filter(id=invoice.id).update(due_on=today() - timedelta(days=4))
    assert not (await aged(today(), client.id))[0].to_remind

    await change_level(1, days="3", fee="15", text="Payez, s’il vous plaît.")

    invoices = await to_remind(client.id)
    (level,) = [one.level for one in invoices]
    assert isinstance(level, ReminderLevel)
    assert (level.text, level.fee) == ("Payez, s’il vous plaît.", Decimal(15))
    assert (await letter_for(client, invoices, by=ANYBODY)).startswith(b"%PDF-")


# --- accounts -----------------------------------------------------------------------------------


async def test_entries_stand_on_the_firms_accounts() -> None:
    await make_document(await make_client(), "invoice", moves="issue pay")
    before = await entries_between(today(), today())

    for code, number in (
        *(("client", "411 000"), ("sales.goods", "70711a"), ("vat.20", "44571200")),
        ("mode.card", "512300"),
    ):
        await change_account(code, number)

    after = await entries_between(today(), today())
    numbers = {line.account.number for entry in after for line in entry.lines}
    assert numbers == {"411000", "70711A", "44571200", "512300"}
    assert [entry.journal for entry in after] == [entry.journal for entry in before]
    assert all(not entry.balance for entry in after)
    assert (await chart()).account("sales.service") == GIVEN["sales.service"].account


async def test_what_is_no_account_is_refused(subtests: pytest.Subtests) -> None:
    for number in ("", "41", "AB1", "4111111111111", "411-1"):
        with subtests.test(number), pytest.raises(Invalid) as invalid:
            await change_account("client", number)
        assert invalid.value.errors.keys() == {"number"}
    with pytest.raises(Invalid) as no_label:
        await change_account("client", "411000", label=" ")
    assert no_label.value.errors.keys() == {"label"}
    draft = typed(LedgerAccount.blank(), code="junk", number="411", label="Junk")
    with pytest.raises(Invalid) as no_use:
        await _save(LedgerAccount, draft)
    assert no_use.value.errors.keys() == {"code"}


async def test_of_five_who_change_an_account_at_once_one_does() -> None:
    drafts = [await LedgerAccount.draft_of(GIVEN["client"]) for _ in range(5)]
    done = await asyncio.gather(
        *(_save(LedgerAccount, typed(draft, number="411500")) for draft in drafts),
        return_exceptions=True,
    )
    assert sum(isinstance(one, LedgerAccount) for one in done) == 1
    assert sum(isinstance(one, Invalid) for one in done) == 4


# --- the legal rate -----------------------------------------------------------------------------


async def test_a_rate_holds_until_the_next_one() -> None:
    given = await legal_rates()
    assert (given[-1].last, given[-2].last) == (None, given[-1].first - timedelta(days=1))

    await note_rate(date(2030, 1, 1), "5")
    await note_rate(given[-1].first, "4,1")

    *_, corrected, added = await legal_rates()
    assert corrected == Rate(given[-1].first, date(2029, 12, 31), Decimal("4.10"))
    assert added == Rate(date(2030, 1, 1), None, Decimal(5))
    # 10 days of each at 12,3 % and 15 %: 1000 × (0,123 + 0,15) × 10 / 365
    due_on, until = date(2029, 12, 21), date(2030, 1, 10)
    assert penalty(Decimal(1000), due_on, until, await legal_rates()) == Decimal("7.48")


async def test_what_is_no_legal_rate_is_refused() -> None:
    for rate in ("", "0", "-1", "30,01", "2,345", "deux"):
        with pytest.raises(Invalid) as invalid:
            await note_rate(date(2030, 1, 1), rate)
        assert invalid.value.errors.keys() == {"rate"}, rate
    await note_rate(date(2030, 1, 1), "5")
    with pytest.raises(Invalid, match="déjà noté"):
        await note_rate(date(2030, 1, 1), "6")
