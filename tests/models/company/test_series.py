"""Numbers: none twice, none left out, in a form that electronic invoices take."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from models.company import STAGES, Series, take_number
from models.company.numbering import LONGEST, Numbering, Pattern
from models.database import transaction
from models.documents.kinds import every_stage
from models.errors import Invalid, Refused
from tests.factories import ANYBODY, retyped

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 12, 31)


class GivenUp(Exception):
    """What rolls a transaction back here."""


async def take(stage: str = "invoice", day: date = DAY, *, gives_up: bool = False) -> str:
    async with transaction():
        number = await take_number("invoice", stage, day)
        await asyncio.sleep(0)
        if gives_up:
            raise GivenUp
    return number


async def test_of_numbers_taken_at_once_none_is_missing_and_none_is_given_twice() -> None:
    chance = Random(1)
    taken = await asyncio.gather(
        *(take(gives_up=chance.random() < 0.3) for _ in range(200)), return_exceptions=True
    )
    kept = [one for one in taken if isinstance(one, str)]

    assert {type(one) for one in taken} == {str, GivenUp}
    assert sorted(kept) == [f"FA-2026-{n:05}" for n in range(1, len(kept) + 1)]


async def test_each_series_counts_for_itself_and_each_year_begins_anew() -> None:
    assert [await take(), await take("credit_note"), await take(day=date(2027, 1, 1))] == [
        *("FA-2026-00001", "AV-2026-00001", "FA-2027-00001")
    ]
    assert await take() == "FA-2026-00002", "what is dated of the year before counts there"
    assert await take("down_payment") == "FA-2026-00003", "in the series of invoices"


async def test_a_counter_may_go_on_through_the_years() -> None:
    series = await Series.get(stage="invoice")
    await Series.amend(retyped(series, restarts="never", pattern="plain", digits="4"), by=ANYBODY)

    assert [await take(), await take(day=date(2027, 1, 1))] == ["FA-0001", "FA-0002"]
    assert await (await Series.get(id=series.id)).following() == "FA-0003"


async def test_a_number_is_taken_in_a_transaction_or_not_at_all() -> None:
    with pytest.raises(LookupError):
        await take_number("invoice", "invoice", DAY)


async def test_a_series_that_has_begun_stays_as_it_is() -> None:
    series = await Series.get(stage="invoice")
    await Series.amend(retyped(series, prefix="F"), by=ANYBODY)
    assert await take() == "F-2026-00001"

    stored = await Series.get(id=series.id)
    assert await stored.edit_reason()
    with pytest.raises(Invalid, match="déjà donné"):
        await Series.amend(retyped(stored, prefix="G"), by=ANYBODY)
    with pytest.raises(Refused):
        await Series.create_from(replace(stored.draft(), record_id=None), by=ANYBODY)


async def test_what_gives_no_lawful_number_is_refused_with_the_reason() -> None:
    series = await Series.get(stage="invoice")
    for field, typed in (
        ("prefix", {"prefix": "FÀ"}),
        ("prefix", {"prefix": "FA 1"}),
        ("prefix", {"prefix": ""}),
        ("prefix", {"prefix": "AV"}),
        ("prefix", {"prefix": "av"}),
        ("prefix", {"prefix": "AV-2026"}),
        ("prefix", {"prefix": "F" * 21}),
        ("digits", {"digits": "9"}),
        ("pattern", {"pattern": "plain"}),
    ):
        with pytest.raises(Invalid) as invalid:
            await Series.amend(retyped(series, **typed), by=ANYBODY)
        assert list(invalid.value.errors) == [field], typed


def test_two_series_that_look_apart_never_give_the_same_number() -> None:
    """Every number of each form, against the rule by which two series are kept apart."""
    forms = [
        Numbering(prefix, pattern, digits, is_yearly=pattern != Pattern.PLAIN)
        for prefix in ("F", "FA", "F-", "F2", "F20", "F-26", "FA-2026", "f", "F/", "FA/2", "2")
        for pattern in Pattern
        for digits in (3, 5)
    ]
    years, counts = (2025, 2026), (1, 2, 26, 202, 600001, 2600001)
    numbers = [
        {form.number(year, count).upper() for year in years for count in counts} for form in forms
    ]
    for place, form in enumerate(forms):
        for other in range(place):
            if not form.may_collide(forms[other]):
                assert not numbers[place] & numbers[other], (form, forms[other])
        if not form.errors():
            longest = form.number(2026, 99_999_999)
            assert re.fullmatch(rf"[A-Za-z0-9+\-_/]{{1,{LONGEST}}}", longest)


async def test_each_stage_of_each_kind_has_its_series() -> None:
    stages = {f"{kind.code}/{stage.code}" for kind, stage in every_stage()}

    assert set(STAGES) == stages
    assert {f"{one.kind}/{one.stage}" for one in await Series.in_order()} == stages
