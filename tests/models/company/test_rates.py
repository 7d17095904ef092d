"""Rates of VAT are dated rows, which stay as they are once something has them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.company import UNITS, Company, VatCategory, VatRate
from models.company.places import PLACES, place_of
from models.errors import Invalid
from tests.factories import ANYBODY, retyped

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 11, 2)


async def make_rate(**typed: str) -> VatRate:
    draft = VatRate.blank()
    draft.typed |= {
        "code": "S21",
        "label": "21 %",
        "rate": "21",
        "valid_from": "2027-01-01",
        **typed,
    }
    return await VatRate.create_from(draft, by=ANYBODY)


async def test_the_rates_of_france_are_there_from_the_first_day() -> None:
    rates = {rate.code: rate for rate in await VatRate.on(DAY)}

    assert list(rates)[:4] == ["S20", "S10", "S5.5", "S2.1"]
    assert rates["S5.5"].rate == Decimal("5.50")
    for rate in rates.values():
        assert rate.is_taxed == (rate.rate > 0), rate.code
        assert rate.is_taxed == (not rate.reason), f"{rate.code}: a reason where there is no VAT"
        assert set(filter(None, rate.places.split(","))) <= set(PLACES), rate.code
    assert rates["E-FRANCHISE"].vatex == "VATEX-FR-FRANCHISE"
    assert rates["O-HORS"].category == VatCategory.OUT_OF_SCOPE


async def test_each_place_has_its_usual_rates() -> None:
    rates = [rate for rate in await VatRate.on(DAY) if rate.is_taxed]
    usual = {
        place: [str(rate.rate.normalize()) for rate in rates if rate.is_usual_in(place)]
        for place in PLACES
    }

    assert usual == {
        "metropole": ["2E+1", "1E+1", "5.5", "2.1"],
        "corse": ["2E+1", "1E+1", "5.5", "2.1", "13", "0.9"],
        "dom": ["2.1", "8.5", "1.75", "1.05"],
        "guyane_mayotte": [],
    }


def test_a_postcode_tells_the_place() -> None:
    for postcode, place in (
        ("69003", "metropole"),
        ("20200", "corse"),
        ("97400", "dom"),
        ("97300", "guyane_mayotte"),
        ("97600", "guyane_mayotte"),
        ("", "metropole"),
    ):
        assert place_of(postcode) == place, postcode


async def test_a_rate_that_ended_is_offered_no_more_and_its_successor_is() -> None:
    old = await VatRate.get(code="S20")
    await VatRate.amend(retyped(old, valid_to="2026-12-31"), by=ANYBODY)
    await make_rate()

    for day, code, other in (
        (date(2026, 12, 31), "S20", "S21"),
        (date(2027, 1, 1), "S21", "S20"),
    ):
        codes = [rate.code for rate in await VatRate.on(day)]
        assert code in codes
        assert other not in codes


async def test_a_rate_that_something_has_can_only_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    used = await VatRate.get(code="S20")

    async def uses(rate: VatRate) -> bool:
        return rate.code == "S20"

    monkeypatch.setattr("models.company.rates._users", [uses])
    with pytest.raises(Invalid) as invalid:
        await VatRate.amend(retyped(used, rate="21", label="21 %"), by=ANYBODY)
    assert set(invalid.value.errors) == {"rate", "label"}

    await VatRate.amend(retyped(used, valid_to=DAY.isoformat()), by=ANYBODY)

    assert not await VatRate.filter(code="S20", valid_to=None).exists()
    free = await make_rate()
    assert (await VatRate.amend(retyped(free, rate="21,5"), by=ANYBODY)).rate == Decimal("21.5")


async def test_what_cannot_be_a_rate_is_said_under_its_field() -> None:
    for field, typed in (
        ("code", {"code": "S20"}),
        ("code", {"code": ""}),
        ("rate", {"rate": "101"}),
        ("rate", {"rate": "-1"}),
        ("rate", {"rate": "0"}),
        ("rate", {"rate": ""}),
        ("rate", {"rate": "5", "category": "E", "reason": "Exonéré."}),
        ("reason", {"rate": "0", "category": "E", "reason": " "}),
        ("valid_from", {"valid_from": ""}),
        ("valid_to", {"valid_to": (date(2027, 1, 1) - timedelta(1)).isoformat()}),
        ("places", {"places": "metropole,paris"}),
        ("category", {"category": "Z"}),
    ):
        with pytest.raises(Invalid) as invalid:
            await make_rate(**typed)
        assert list(invalid.value.errors) == [field], typed


def test_each_unit_has_a_code_that_electronic_invoices_know() -> None:
    known = {"C62", "HUR", "DAY", "WEE", "MON", "KMT", "KGM", "LTR", "MTR", "MTK", "LS"}
    for code, unit in UNITS.items():
        assert unit.code == code
        assert unit.unece in known, code
        assert unit.worded(is_plural=False) == unit.label
    assert UNITS["month"].worded(is_plural=True) == "mois"
    assert UNITS["half_day"].worded(is_plural=True) == "demi-journées"


async def test_a_firm_is_offered_first_what_it_has() -> None:
    for place, regime, first in (
        ("metropole", "debits", "S20"),
        ("dom", "debits", "S8.5"),
        ("metropole", "franchise", "E-FRANCHISE"),
    ):
        await Company.amend(
            retyped(await Company.current(), vat_place=place, vat_regime=regime), by=ANYBODY
        )
        assert (await Company.rates())[0].code == first, place
