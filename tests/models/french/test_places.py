"""A postcode that is pasted with its town fills both fields, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.french.places import put_apart

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_a_postcode_and_its_town_are_put_apart(subtests: pytest.Subtests) -> None:
    for code, town, country, right in (
        ("29200 Brest", "", "France", ("29200", "Brest")),
        ("", "29200 Brest", "", ("29200", "Brest")),
        ("F-29200 BREST CEDEX 2", "", "", ("29200", "BREST CEDEX 2")),
        ("29 200 - Brest, FRANCE", "", "", ("29 200", "Brest")),
        ("CP/Ville : 29200Brest", "", "", ("29200", "Brest")),
        ("", "Brest (29200)", "", ("29200", "Brest")),
        ("", "Paris 8e, 75008", "", ("75008", "Paris 8e")),
        ("29200 Brest", "BREST", "", ("29200", "BREST")),
        ("29200 Brest", "29200 Brest", "", ("29200", "Brest")),
        ("", "76600 Le Havre (Seine-Maritime)", "", ("76600", "Le Havre (Seine-Maritime)")),
        ("Le Havre", "76600", "", ("76600", "Le Havre")),
        ("98800 Nouméa", "", "Nouvelle-Calédonie", ("98800", "Nouméa")),
        ("98000 Monaco", "", "Monaco", ("98000", "Monaco")),
        ("CH-1204 Genève", "", "Suisse", ("CH-1204", "Genève")),
        ("1234 AB Amsterdam", "", "Pays-Bas", ("1234 AB", "Amsterdam")),
        ("", "1000-001 Lisboa", "Portugal", ("1000-001", "Lisboa")),
    ):
        with subtests.test(code=code, town=town):
            assert put_apart(code, town, country) == right


def test_what_is_no_postcode_with_its_town_stays_where_it_is(subtests: pytest.Subtests) -> None:
    for code, town, country in (
        ("29200", "Brest", "France"),
        ("29200 Brest", "Quimper", "France"),
        ("35000", "29200 Brest", "France"),
        ("29200 Brest / 29000 Quimper", "", "France"),
        ("", "Rennes BP 12345", "France"),
        ("", "Paris 08", "France"),
        ("Bordo", "", "France"),
        ("1204 Genève", "", "France"),
        ("SW1A 1AA London", "", "Royaume-Uni"),
        ("1204 Klow", "", "Syldavie"),
    ):
        with subtests.test(code=code, town=town):
            assert put_apart(code, town, country) == (code, town)


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(["France", "Suisse", "Pays-Bas", "Syldavie"]))
def test_what_is_put_apart_once_stays_so(code: str, town: str, country: str) -> None:
    once = put_apart(code, town, country)
    assert put_apart(*once, country) == once
