"""The firm's rules of rental are kept, refused where they cannot be, and told by the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from models.catalogue import Article, Counting, RentalRules, RentalSettings, offered
from models.errors import Invalid
from models.history import undo
from models.records.journal import JournalEntry
from tests.factories import ANYBODY, retyped

pytestmark = pytest.mark.usefixtures("database")


async def decide(**typed: str) -> RentalRules:
    settings = retyped(await RentalSettings.current(), **typed)
    return (await RentalSettings.amend(settings, by=ANYBODY)).rules


async def test_until_somebody_decides_the_usual_rules_hold() -> None:
    assert (await RentalSettings.current()).rules == RentalRules()


async def test_what_is_typed_becomes_the_rules() -> None:
    for typed, rules in (
        (
            {"counting": "working", "open_days": "4,0"},
            {"counting": Counting.WORKING, "open_days": {0, 4}},
        ),
        ({"opens": "07:30", "closes": "19:00"}, {"opens": time(7, 30), "closes": time(19)}),
        (
            {"late_pickup": "16:00", "early_return": "09:00"},
            {"late_pickup": time(16), "early_return": time(9)},
        ),
        ({"late_pickup": "", "early_return": ""}, {"late_pickup": None, "early_return": None}),
        ({"grace": "0", "half_day_hours": "6"}, {"grace": 0, "half_day_hours": 6}),
        (
            {"weekend_from": "5", "weekend_from_at": "12:00", "weekend_to_at": "08:00"},
            {"weekend_from": (5, time(12)), "weekend_to": (0, time(8))},
        ),
    ):
        before = (await RentalSettings.current()).rules
        assert await decide(**typed) == replace(before, **rules), typed
        assert (await RentalSettings.current()).rules == replace(before, **rules), typed


async def test_what_cannot_be_is_said_under_its_field_and_changes_nothing() -> None:
    for name, typed in (
        ("counting", {"counting": "lunar"}),
        ("open_days", {"open_days": ""}),
        ("open_days", {"open_days": "7"}),
        ("opens", {"opens": "x" * 1_000}),
        ("opens", {"opens": ""}),
        ("closes", {"closes": "07:00"}),
        ("grace", {"grace": "1440"}),
        ("grace", {"grace": "un peu"}),
        ("late_pickup", {"late_pickup": "08:00"}),
        ("early_return", {"early_return": "25:00"}),
        ("weekend_from", {"weekend_from": "9"}),
        ("weekend_to", {"weekend_to": "4"}),
        ("half_day_hours", {"half_day_hours": "5"}),
    ):
        with pytest.raises(Invalid) as caught:
            await decide(**typed)
        assert set(caught.value.errors) == {name}, typed
    assert (await RentalSettings.current()).rules == RentalRules()


async def test_a_change_is_told_by_the_journal_and_can_be_undone() -> None:
    await decide(grace="15")

    (entry,) = await JournalEntry.filter(topic=RentalSettings.TOPIC)
    assert (entry.action, entry.changes) == ("settings", {"grace": ["60", "15"]})
    await undo(entry.id, by=ANYBODY)
    assert (await RentalSettings.current()).rules == RentalRules()


async def test_tariffs_are_advised_on_by_the_firms_own_week() -> None:
    typed = Article.blank().typed | {"kind": "rental", "tariff_day": "100", "tariff_week": "650"}
    (week,) = [field for field in Article.FIELDS if field.name == "tariff_week"]
    await offered()
    assert week.advise(typed) is None

    await decide(counting="working", open_days="0,1,2,3,4")
    await offered()

    assert week.advise(typed) == "1\u00a0semaine coûte plus que 5\u00a0jours."
