"""How often a token may ask is counted by all processes together."""

from __future__ import annotations

import pytest

from pages.api.pace import MOST, WINDOW, Pace
from pages.web import Problem


def test_what_another_process_has_let_by_is_left_no_more() -> None:
    now = [0.0]
    here = Pace(lambda: now[0])
    assert here.take(1)["RateLimit-Remaining"] == str(MOST - 1)
    here.hear({1: MOST - 2})
    assert here.take(1)["RateLimit-Remaining"] == "0"
    with pytest.raises(Problem):
        here.take(1)
    assert here.take(2)["RateLimit-Remaining"] == str(MOST - 1)


def test_who_was_too_quick_elsewhere_waits_a_window_longer_at_most() -> None:
    now = [0.0]
    here = Pace(lambda: now[0])
    here.hear({1: 100 * MOST})
    with pytest.raises(Problem) as refusal:
        here.take(1)
    assert refusal.value.headers
    assert int(refusal.value.headers["Retry-After"]) <= WINDOW + 1
    assert refusal.value.headers["RateLimit-Remaining"] == "0"
    now[0] += WINDOW + 1
    here.take(1)
