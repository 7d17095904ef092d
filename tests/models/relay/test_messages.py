"""What the processes say to each other is read as it was meant, in messages of any length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.relay.messages import change_messages, read_message, visit_messages
from models.relay.presence import Spot, Visit

IDS = st.integers(min_value=0, max_value=10**9)
SPOTS = st.builds(Spot, st.sampled_from(["client", "document"]), IDS)
VISITS = st.builds(Visit, SPOTS, IDS, st.text(max_size=60), st.booleans())


@given(ids=st.sets(IDS, max_size=200), longest=st.integers(min_value=250, max_value=8_000))
def test_ids_arrive_in_messages_that_are_short_enough(ids: set[int], longest: int) -> None:
    said = list(change_messages("me", "client", ids, longest))

    heard = [read_message(one) for one in said]
    assert all(len(one) <= longest for one in said)
    assert {(one.by, one.topic) for one in heard} == {("me", "client")}
    assert set[int]().union(*(one.ids for one in heard)) == ids


def test_a_bulk_action_fits_into_one_message() -> None:
    (said,) = change_messages("me", "journal", range(1, 1_000_001), 300)

    assert len(read_message(said).ids) == 1_000_000


def test_no_ids_are_told_as_such() -> None:
    (said,) = change_messages("me", "session", (), 300)

    assert read_message(said).ids == frozenset()


@given(visits=st.sets(VISITS, max_size=50))
def test_visits_arrive_and_the_last_message_says_that_they_are_whole(visits: set[Visit]) -> None:
    said = list(visit_messages("me", visits, 600))

    heard = [read_message(one) for one in said]
    assert all(len(one) <= 600 for one in said)
    assert [one.is_whole for one in heard] == [False] * (len(said) - 1) + [True]
    assert {visit for one in heard for visit in one.visits} == visits


def test_what_no_comptoir_has_said_is_refused(subtests: pytest.Subtests) -> None:
    for text in (
        *(b"", b"1", b"{}", b"[]", b'"x"', b"\xff", b'{"by": "x"}', b'{"by": "x", "topic": "y"}'),
        *(b'{"by": "x", "topic": "y", "ids": 5}', b'{"by": "x", "topic": "y", "ids": ["z"]}'),
        *(b'{"by": "x", "topic": "y", "ids": [[1, 2, 3]]}', b'{"by": "x", "here": [[1]]}'),
        *(b'{"by": "x", "topic": "y", "ids": [[1, 99999999999]]}', b'{"by": "x", "here": 1}'),
        b'{"by": "x", "here": [["client", "a", 1, "b", true]], "more": false}',
    ):
        with subtests.test(text=text), pytest.raises(ValueError, match="not a message"):
            read_message(text)
