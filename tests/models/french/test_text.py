"""What is typed or pasted becomes safe to store and easy to find."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.french.search_text import search_words
from models.french.text import (
    clean_line,
    clean_text,
    fold,
    in_natural_order,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_a_line_has_single_spaces_and_nothing_invisible(subtests: pytest.Subtests) -> None:
    for typed, stored in (
        ("  Dupont\u00a0\u202f&\tfils\r\nSARL ", "Dupont & fils SARL"),
        ("Cafe\u0301", "Café"),
        ("Du\x00po\u200bnt\ufeff", "Dupont"),
        ("Dupont\ud800", "Dupont"),
        ("abc\u202efdp\u2066", "abcfdp"),
        ("\u3164\u200d\u2800", ""),
        ("\uffff", ""),
    ):
        with subtests.test(typed=typed, stored=stored):
            assert clean_line(typed) == stored


def test_emoji_families_and_other_scripts_are_kept(subtests: pytest.Subtests) -> None:
    for name in ("👨‍👩‍👧 Famille", "می‌خواهم", "שלום", "Ærø"):
        with subtests.test(name=name):
            assert clean_line(name) == name


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("\r\n\n  un  \r\ndeux\x00\u2028\rtrois\n \n") == "  un\ndeux\n\ntrois"


def test_a_text_of_blank_lines_is_empty() -> None:
    assert clean_text(" \n\t\n\u200d\n") == ""


def test_folding_forgets_case_accents_ligatures_and_punctuation(subtests: pytest.Subtests) -> None:
    for text, folded in (
        ("Hélène Œuvrard", "helene oeuvrard"),
        ("STRASSE Straße", "strasse strasse"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Dupont & Fils, S.A.R.L.", "dupont fils sarl"),
        ("É.D.F. M.Martin 3.5", "edf m martin 3 5"),
        ("☎️ Ærø 🇫🇷 Łódź", "aero lodz"),
        ("Москва ١٢", "москва ١٢"),
    ):
        with subtests.test(text=text, folded=folded):
            assert fold(text) == folded


def test_a_search_ignores_legal_forms(subtests: pytest.Subtests) -> None:
    for name in ("SARL Dupont", "Dupont S.A.R.L.", "dupont (SAS)", "S.C.I. DUPONT"):
        with subtests.test(name=name):
            assert search_words(name) == ["dupont"]


def test_a_search_for_a_legal_form_alone_looks_for_it() -> None:
    assert search_words("S.A.R.L.") == ["sarl"]


def test_a_word_that_starts_like_a_legal_form_is_kept() -> None:
    assert search_words("Sablons Sarlat") == ["sablons", "sarlat"]


def test_numbers_are_in_the_order_of_what_they_count() -> None:
    names = ["1 pied", "2 mains", "10 doigts", "100 ans", "a 9", "a 10 b 2", "a 10 b 11", "b"]
    assert sorted(names, key=in_natural_order) == names
    assert in_natural_order("007") == in_natural_order("7")


@given(ANY_TEXT)
def test_a_clean_line_is_stable_and_can_be_stored(text: str) -> None:
    cleaned = clean_line(text)

    assert clean_line(cleaned) == cleaned
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert cleaned.encode().decode() == cleaned


@given(ANY_TEXT)
def test_a_clean_text_is_stable_and_its_only_control_is_the_new_line(text: str) -> None:
    cleaned = clean_text(text)

    assert clean_text(cleaned) == cleaned
    assert all(unicodedata.category(char) != "Cc" for char in cleaned.replace("\n", ""))


@given(ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY_TEXT)
def test_case_and_cleaning_do_not_change_what_is_found(text: str) -> None:
    cleaned = clean_line(text)

    assert search_words(cleaned.swapcase().casefold()) == search_words(cleaned.casefold())
    assert all(word in fold(text).replace(" ", "") for word in search_words(text))
