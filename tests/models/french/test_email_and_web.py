"""E-mail and web addresses are checked for their form, with a sentence for each fault."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.french.email_and_web import clean_email, clean_website, email_warning, web_link

ANY_TEXT = st.text(st.characters(exclude_categories=()))
CLEANERS = [clean_email, clean_website]


def test_nothing_typed_is_nothing_stored(subtests: pytest.Subtests) -> None:
    for clean in CLEANERS:
        with subtests.test(clean=clean):
            assert clean(" \u00a0\n") == ""


def test_an_email_address_is_stored_with_its_domain_in_lower_case() -> None:
    assert clean_email(" Jean.Dupont@Exemple.FR\u200b ") == "Jean.Dupont@exemple.fr"


def test_an_address_is_taken_out_of_what_it_was_pasted_with(subtests: pytest.Subtests) -> None:
    for typed in (
        "<jean@exemple.fr>",
        '"Dupont, Jean" <jean@exemple.fr>',
        "jean@exemple.fr<mailto:jean@exemple.fr>",
        "[jean@exemple.fr](mailto:jean@exemple.fr)",
        "MAILTO:jean@exemple.fr?subject=Devis",
        "Mél. : jean@exemple.fr",
        "courriel jean@exemple.fr",
        "Contact : jean@exemple.fr,",
        "« jean@exemple.fr »",
        "'jean@exemple.fr'",
        "“jean@exemple.fr”",
        "jean@exemple.fr / bureau",
        "jean@exemple.fr (bureau)",
        "jean@exemple.fr - Jean Dupont",
        "jean(at)exemple.fr",
        "jean [arobase] exemple.fr",
        "jean＠exemple．fr",
    ):
        with subtests.test(typed=typed):
            assert clean_email(typed) == "jean@exemple.fr"


def test_typographic_signs_are_those_of_the_keyboard(subtests: pytest.Subtests) -> None:
    for sign in ("'", "’", "‘", "ʼ", "´", "′"):
        for hyphen in ("-", "‐", "‑", "–", "—"):
            with subtests.test(sign=sign, hyphen=hyphen):
                assert (
                    clean_email(f"l{sign}abbe{hyphen}noel@exemple.fr") == "l'abbe-noel@exemple.fr"
                )


def test_a_letter_that_few_addresses_have_is_advised_on() -> None:
    assert clean_email("noël@exemple.fr") == "noël@exemple.fr"
    assert "«\u00a0ë\u00a0» avant le signe @" in (email_warning("noël@exemple.fr") or "")
    for usual in ("noel@exemple.fr", "l'abbé", "", "noel@forêt.fr"):
        assert email_warning(usual) is None


def test_an_email_refusal_names_the_fault(subtests: pytest.Subtests) -> None:
    for typed, sentence in (
        ("jean@exemple.fr paul@exemple.fr", "une seule adresse"),
        ("jean@exemple.fr et paul@exemple.fr", "une seule adresse"),
        ("jean@exemple.fr / paul@exemple.fr", "une seule adresse"),
        ("Jean <jean@exemple.fr>; Paul <paul@exemple.fr>", "une seule adresse"),
        ("jean dupont@exemple.fr", "ne contient pas d’espace"),
        ("jean@exe mple.fr", "ne contient pas d’espace"),
        ("jean.exemple.fr", "Il manque le signe @"),
        ("jean dupont@exemple.fr", "ne contient pas d’espace"),
        ("jean@exemple.fr,paul@exemple.fr", "plusieurs signes @"),
        ("jean@exemple", "Il manque la fin de l’adresse e-mail"),
        ("jean..dupont@exemple.fr", "vérifiez-la"),
        ("@exemple.fr", "vérifiez-la"),
    ):
        with (
            subtests.test(typed=typed, sentence=sentence),
            pytest.raises(ValueError, match=re.escape(sentence)),
        ):
            clean_email(typed)


def test_a_website_is_stored_with_its_scheme(subtests: pytest.Subtests) -> None:
    for typed, stored in (
        ("www.exemple.fr", "https://www.exemple.fr"),
        ("HTTP://Exemple.fr/Page?q=1#ici", "http://exemple.fr/Page?q=1#ici"),
        ("Site : www.exemple.fr.", "https://www.exemple.fr"),
        ("<https://exemple.fr>", "https://exemple.fr"),
        ("café-du-port.fr:8080", "https://café-du-port.fr:8080"),
    ):
        with subtests.test(typed=typed, stored=stored):
            assert clean_website(typed) == stored


def test_a_website_refusal_names_the_fault(subtests: pytest.Subtests) -> None:
    for typed, sentence in (
        ("ftp://exemple.fr", "commence par http:// ou https://"),
        ("javascript:alert(1)", "incomplète"),
        ("javascript://exemple.fr/%0aalert(1)", "commence par http:// ou https://"),
        ("exemple", "incomplète"),
        ("http://", "incomplète"),
        ("exemple.fr:99999", "incomplète"),
        ("[exemple.fr", "incomplète"),
        ("mon site.fr", "ne contient pas d’espace"),
        ("https://admin:secret@exemple.fr", "ni identifiant"),
        ("https://exemple.fr\\@autre.fr", "ni identifiant"),
    ):
        with (
            subtests.test(typed=typed, sentence=sentence),
            pytest.raises(ValueError, match=re.escape(sentence)),
        ):
            clean_website(typed)


@given(st.sampled_from(CLEANERS), ANY_TEXT | st.emails() | ANY_TEXT.map("x.fr/{}".format))
def test_any_text_is_read_or_refused(clean: Callable[[str], str], text: str) -> None:
    with suppress(ValueError):
        stored = clean(text)
        assert clean(stored) == stored


@given(ANY_TEXT)
def test_a_stored_website_is_safe_to_link(text: str) -> None:
    with suppress(ValueError):
        assert re.match(r"https?://|$", clean_website(text))


def test_only_a_web_address_becomes_a_link(subtests: pytest.Subtests) -> None:
    for stored in ("javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "x", ""):
        with subtests.test(stored=stored):
            assert web_link(stored) == ""
            assert web_link(clean_website("www.exemple.fr")) == "https://www.exemple.fr"
