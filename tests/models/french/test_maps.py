"""The map link leads to a place, never to a letter box."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.french.maps import maps_url

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def query(street: str, street2: str, postcode: str, city: str, country: str) -> str:
    url = maps_url(street, street2, postcode, city, country)
    assert url is not None
    return parse_qs(urlsplit(url).query)["query"][0]


def test_the_link_searches_the_whole_postal_address() -> None:
    url = maps_url("12 rue de l’Église", "ZA des Lilas", "33000", "Bordeaux", "France")

    assert url == (
        "https://www.google.com/maps/search/?api=1&query=12+rue+de+l%E2%80%99%C3%89glise"
        "%2C+ZA+des+Lilas%2C+33000+Bordeaux%2C+France"
    )


def test_sorting_marks_of_the_post_are_left_out(subtests: pytest.Subtests) -> None:
    for street, street2, city in (
        ("12 rue de la Paix", "BP 123", "Bordeaux CEDEX 2"),
        ("12 rue de la Paix", "CS 40 001", "BORDEAUX cedex"),
        ("12 rue de la Paix - B.P. 12", "TSA 12345", "Bordeaux Cedex02"),
        ("BP n° 12, 12 rue de la Paix", "", "Bordeaux"),
        ("BP12", "12 rue de la Paix", "Bordeaux - CS 40001"),
        ("BP 12 - 12 rue de la Paix", "", "Bordeaux cédex"),
        ("CS 40 001, 12 rue de la Paix", "", "Bordeaux Cédex n° 2"),
        ("12 rue de la Paix", "Boîte postale n° 287", "Bordeaux"),
        ("Case postale 12", "12 rue de la Paix", "Bordeaux"),
        ("P.O. Box 1234", "12 rue de la Paix", "Bordeaux"),
        ("12 rue de la Paix", "Postfach 12 34", "Bordeaux"),
        ("12 rue de la Paix", "Cidex 402 - Poste restante", "Bordeaux"),
        ("12 rue de la Paix bte 5", "", "Bordeaux"),
    ):
        with subtests.test(street=street, street2=street2, city=city):
            found = query(street, street2, "33077", city, "France")

            assert found.casefold() == "12 rue de la paix, 33077 bordeaux, france"


PRIVATE = (
    *("Bât. B", "bâtiment C2", "3e étage", "2ème étage gauche", "RDC", "Rez-de-chaussée droite"),
    *("appt 12", "Appartement A", "porte 4", "porte gauche", "escalier B", "Hall 2", "code 12A4"),
    *("digicode : 1234#", "interphone Martin", "sonner chez Martin", "c/o Martin", "chez Martin"),
    *("à l’attention de M. Martin", "A l'att. de Mme Le Gall", "Attn: J. Martin", "Mme Martin"),
    *("a/s M. Martin", "M. Martin", "Dr Martin", "tél 06 12 34 56 78", "fond de cour"),
    *(
        "Hall d’entrée B",
        "code d’entrée : A123",
        "au 3ème",
        "R+2",
        "Bt C",
        "nom sur l’interphone : X",
        *(
            "A l’intention de Jean",
            "4ème",
            "niveau 2",
            "n° d’étage 3",
            "vigik 1234",
            "portail bleu",
        ),
        *("06 12 34 56 78", "jean@exemple.fr", "livraison le matin", "Chez Dupont"),
    ),
)


def test_doors_floors_codes_and_people_are_left_out() -> None:
    for detail in PRIVATE:
        for place in ("{}|12 rue X", "12 rue X|{}", "12 rue X, {}|", "12 rue X ({})|"):
            street, street2 = place.format(detail).split("|")
            found = query(street, street2, "29200", "Brest", "France")
            assert found == "12 rue X, 29200 Brest, France", (detail, place)


def test_the_street_behind_a_person_is_kept() -> None:
    assert query("Chez Dupont 12 rue X", "", "29200", "Brest Cdx 2", "") == "12 rue X, 29200 Brest"


def test_a_street_that_only_sounds_private_is_kept(subtests: pytest.Subtests) -> None:
    for street in (
        "1 place de la Porte de Versailles",
        "12 rue du Code Civil",
        "3 impasse du Bâtiment",
        "Résidence Les Lilas",
        "ZA des Lilas",
        "12, avenue M. Curie",
        "Chemin des Postes 12",
        "Le Bourg",
        "120 rue de l’Étage",
        "Hall des Expositions",
        "5 impasse Chez Bonneau",
    ):
        with subtests.test(street=street):
            assert query(street, "", "29200", "Brest", "") == f"{street}, 29200 Brest"


def test_a_street_whose_name_resembles_a_mark_is_kept() -> None:
    assert (
        query("5 allée du BP", "", "33000", "Cedexville", "") == "5 allée du BP, 33000 Cedexville"
    )


def test_an_address_that_cannot_be_found_has_no_link(subtests: pytest.Subtests) -> None:
    for address in (
        ("", "", "", "", "France"),
        ("12 rue de la Paix", "", "", "", "France"),
        ("", "", "33000", "", "France"),
        ("", "", "", "Bordeaux", "France"),
        ("BP 12", "", "", "Bordeaux", "France"),
        (" \n", "-", "33000", ",", ""),
    ):
        with subtests.test(address=address):
            assert maps_url(*address) is None


def test_two_of_street_postcode_and_city_are_enough(subtests: pytest.Subtests) -> None:
    for address in (
        ("12 rue de la Paix", "", "33000", "", ""),
        ("12 rue de la Paix", "", "", "Bordeaux", ""),
        ("", "", "33000", "Bordeaux", ""),
    ):
        with subtests.test(address=address):
            assert maps_url(*address)


def test_a_very_long_street_is_cut_and_the_city_stays() -> None:
    url = maps_url("é" * 5000, "", "33000", "Bordeaux", "France")

    assert url is not None
    assert len(url) <= 2048
    assert url.endswith("33000+Bordeaux%2C+France")


@given(st.tuples(*[ANY_TEXT] * 5))
def test_any_address_gives_a_valid_link_or_none(address: tuple[str, str, str, str, str]) -> None:
    url = maps_url(*address)

    assert url is None or (url.isascii() and len(url) <= 2048)
