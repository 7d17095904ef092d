"""Days that nobody can mean are refused where a program may say any."""

from __future__ import annotations

from datetime import date

import pytest

from models.books import Closing, ExportKind, close_days, export
from models.errors import Invalid, Refused
from tests.factories import ANYBODY, make_client, make_document, set_up_firm

pytestmark = pytest.mark.usefixtures("database")


async def test_a_file_of_the_year_one_is_refused_under_its_day() -> None:
    await set_up_firm()
    for kind in ExportKind:
        with pytest.raises(Invalid) as invalid:
            await export(kind, date.min, date(1, 12, 31), by=ANYBODY)
        assert invalid.value.errors.keys() == {"first", "last"}, kind
        with pytest.raises(Invalid) as invalid:
            await export(kind, date(2026, 1, 1), date.max, by=ANYBODY)
        assert "last" in invalid.value.errors, kind


async def test_the_till_of_the_year_one_is_not_closed() -> None:
    with pytest.raises(Refused, match="pas plausible"):
        await close_days(date.min, by=ANYBODY)
    assert not await Closing.exists()


async def test_before_anything_was_received_there_is_no_till_to_close() -> None:
    await make_document(await make_client(), "invoice", moves="issue")
    with pytest.raises(Refused, match="rien n’est entré"):
        await close_days(date(2020, 1, 1), by=ANYBODY)


def test_one_sentence_that_holds_of_several_fields_is_said_once() -> None:
    invalid = Invalid({"a": "À indiquer.", "b": "À indiquer.", "c": "Trop long."})
    assert str(invalid) == "À indiquer. Trop long."
