"""Phone numbers are read where they can be, and never stand in the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.french.phones import (
    clean_phone,
    format_phone,
    phone_search_digits,
    phone_warning,
    region_of,
    tel_link,
)
from models.french.text import clean_line

# The first example loads the numbering plans, which takes longer than the usual deadline.
untimed = settings(deadline=None)
ANY_TEXT = st.text(st.characters(exclude_categories=()))
POSTCODES = st.sampled_from(
    ["", "33000", "97110", "97200", "97300", "97400", "97500", "97600", "98700", "98800", "97133"]
)


def test_the_postcode_tells_the_numbering_region(subtests: pytest.Subtests) -> None:
    for postcode, region in (
        ("33000", "FR"),
        ("", "FR"),
        ("97110", "GP"),
        ("97133", "BL"),
        ("97150", "MF"),
        ("97200", "MQ"),
        ("97300", "GF"),
        ("97400", "RE"),
        ("97500", "PM"),
        ("97600", "YT"),
        ("98713", "PF"),
        ("98800", "NC"),
    ):
        with subtests.test(postcode=postcode, region=region):
            assert region_of(postcode) == region


def test_a_number_is_stored_for_dialling_and_shown_for_reading(subtests: pytest.Subtests) -> None:
    for typed, postcode, stored, shown in (
        ("06.12.34.56.78", "", "+33612345678", "06 12 34 56 78"),
        ("+33 (0)6 12 34 56 78", "", "+33612345678", "06 12 34 56 78"),
        ("0033612345678", "", "+33612345678", "06 12 34 56 78"),
        ("0690 12 34 56", "97110", "+590690123456", "06 90 12 34 56"),
        ("0690 12 34 56", "33000", "+590690123456", "06 90 12 34 56"),
        ("0612345678", "97110", "+33612345678", "06 12 34 56 78"),
        ("0800 123 456", "97110", "+33800123456", "0 800 12 34 56"),
        ("0639123456", "97600", "+262639123456", "+262 639 12 34 56"),
        ("25.12.34", "98800", "+687251234", "+687 25.12.34"),
        ("+32 2 512 34 56", "", "+3225123456", "+32 2 512 34 56"),
    ):
        with subtests.test(typed=typed, postcode=postcode, stored=stored, shown=shown):
            assert clean_phone(typed, postcode) == stored
            assert format_phone(stored) == shown.replace(" ", "\u00a0")


def test_what_is_not_a_whole_number_is_kept_as_typed_with_a_warning(
    subtests: pytest.Subtests,
) -> None:
    for typed in ("3949", "06 12", "06 12 34 56 78 poste 12", "voir Paul", "15"):
        with subtests.test(typed=typed):
            assert clean_phone(f" {typed} ") == format_phone(typed) == typed
            assert phone_warning(typed)


def test_a_usual_number_or_none_raises_no_warning(subtests: pytest.Subtests) -> None:
    for typed, postcode in (("", ""), ("0612345678", ""), ("0690123456", "97110")):
        with subtests.test(typed=typed, postcode=postcode):
            assert phone_warning(typed, postcode) is None


def test_a_warning_leaves_the_choice() -> None:
    assert phone_warning("0000000000") == (
        "Ce numéro de téléphone semble incomplet ou erroné\u00a0: "
        "vérifiez-le, ou gardez-le tel quel s’il est juste."
    )


def test_a_number_is_found_by_either_way_to_type_it(subtests: pytest.Subtests) -> None:
    for stored, digits in (
        ("+33612345678", "0612345678 0033612345678"),
        ("+590690123456", "0690123456 00590690123456"),
        ("06 12 (Paul)", "0612"),
        ("", ""),
    ):
        with subtests.test(stored=stored, digits=digits):
            assert phone_search_digits(stored) == digits


def test_only_a_bare_number_can_be_dialled(subtests: pytest.Subtests) -> None:
    for stored, link in (
        ("+33612345678", "tel:+33612345678"),
        ("39 49", "tel:3949"),
        ("06 12 34 56 78 poste 12", ""),
        ("", ""),
    ):
        with subtests.test(stored=stored, link=link):
            assert tel_link(stored) == link


@untimed
@given(ANY_TEXT, POSTCODES)
def test_no_text_is_ever_refused(text: str, postcode: str) -> None:
    stored = clean_phone(text, postcode)
    phone_warning(text, postcode)

    assert stored == clean_line(text) or stored.startswith("+")
    assert isinstance(format_phone(stored) + phone_search_digits(stored) + tel_link(stored), str)


@untimed
@given(st.from_regex(r"(\+(33|590|594|596|262|32|44|1))?[0-9]{9,10}", fullmatch=True), POSTCODES)
def test_what_is_shown_reads_back_as_what_is_stored(typed: str, postcode: str) -> None:
    stored = clean_phone(typed)

    assert clean_phone(stored) == clean_phone(format_phone(stored)) == stored
    if region_of(postcode) == "FR" or not stored.startswith("+33"):
        assert clean_phone(format_phone(stored), postcode) == stored
