"""Zeros that a spreadsheet has lost come back where it is certain, and only there."""

from __future__ import annotations

from models.imports import mending
from models.imports.words import read_day


def test_a_postcode_has_five_digits_in_france() -> None:
    for text, country, mended in (
        ("1000", "", "01000"),
        ("1000", "France", "01000"),
        ("1000", "Belgique", "1000"),
        ("29200", "", "29200"),
        ("29200.0", "", "29200"),
        ("100", "", "100"),
        ("A1", "", "A1"),
    ):
        assert mending.postcode(text, country) == mended, text


def test_a_number_of_nine_digits_has_lost_its_zero() -> None:
    for text, country, mended in (
        ("298441212", "", "0298441212"),
        ("298441212", "Suisse", "298441212"),
        ("0298441212", "", "0298441212"),
        ("02 98 44 12 12", "", "02 98 44 12 12"),
    ):
        assert mending.phone(text, country) == mended, text


def test_a_siren_or_siret_comes_back_where_its_key_is_right() -> None:
    assert mending.siren_digits("5880505") == "005880505"
    assert mending.siren_digits("5880506") == "5880506"
    assert mending.siret_digits("7.3282932000074E+13") == "73282932000074"
    assert mending.siret_digits("7,33E+13") == "7,33E+13"


def test_a_day_is_read_however_it_is_written() -> None:
    for text, day in (
        ("24/11/2026", "2026-11-24"),
        ("24.11.26", "2026-11-24"),
        ("24/11/2026 14:05", "2026-11-24"),
        ("2026-11-24T00:00:00", "2026-11-24"),
        ("2026-11-23T23:00:00Z", "2026-11-24"),
        ("2026-11-24T23:00:61Z", "2026-11-24T23:00:61Z"),
        ("2026/11/24", "2026-11-24"),
        ("24 novembre 2026", "2026-11-24"),
        ("1er janv. 2026", "2026-01-01"),
        ("46350", "2026-11-24"),
        ("46350.5", "2026-11-24"),
        ("31/02/2026", "2026-02-31"),
        ("demain", "demain"),
        ("12345", "12345"),
    ):
        assert read_day(text) == day, text
