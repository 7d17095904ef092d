"""Numbers, dates and lists read as French."""

from datetime import UTC, date, datetime

import pytest

from models.french.wording import (
    listed,
    long_date,
    moment,
    number,
    of_doing,
    plural,
    quoted,
    short_date,
    short_span,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def spaced(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "'")


def test_a_noun_takes_an_s_from_two_on(subtests: pytest.Subtests) -> None:
    for count, noun, shown in (
        (0, "client", "0~client"),
        (1, "client", "1~client"),
        (2, "client", "2~clients"),
        (2000, "client", "2'000~clients"),
        (2, "document en cours", "2~documents en cours"),
        (2, "devis", "2~devis"),
        (1, "devis", "1~devis"),
        (3, "prix", "3~prix"),
    ):
        with subtests.test(count=count, noun=noun, shown=shown):
            assert spaced(plural(count, noun)) == shown


def test_an_irregular_plural_is_given() -> None:
    assert plural(2, "lieu", "lieux") == "2\u00a0lieux"
    assert plural(1, "lieu", "lieux") == "1\u00a0lieu"


def test_thousands_are_grouped_by_narrow_spaces_that_do_not_break() -> None:
    assert number(1234567) == "1\u202f234\u202f567"


def test_a_date_is_short_and_does_not_break(subtests: pytest.Subtests) -> None:
    for day, shown in ((date(2026, 11, 24), "24~nov.~2026"), (date(2026, 1, 1), "1er~janv.~2026")):
        with subtests.test(day=day, shown=shown):
            assert spaced(short_date(day)) == shown
    assert spaced(long_date(date(2026, 8, 1))) == "1er~août~2026"


def test_a_span_says_once_what_its_days_share() -> None:
    for first, last, shown in (
        (date(2026, 12, 17), date(2026, 12, 20), "17 – 20~déc.~2026"),
        (date(2026, 12, 1), date(2026, 12, 1), "1er~déc.~2026"),
        (date(2026, 11, 28), date(2026, 12, 3), "28~nov. – 3~déc.~2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28~déc.~2026 – 3~janv.~2027"),
        (date(2025, 12, 3), date(2026, 12, 5), "3~déc.~2025 – 5~déc.~2026"),
    ):
        assert spaced(short_span(first, last)) == shown


def test_a_moment_is_told_in_paris_time(subtests: pytest.Subtests) -> None:
    for value, shown in (
        (datetime(2026, 11, 24, 13, 5, tzinfo=UTC), "aujourd’hui 14~h~05"),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), "aujourd’hui 0~h~30"),
        (datetime(2026, 11, 23, 8, 30, tzinfo=UTC), "hier 9~h~30"),
        (datetime(2026, 11, 22, 8, 30, tzinfo=UTC), "22~nov.~2026"),
        (datetime(2026, 11, 25, 8, 30, tzinfo=UTC), "25~nov.~2026"),
        (datetime(2026, 7, 14, 22, 30, tzinfo=UTC), "15~juil.~2026"),
    ):
        with subtests.test(value=value, shown=shown):
            assert spaced(moment(value, NOW)) == shown


def test_a_quotation_does_not_break_at_its_marks() -> None:
    assert spaced(quoted("Dupont")) == "«~Dupont~»"


def test_a_list_ends_with_et(subtests: pytest.Subtests) -> None:
    for items, shown in (
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a et b"),
        (("a", "b", "c"), "a, b et c"),
    ):
        with subtests.test(items=items, shown=shown):
            assert listed(items) == shown


def test_a_verb_is_elided_before_a_vowel(subtests: pytest.Subtests) -> None:
    for verb, shown in (
        ("supprimer", "de supprimer"),
        ("exporter", "d’exporter"),
        ("écrire", "d’écrire"),
    ):
        with subtests.test(verb=verb, shown=shown):
            assert of_doing(verb) == shown
