"""Numbers and amounts as they are typed and read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.french.money import (
    amount,
    in_thousands,
    percent,
    read_number,
    rounded,
    show_number,
    write_number,
)

TYPED = {
    "1 234,56": "1234.56",
    "1\u202f234,56\u00a0€": "1234.56",
    "1234.5": "1234.5",
    "12,5 %": "12.5",
    "1.234,56": "1234.56",
    "1,234.56 EUR": "1234.56",
    "1.234.567": "1234567",
    "1'234'567,8": "1234567.8",
    ",5": "0.5",
    "0,": "0",
    "+3": "3",
    "007": "7",
    "\u22125": "-5",
    "- 5 €": "-5",
    "45 € HT": "45",
    "0,10000000": "0.1",
    "12€50": "12.5",
    "1 234 € 05": "1234.05",
    "12 euros 50": "12.5",
    "-€5": "-5",
    "€ 5": "5",
}
REFUSED = {
    "": "pas un nombre",
    "douze": "pas un nombre",
    "1e5": "pas un nombre",
    "٣": "pas un nombre",
    "12 34": "pas un nombre",
    "1.2.3": "pas un nombre",
    "5%5": "pas un nombre",
    "12€500": "pas un nombre",
    "12€5": "pas un nombre",
    "3 HT 4": "pas un nombre",
    "9" * 30: "trop grand",
    "1,2345678": "6 chiffres au plus après la virgule ; il y en a 7",
}


def test_what_clerks_type_is_read() -> None:
    for text, value in TYPED.items():
        assert read_number(text, 6, is_signed=True) == Decimal(value), text


def test_what_is_no_number_is_refused_with_a_sentence() -> None:
    for text, sentence in REFUSED.items():
        with pytest.raises(ValueError, match=sentence):
            read_number(text, 6, is_signed=True)
    with pytest.raises(ValueError, match="négatif"):
        read_number("-5", 2)
    with pytest.raises(ValueError, match="entier"):
        read_number("1,5", 0)


def test_half_a_cent_goes_away_from_zero() -> None:
    for exact, cents in (("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68")):
        assert rounded(Decimal(exact)) == Decimal(cents)


def test_amounts_are_written_the_french_way() -> None:
    assert amount(Decimal("-1234.5")) == "\u22121\u202f234,50\u00a0€"
    assert amount(Decimal("0.333333")) == "0,333333\u00a0€"
    assert percent(Decimal("5.50")) == "5,5\u00a0%"
    assert write_number(Decimal("1000.00")) == "1\u202f000"
    assert [show_number(Decimal(one)) for one in ("1234.50", "0.00", "-2", "100")] == [
        *("1234,5", "0", "-2", "100")
    ]


def test_what_a_field_holds_is_grouped_as_it_is() -> None:
    for held, read in (("1234567,50", "1 234 567,50"), ("123", "123"), ("-1234", "-1 234")):
        assert in_thousands(held).replace("\u202f", " ") == read
