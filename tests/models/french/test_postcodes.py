"""Postcodes and communes suggest and warn; only the form of a postcode is checked."""

import gzip
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.french.postcodes import (
    clean_postcode,
    communes_of,
    postcode_warning,
    postcodes_of,
    suggest_communes,
)

# The first example loads the communes, which takes longer than the usual deadline.
untimed = settings(deadline=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_a_postcode_has_five_digits_in_france_and_is_free_elsewhere(
    subtests: pytest.Subtests,
) -> None:
    for typed, country, stored in (
        (" 33 000 ", "France", "33000"),
        ("01400", "", "01400"),
        ("33077", "FRANCE", "33077"),
        ("", "France", ""),
        ("SW1A 1AA", "Royaume-Uni", "SW1A 1AA"),
        ("1000", "Belgique", "1000"),
    ):
        with subtests.test(typed=typed, country=country, stored=stored):
            assert clean_postcode(typed, country) == stored


def test_a_refusal_names_the_cause(subtests: pytest.Subtests) -> None:
    for typed, country, sentence in (
        ("3300A", "France", "ne compte que des chiffres"),
        ("330000", "France", "5 chiffres\u202f; il y en a 6."),
        ("1400", "France", "il y en a 4\u00a0: peut-être 01400."),
        ("1234567890123", "Belgique", "au plus 12 caractères\u202f; il y en a 13."),
    ):
        with (
            subtests.test(typed=typed, country=country, sentence=sentence),
            pytest.raises(ValueError, match=re.escape(sentence)),
        ):
            clean_postcode(typed, country)


def test_a_postcode_gives_its_communes_in_french_order() -> None:
    communes = communes_of("51300")

    assert len(communes) == 46
    assert communes.index("Dompremy") < communes.index("Écriennes") < communes.index("Glannes")


def test_an_unknown_postcode_gives_no_commune(subtests: pytest.Subtests) -> None:
    for postcode in ("", "00000", "33077", "Bordeaux"):
        with subtests.test(postcode=postcode):
            assert communes_of(postcode) == []


def test_a_commune_gives_its_postcodes_however_it_is_spelled(subtests: pytest.Subtests) -> None:
    for name in ("Saint-Étienne", "SAINT ETIENNE", "st etienne"):
        with subtests.test(name=name):
            assert postcodes_of(name) == ["42000", "42100", "42230"]


def test_digits_suggest_the_communes_of_the_postcodes_they_start() -> None:
    assert suggest_communes("3300") == [("33000", "Bordeaux")]


def test_letters_suggest_the_communes_they_start_with_or_without_the_article(
    subtests: pytest.Subtests,
) -> None:
    for typed in ("Le Hav", "hav", "HAVRE"):
        with subtests.test(typed=typed):
            assert ("76600", "Le Havre") in suggest_communes(typed)


def test_suggestions_are_limited_and_need_a_beginning() -> None:
    assert len(suggest_communes("saint", limit=5)) == 5
    assert suggest_communes(" ") == []


def test_a_usual_pair_raises_no_warning(subtests: pytest.Subtests) -> None:
    for postcode, city, country in (
        ("33000", "bordeaux", "France"),
        ("33000", "", "France"),
        ("69003", "LYON 03", ""),
        ("69003", "Lyon 3e arrondissement", ""),
        ("42000", "ST-ETIENNE", "France"),
        ("33077", "Bordeaux CEDEX", "France"),
        ("99999", "Bruxelles", "Belgique"),
        ("", "Bordeaux", "France"),
    ):
        with subtests.test(postcode=postcode, city=city, country=country):
            assert postcode_warning(postcode, city, country) is None


def test_an_unusual_pair_raises_a_warning(subtests: pytest.Subtests) -> None:
    for postcode, city, sentence in (
        ("33000", "Lyon", "Le code postal 33000 correspond à Bordeaux."),
        ("51300", "Lyon", "à Bassu, Bassuet, Bignicourt-sur-Marne et 43\u00a0autres communes."),
        ("33077", "Bordeaux", "Code postal inconnu\u00a0: vérifiez les chiffres"),
    ):
        with subtests.test(postcode=postcode, city=city, sentence=sentence):
            assert sentence in (postcode_warning(postcode, city, "France") or "")


@untimed
@given(ANY_TEXT, st.sampled_from(["France", "Belgique"]))
def test_any_text_is_read_or_refused(text: str, country: str) -> None:
    with suppress(ValueError):
        stored = clean_postcode(text, country)
        assert clean_postcode(stored, country) == stored


@untimed
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_can_be_looked_up(postcode: str, city: str, country: str) -> None:
    assert isinstance(postcodes_of(city) + communes_of(postcode), list)
    assert len(suggest_communes(city)) <= 20
    postcode_warning(postcode, city, country)


def test_the_list_of_communes_is_whole() -> None:
    path = Path(__file__).parents[3] / "models" / "french" / "data" / "communes.csv.gz"
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()

    assert len(lines) == 35_493
    assert all(re.fullmatch(r"\d{5};[^;]+;\d[\dAB]\d{3}", line) for line in lines)
