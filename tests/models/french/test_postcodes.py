"""Postcodes and communes suggest and warn; only the form of a postcode is checked."""

import gzip
import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.french.countries import country_code
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
        ("29200 Brest", "France", "29200"),
        ("Brest 29 200", "", "29200"),
        ("F-29200", "France", "29200"),
        ("29200Brest", "France", "29200"),
        ("Code postal : 29200", "France", "29200"),
        ("29200 BREST CEDEX 9", "France", "29200"),
        ("97400", "La Réunion", "97400"),
        ("98000", "Principauté de Monaco", "98000"),
        ("1204", "Schweiz", "1204"),
        ("２９２００", "France", "29200"),
        ("01000.0", "France", "01000"),
    ):
        with subtests.test(typed=typed, country=country, stored=stored):
            assert clean_postcode(typed, country) == stored


def test_a_refusal_names_the_cause(subtests: pytest.Subtests) -> None:
    for typed, country, sentence in (
        ("3300A", "France", "ne compte que des chiffres"),
        ("330000", "France", "5 chiffres\u202f; il y en a 6."),
        ("1400.0", "France", "peut-être 01400."),
        ("1400", "France", "il y en a 4\u00a0: peut-être 01400."),
        ("1400 Oyonnax", "France", "il y en a 4\u00a0: peut-être 01400."),
        ("CH-1204", "France", "d’un autre pays\u00a0: indiquez ce pays."),
        ("CS 12345 29200 Brest", "France", "ne compte que des chiffres"),
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


HOME = ("FR", "F", "fra", "France métropolitaine", "République française", "Frankreich", "Corse")
OVERSEAS = ("Guadeloupe", "Martinique (France)", "Guyane", "Réunion", "YT", "France - Mayotte")
PACIFIC = ("Nouvelle-Calédonie", "Polynésie française", "Wallis-et-Futuna", "Monaco")


def test_wherever_the_french_post_delivers_a_postcode_has_five_digits(
    subtests: pytest.Subtests,
) -> None:
    for country in (*HOME, *OVERSEAS, *PACIFIC):
        with subtests.test(country=country):
            with pytest.raises(ValueError, match="il y en a 4") as refusal:
                clean_postcode("9740", country)
            assert ("peut-être" in str(refusal.value)) == (country in HOME)


def test_a_country_is_known_by_its_names_in_several_languages_and_by_its_codes() -> None:
    names = {
        "CH": "Suisse, Schweiz, Svizzera, CHE, Confédération suisse",
        "BE": "Belgique, België, B, bel",
        "GB": "Royaume-Uni, UK, U.K., Angleterre, Grande-Bretagne, United Kingdom",
        "NL": "Pays-Bas, les Pays-Bas, Hollande, Nederland",
        "US": "États-Unis, USA, U.S.A., Etats Unis d’Amérique",
        "FR": "France, FRANCE, , Fr., R.F., FR - France, France d’outre-mer, -",
        "RE": "Réunion (974), 974, La Réunion - 974",
        "PF": "Polynésie Fse, Polynésie française (987)",
        "NC": "N. Calédonie, Nlle Calédonie",
    }
    for code, spelled in names.items():
        assert {country_code(name) for name in spelled.split(", ")} == {code}, code
    assert country_code("Syldavie") is None


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
        ("33077", "Bordeaux Cédex 2", "FRA"),
        ("98000", "Monte-Carlo", "France"),
        ("98000", "MONACO", "Monaco"),
        ("98713", "Papeete", "France"),
        ("50100", "Cherbourg-Octeville", "France"),
        ("51000", "Chalons/Marne", "France"),
        ("63000", "Clermont Fd", "France"),
        ("13100", "AIX", "France"),
        ("92800", "Paris La Défense", "France"),
        ("97133", "Gustavia", "Saint-Barthélemy"),
        ("98845", "Nouméa", "Nouvelle-Calédonie"),
        ("00300", "Armées", "France"),
        ("71100", "CHALON S SAONE", "France"),
        ("94120", "Fontenay s/s Bois", "France"),
        ("62200", "Boulogne/Mer", "France"),
        ("94240", "Hay-les-Roses (L’)", "France"),
        ("94240", "L Hay les Roses", "France"),
        ("72000", "Mans (Le)", "France"),
        ("72000", "Le Mans (72)", "France"),
        ("17000", "ROCHELLE LA", "France"),
        ("69003", "Lyon IIIe arr.", "France"),
        ("13008", "MARSEILLE 8EME", "France"),
        ("75008", "Paris 8ème arrondissement", "France"),
        ("13100", "Aix en Pce", "France"),
        ("85690", "N.D. de Monts", "France"),
        ("40000", "Mt-de-Marsan", "France"),
        ("29120", "Pt l’Abbé", "France"),
        ("83400", "Hyères les Palmiers", "France"),
        ("29000", "QUIMPER - KERFEUNTEUN", "France"),
        ("74400", "Chamonix", "France"),
        ("97400", "Saint-Denis de La Réunion", "France"),
        ("99999", "Bruxelles", "Belgique"),
        ("", "Bordeaux", "France"),
    ):
        with subtests.test(postcode=postcode, city=city, country=country):
            assert postcode_warning(postcode, city, country) is None


def test_an_unusual_pair_raises_a_warning(subtests: pytest.Subtests) -> None:
    for postcode, city, sentence in (
        ("33000", "Lyon", "Le code postal 33000 correspond à Bordeaux."),
        ("98000", "Nice", "Le code postal 98000 correspond à Monaco"),
        ("42000", "Saint", "Le code postal 42000 correspond à Saint-Étienne."),
        ("75008", "Lyon VIII", "Le code postal 75008 correspond à Paris."),
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
