"""Phone numbers are read where they can be, and never stand in the way."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.french.phones import (
    clean_phone,
    format_phone,
    phone_links,
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
        ("98000", "MC"),
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
    for typed in ("06 12", "06 12 34 56 78 90", "voir Paul", "016", "4949"):
        with subtests.test(typed=typed):
            assert clean_phone(f" {typed} ") == format_phone(typed) == typed
            assert phone_warning(typed)


def test_a_usual_number_or_none_raises_no_warning(subtests: pytest.Subtests) -> None:
    for typed, postcode in (
        *[("", ""), ("0612345678", ""), ("0690123456", "97110")],
        *[("06 39 98 12 34", ""), ("+33 6 39 98 12 34", "97400")],
        *[("3117", ""), ("30 08", ""), ("17", "97400"), ("116 006", ""), ("118 712", "")],
        *[("06 12 34 56 78 (bureau)", ""), ("15 ou 112", ""), ("06 12 34 56 78 de 8h à 12h", "")],
    ):
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
        ("+590690123456", "0690123456 00590690123456 0033690123456"),
        ("06 12 (Paul)", "0612"),
        ("+33612345678 / +33298123456", "0612345678 0033612345678 0298123456 0033298123456"),
        ("+33298123456 poste 12", "0298123456 0033298123456"),
        ("+41223456789", "0223456789 0041223456789"),
        ("", ""),
    ):
        with subtests.test(stored=stored, digits=digits):
            assert phone_search_digits(stored) == digits


def test_the_first_number_can_be_dialled(subtests: pytest.Subtests) -> None:
    for stored, link in (
        ("+33612345678", "tel:+33612345678"),
        ("39 49", "tel:3949"),
        ("+33612345678 poste 12", "tel:+33612345678;ext=12"),
        ("06 12 34 56 78 / 02 98 12 34 56", "tel:+33612345678"),
        ("voir Paul", ""),
        ("06 12", ""),
        ("", ""),
    ):
        with subtests.test(stored=stored, link=link):
            assert tel_link(stored) == link


def test_the_country_of_the_client_decides(subtests: pytest.Subtests) -> None:
    for typed, postcode, country, stored in (
        ("02/512.34.56", "1000", "Belgique", "+3225123456"),
        ("0475/12.34.56", "B-1000", "BE", "+32475123456"),
        ("030 123456", "10115", "Deutschland", "+4930123456"),
        ("020 7946 0018", "", "Angleterre", "+442079460018"),
        ("(415) 555-2671", "", "États-Unis", "+14155552671"),
        ("+351 (0)21 123 4567", "", "Portugal", "+351211234567"),
        ("93 15 28 25", "98000", "", "+37793152825"),
        ("40 41 42 43", "", "Polynésie française", "+68940414243"),
        ("0692 11 22 33", "", "La Réunion", "+262692112233"),
        ("06 12 34 56 78", "", "Guadeloupe (France)", "+33612345678"),
        ("06 12 34 56 78", "98800", "Nouvelle-Calédonie", "+33612345678"),
        ("06 12 34 56 78", "1000", "Belgique", "06 12 34 56 78"),
        ("022 345 67 89", "", "Syldavie", "022 345 67 89"),
        ("+41 22 345 67 89", "", "Syldavie", "+41223456789"),
    ):
        with subtests.test(typed=typed, postcode=postcode, country=country, stored=stored):
            assert clean_phone(typed, postcode, country) == stored
            assert clean_phone(format_phone(stored, country), postcode, country) == stored


def test_abroad_the_code_is_asked_for_where_a_number_is_not_known() -> None:
    for country in ("Belgique", "Syldavie"):
        assert "par l’indicatif" in (phone_warning("06 12 34 56 78", "", country) or "")
    assert phone_warning("+33 6 12 34 56 78", "", "Belgique") is None


def test_a_french_number_of_a_client_abroad_is_shown_with_its_code() -> None:
    assert format_phone("+33612345678", "Suisse") == "+33 6 12 34 56 78".replace(" ", "\u00a0")


def test_a_fixed_line_overseas_is_one_even_where_its_plan_has_gaps() -> None:
    for typed, stored in (
        ("0596 12 34 56", "+596596123456"),
        ("+33 594 12 34 56", "+594594123456"),
        ("05 08 41 12 34", "+508411234"),
        ("+33 508 41 12 34", "+508411234"),
    ):
        assert clean_phone(typed) == clean_phone(format_phone(stored)) == stored, typed
        assert phone_warning(typed) is None, typed


def test_an_overseas_number_behind_33_is_put_right(subtests: pytest.Subtests) -> None:
    for typed in (
        "+33 696 12 34 56",
        "0269 61 12 34",
        "0033 694 12 34 56",
        "+33 (0)590 12 34 56",
        "+33 269 61 12 34",
    ):
        with subtests.test(typed=typed):
            assert re.match(r"\+(262|590|594|596)\d{9}$", clean_phone(typed))


BOTH = ["tel:+33612345678", "tel:+33298123456"]


def test_several_numbers_in_a_field_are_dialled_one_by_one(subtests: pytest.Subtests) -> None:
    for typed, links in (
        ("06 12 34 56 78 ou 02 98 12 34 56", BOTH),
        ("06.12.34.56.78,02.98.12.34.56", BOTH),
        ("06 12 34 56 78; 02 98 12 34 56", BOTH),
        ("06 12 34 56 78 | +33 2 98 12 34 56", BOTH),
        ("06 12 34 56 78 02 98 12 34 56", BOTH),
        ("0612345678-0298123456", BOTH),
        ("06123456780298123456", BOTH),
        ("Paul 0612345678, Anne 0298123456", BOTH),
        ("06 12 34 56 78 (perso) / 02 98 12 34 56 (pro)", BOTH),
        ("02 98 12 34 56 - 57", ["tel:+33298123456", "tel:+33298123457"]),
        ("01 41 40 39 38/39/40", ["tel:+33141403938", "tel:+33141403939", "tel:+33141403940"]),
        ("01.41.40.39.38-39-40", ["tel:+33141403938", "tel:+33141403939", "tel:+33141403940"]),
        ("02 98 12 34 56 ou 57", ["tel:+33298123456", "tel:+33298123457"]),
        ("17 / 112", ["tel:17", "tel:112"]),
        ("3117 ou 3949", ["tel:3117", "tel:3949"]),
        ("06 12 34 56 78 90", [""]),
    ):
        with subtests.test(typed=typed, links=links):
            assert [link for _, link in phone_links(clean_phone(typed))] == links
            assert [link for _, link in phone_links(typed)] == links


def test_each_number_is_shown_with_the_words_beside_it() -> None:
    shown = phone_links(clean_phone("Paul 0612345678 ou Anne 0298123456"))
    assert [text.replace("\u00a0", " ") for text, _ in shown] == [
        "Paul 06 12 34 56 78",
        "Anne 02 98 12 34 56",
    ]


def test_words_beside_a_number_are_kept_if_they_say_something(subtests: pytest.Subtests) -> None:
    for typed, stored in (
        ("Téléphone n° 06 12 34 56 78", "+33612345678"),
        ("port. 06 12 34 56 78", "+33612345678"),
        ("06*12*34*56*78", "+33612345678"),
        ("06_12_34_56_78.", "+33612345678"),
        ("０６ １２ ３４ ５６ ７８", "+33612345678"),
        ("24h/24 06 12 34 56 78", "24h/24 +33612345678"),
        ("06 12 34 56 78 (18h-20h)", "+33612345678 (18h-20h)"),
        ("06 12 34 56 78 M. Le Gall", "+33612345678 M. Le Gall"),
        ("06 12 34 56 78 ext. 4", "+33612345678 poste 4"),
        ("06 12 34 56 78 (poste 412)", "+33612345678 poste 412"),
        ("06 12 34 56 78 x12", "+33612345678 poste 12"),
        ("fax 06 12 34 56 78", "fax +33612345678"),
        ("06 12 34 56 78 à 82", "+33612345678 à 82"),
        ("O6 12 34 56 78", "+33612345678"),
    ):
        with subtests.test(typed=typed, stored=stored):
            assert clean_phone(typed) == stored
            assert clean_phone(format_phone(stored)) == stored


@untimed
@given(ANY_TEXT, POSTCODES)
def test_no_text_is_ever_refused(text: str, postcode: str) -> None:
    stored = clean_phone(text, postcode)
    phone_warning(text, postcode)

    assert stored == clean_line(text) or re.search(r"\+[0-9]{4}", stored)
    assert isinstance(format_phone(stored) + phone_search_digits(stored) + tel_link(stored), str)


@untimed
@given(st.from_regex(r"(\+(33|590|594|596|262|32|44|1))?[0-9]{9,10}", fullmatch=True), POSTCODES)
def test_what_is_shown_reads_back_as_what_is_stored(typed: str, postcode: str) -> None:
    stored = clean_phone(typed)

    assert clean_phone(stored) == clean_phone(format_phone(stored)) == stored
    if region_of(postcode) == "FR" or not stored.startswith("+33"):
        assert clean_phone(format_phone(stored), postcode) == stored
