"""What is known of a search is known as long as it is true, whatever has changed."""

from __future__ import annotations

from models.lists.common_searches import MOST_KEPT, CommonSearches
from models.records.changes import Changed

GARAGE = ("client", "search", ("garage",))


def known(surplus: int) -> CommonSearches:
    common = CommonSearches()
    common.keep(GARAGE, surplus, common.turn("client"))
    return common


def test_many_are_many_until_as_many_rows_have_changed() -> None:
    common = known(3)
    common.doubt(Changed("client", frozenset({1, 2})))
    assert GARAGE in common
    common.doubt(Changed("client", frozenset({3})))
    assert GARAGE not in common


def test_what_is_not_many_is_not_kept() -> None:
    assert GARAGE not in known(0)


def test_another_topic_is_of_no_matter() -> None:
    common = known(1)
    common.doubt(Changed("document", frozenset({1})))
    assert GARAGE in common


def test_a_change_of_nobody_knows_what_is_one_of_everything() -> None:
    common = known(1_000)
    common.doubt(Changed("client", frozenset()))
    assert GARAGE not in common


def test_a_change_during_the_reading_is_not_lost() -> None:
    common = CommonSearches()
    turn = common.turn("client")
    common.doubt(Changed("client", frozenset({1})))
    common.keep(GARAGE, 1_000, turn)
    assert GARAGE not in common


def test_what_is_kept_is_bounded() -> None:
    common = known(1)
    for word in range(MOST_KEPT):
        common.keep(("client", "search", (word,)), 1, common.turn("client"))
    assert GARAGE not in common
    assert ("client", "search", (MOST_KEPT - 1,)) in common
