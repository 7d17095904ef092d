"""Guessing is slowed, and nobody can lock the staff out from elsewhere."""

import asyncio

import pytest

from models import TooMany
from models.throttle import (
    FIRST_WAIT,
    FORGOTTEN_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    MOST_KEYS,
    Key,
    Throttle,
)

PAIR: list[Key] = [("pair", "10.0.0.1 zoe")]
STRANGER: list[Key] = [*PAIR, ("address", "10.0.0.1"), ("name", "zoe")]
FREE = FREE_TRIES["pair"]


class Timer:
    """Seconds, as the throttle counts them."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
def throttle(timer: Timer) -> Throttle:
    return Throttle(timer)


def fail(throttle: Throttle, times: int, keys: list[Key] = PAIR) -> None:
    for _ in range(times):
        throttle.begin(keys)


def wait(throttle: Throttle, keys: list[Key] = PAIR) -> int:
    """Seconds until the next try; 0 if it may be now, which counts as a failure."""
    try:
        throttle.begin(keys)
    except TooMany as too_many:
        return too_many.seconds
    return 0


def test_the_first_failures_are_free(throttle: Throttle) -> None:
    fail(throttle, FREE)

    assert wait(throttle) == FIRST_WAIT


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    throttle: Throttle, timer: Timer
) -> None:
    fail(throttle, FREE)
    waits = []
    for _ in range(8):
        waits.append(wait(throttle))
        timer.now += waits[-1]
        fail(throttle, 1)

    assert waits == [30, 60, 120, 240, 480, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]


def test_to_insist_does_not_lengthen_the_wait(throttle: Throttle, timer: Timer) -> None:
    fail(throttle, FREE)
    for _ in range(10):
        wait(throttle)
    timer.now += FIRST_WAIT

    assert wait(throttle) == 0


def test_a_success_forgets_the_failures_of_that_person(throttle: Throttle) -> None:
    fail(throttle, FREE - 1)
    throttle.begin(PAIR)
    throttle.succeeded(PAIR)

    fail(throttle, FREE)


def test_a_success_does_not_forget_what_others_have_tried_from_there(throttle: Throttle) -> None:
    address: list[Key] = [("address", "10.0.0.1")]
    fail(throttle, FREE_TRIES["address"] - 1, address)
    throttle.begin(STRANGER)
    throttle.succeeded(STRANGER)

    fail(throttle, 1, address)
    assert wait(throttle, address) == FIRST_WAIT


def test_a_success_never_makes_others_wait(throttle: Throttle) -> None:
    for number in range(200):
        keys: list[Key] = [("pair", f"10.0.0.1 {number}"), ("address", "10.0.0.1")]
        throttle.begin(keys)
        throttle.succeeded(keys)


def test_failures_count_for_the_address_and_for_the_name_too(throttle: Throttle) -> None:
    for number in range(FREE_TRIES["address"]):
        fail(throttle, 1, [("pair", f"10.0.0.1 {number}"), ("address", "10.0.0.1")])

    assert wait(throttle, STRANGER) == FIRST_WAIT
    assert wait(throttle, [("pair", "10.0.0.2 zoe"), ("address", "10.0.0.2")]) == 0


def test_a_known_device_does_not_wait_for_strangers(throttle: Throttle) -> None:
    for number in range(FREE_TRIES["name"]):
        fail(throttle, 1, [("pair", f"{number} zoe"), ("name", "zoe")])

    assert wait(throttle, STRANGER) == FIRST_WAIT
    assert wait(throttle, [("device", "1 1")]) == 0


def test_failures_are_forgotten_after_an_hour(throttle: Throttle, timer: Timer) -> None:
    fail(throttle, FREE)
    timer.now += FORGOTTEN_AFTER + 1

    fail(throttle, FREE)


async def test_many_tries_at_once_are_not_free(throttle: Throttle) -> None:
    async def attempt() -> bool:
        if wait(throttle):
            return False
        await asyncio.sleep(0)
        return True

    assert sum(await asyncio.gather(*(attempt() for _ in range(100)))) == FREE


def test_what_is_kept_of_strangers_has_a_limit(throttle: Throttle) -> None:
    for number in range(MOST_KEYS + 100):
        throttle.begin([("pair", str(number))])

    assert len(throttle._failures) == MOST_KEYS


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (0.2, "Trop d’essais : réessayez dans 1\u00a0seconde."),
        (30, "Trop d’essais : réessayez dans 30\u00a0secondes."),
        (59.5, "Trop d’essais : réessayez dans 1\u00a0minute."),
        (61, "Trop d’essais : réessayez dans 2\u00a0minutes."),
        (900, "Trop d’essais : réessayez dans 15\u00a0minutes."),
    ],
)
def test_the_refusal_says_how_long_to_wait(seconds: float, sentence: str) -> None:
    assert str(TooMany(seconds)) == sentence
