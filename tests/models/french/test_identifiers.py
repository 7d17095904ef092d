"""SIREN, SIRET and VAT numbers: read as pasted, refused with a reason."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from models.french.identifiers import (
    clean_siren,
    clean_siret,
    clean_vat,
    format_siren,
    format_siret,
    format_vat,
    vat_from_siren,
)

# The first example loads the country rules, which takes longer than the usual deadline.
untimed = settings(deadline=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
CLEANERS = [clean_siren, clean_siret, clean_vat]
SIRENS = st.from_regex("[1-9][0-9]{7}", fullmatch=True).map(
    lambda digits: digits + luhn.calc_check_digit(digits)
)


def test_a_siren_is_read_however_it_is_spaced(subtests: pytest.Subtests) -> None:
    for typed in (
        "404833048",
        " 404 833 048 ",
        "404\u00a0833\u202f048",
        "404.833-048",
        "404\t833–048",
    ):
        with subtests.test(typed=typed):
            assert clean_siren(typed) == "404833048"


def test_nothing_typed_is_nothing_stored(subtests: pytest.Subtests) -> None:
    for clean in CLEANERS:
        with subtests.test(clean=clean):
            assert clean(" \u00a0") == ""


def test_a_refusal_names_the_cause_and_the_way_out(subtests: pytest.Subtests) -> None:
    for clean, typed, sentence in (
        (clean_siren, "40483304", "Le SIREN compte 9 chiffres\u202f; il y en a 8."),
        (clean_siret, "4048330480002", "Le SIRET compte 14 chiffres\u202f; il y en a 13."),
        (clean_siren, "40483304A", "retirez «\u00a0A\u00a0»"),
        (clean_siren, "404833047", "Ce SIREN n’existe pas\u00a0: vérifiez les chiffres"),
        (clean_siret, "40483304800023", "Ce SIRET n’existe pas\u00a0: vérifiez les chiffres"),
        (clean_siren, "000000000", "n’existe pas"),
        (clean_siret, "00000000000000", "n’existe pas"),
        (clean_vat, "FR8340483304", "13 caractères (FR, la clé et le SIREN)\u202f; il y en a 12"),
        (clean_vat, "FR84404833048", "Ce numéro de TVA n’existe pas"),
        (clean_vat, "404833048", "commence par le code du pays"),
        (clean_vat, "CHE123456788", "«\u00a0CH\u00a0» n’est pas le code d’un pays de l’Union"),
        (clean_vat, "DE136695970", "Ce numéro de TVA n’existe pas"),
    ):
        with (
            subtests.test(clean=clean, typed=typed, sentence=sentence),
            pytest.raises(ValueError, match=re.escape(sentence)),
        ):
            clean(typed)


def test_a_post_office_follows_its_own_rule() -> None:
    assert clean_siret("356 000 000 09075") == "35600000009075"


def test_a_vat_number_of_the_union_is_stored_bare_and_shown_apart(
    subtests: pytest.Subtests,
) -> None:
    for typed, stored, shown in (
        ("fr 83 404 833 048", "FR83404833048", "FR 83 404 833 048"),
        ("83404833048", "FR83404833048", "FR 83 404 833 048"),
        ("BE 0697.449.992", "BE0697449992", "BE 0697449992"),
        ("GR 094259216", "EL094259216", "EL 094259216"),
    ):
        with subtests.test(typed=typed, stored=stored, shown=shown):
            assert clean_vat(typed) == stored
            assert format_vat(stored) == shown.replace(" ", "\u00a0")


def test_numbers_are_shown_in_groups_that_do_not_break() -> None:
    assert format_siren("404833048") == "404\u00a0833\u00a0048"
    assert format_siret("40483304800022") == "404\u00a0833\u00a0048\u00a000022"


def test_what_is_not_a_number_is_shown_as_it_is(subtests: pytest.Subtests) -> None:
    for show in (format_siren, format_siret, format_vat):
        for stored in ("", "12", "n° 12"):
            with subtests.test(show=show, stored=stored):
                assert show(stored) == stored


@untimed
@given(SIRENS)
def test_what_is_shown_reads_back_as_what_is_stored(siren: str) -> None:
    vat = vat_from_siren(siren)

    assert clean_siren(format_siren(siren)) == siren
    assert clean_vat(format_vat(vat)) == vat
    assert vat.endswith(siren)


def test_no_vat_number_is_suggested_without_a_siren() -> None:
    assert vat_from_siren("") == ""


@untimed
@given(st.sampled_from(CLEANERS), ANY_TEXT)
def test_any_text_is_read_or_refused(clean: Callable[[str], str], text: str) -> None:
    with suppress(ValueError):
        assert clean(clean(text)) == clean(text)


@untimed
@given(
    st.sampled_from("ATBEBGCYCZDEDKEEESFIFRELGRHRHUIEITLTLULVMTNLPLPTROSESISKXIEUIM"),
    st.sampled_from("ATBEBGCYCZDEDKEEESFIFRELGRHRHUIEITLTLULVMTNLPLPTROSESISKXIEUIM"),
    st.text("0123456789AKXZ+*", max_size=14),
)
def test_any_number_after_any_country_is_read_or_refused(
    first: str, second: str, rest: str
) -> None:
    with suppress(ValueError):
        stored = clean_vat(first + second + rest)
        assert clean_vat(format_vat(stored)) == stored
