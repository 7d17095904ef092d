"""Guessing is slowed, and nobody can lock the staff out from elsewhere."""

import asyncio

import pytest

from models.staff import TooMany
from models.staff.throttle import (
    FIRST_WAIT,
    FORGOTTEN_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    Failures,
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
def throttle(timer: Timer, database: None) -> Throttle:
    return Throttle(timer)


async def fail(throttle: Throttle, times: int, keys: list[Key] = PAIR) -> None:
    for _ in range(times):
        await throttle.begin(keys)


async def wait(throttle: Throttle, keys: list[Key] = PAIR) -> int:
    """Seconds until the next try; 0 if it may be now, which counts as a failure."""
    try:
        await throttle.begin(keys)
    except TooMany as too_many:
        return too_many.seconds
    return 0


async def test_the_first_failures_are_free(throttle: Throttle) -> None:
    await fail(throttle, FREE)

    assert await wait(throttle) == FIRST_WAIT


async def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    throttle: Throttle, timer: Timer
) -> None:
    await fail(throttle, FREE)
    waits = []
    for _ in range(8):
        waits.append(await wait(throttle))
        timer.now += waits[-1]
        await fail(throttle, 1)

    assert waits == [30, 60, 120, 240, 480, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]


async def test_to_insist_does_not_lengthen_the_wait(throttle: Throttle, timer: Timer) -> None:
    await fail(throttle, FREE)
    for _ in range(10):
        await wait(throttle)
    timer.now += FIRST_WAIT

    assert await wait(throttle) == 0


async def test_a_success_forgets_the_failures_of_that_person(throttle: Throttle) -> None:
    await fail(throttle, FREE - 1)
    await throttle.begin(PAIR)
    await throttle.succeeded(PAIR)

    await fail(throttle, FREE)


async def test_a_success_does_not_forget_what_others_have_tried_from_there(
    throttle: Throttle,
) -> None:
    address: list[Key] = [("address", "10.0.0.1")]
    await fail(throttle, FREE_TRIES["address"] - 1, address)
    await throttle.begin(STRANGER)
    await throttle.succeeded(STRANGER)

    await fail(throttle, 1, address)
    assert await wait(throttle, address) == FIRST_WAIT


async def test_a_success_never_makes_others_wait(throttle: Throttle) -> None:
    for number in range(200):
        keys: list[Key] = [("pair", f"10.0.0.1 {number}"), ("address", "10.0.0.1")]
        await throttle.begin(keys)
        await throttle.succeeded(keys)


async def test_failures_count_for_the_address_and_for_the_name_too(throttle: Throttle) -> None:
    for number in range(FREE_TRIES["address"]):
        await fail(throttle, 1, [("pair", f"10.0.0.1 {number}"), ("address", "10.0.0.1")])

    assert await wait(throttle, STRANGER) == FIRST_WAIT
    assert await wait(throttle, [("pair", "10.0.0.2 zoe"), ("address", "10.0.0.2")]) == 0


async def test_a_known_device_does_not_wait_for_strangers(throttle: Throttle) -> None:
    for number in range(FREE_TRIES["name"]):
        await fail(throttle, 1, [("pair", f"{number} zoe"), ("name", "zoe")])

    assert await wait(throttle, STRANGER) == FIRST_WAIT
    assert await wait(throttle, [("device", "1 1")]) == 0


async def test_failures_are_forgotten_after_an_hour(throttle: Throttle, timer: Timer) -> None:
    await fail(throttle, FREE)
    timer.now += FORGOTTEN_AFTER + 1

    await fail(throttle, FREE)


async def test_many_tries_at_once_are_not_free(throttle: Throttle) -> None:
    async def attempt() -> bool:
        if await wait(throttle):
            return False
        await asyncio.sleep(0)
        return True

    assert sum(await asyncio.gather(*(attempt() for _ in range(100)))) == FREE


async def test_what_is_kept_of_strangers_has_a_limit(
    throttle: Throttle, timer: Timer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.staff.throttle.MOST_KEYS", 10)
    for number in range(20):
        timer.now += 1
        await throttle.begin([("pair", str(number))])

    assert await Failures.all().count() <= 11
    await fail(throttle, FREE - 1, [("pair", "19")])
    assert await wait(throttle, [("pair", "19")]) == FIRST_WAIT


async def test_what_is_old_is_thrown_away(throttle: Throttle, timer: Timer) -> None:
    await throttle.begin(STRANGER)
    timer.now += FORGOTTEN_AFTER + 1
    await throttle.begin([("pair", "10.0.0.9 karim")])

    assert await Failures.all().count() == 1


async def test_what_was_typed_as_a_name_is_not_kept(throttle: Throttle) -> None:
    await throttle.begin([("name", "neige en juin")])

    assert [
        set(row["key"]) <= set("0123456789abcdef") for row in await Failures.all().values()
    ] == [True]


async def test_failures_count_in_every_process(throttle: Throttle, timer: Timer) -> None:
    await fail(throttle, FREE - 1)
    another = Throttle(timer)
    await fail(another, 1)

    assert await wait(throttle) == await wait(another) == FIRST_WAIT


def test_the_refusal_says_how_long_to_wait(subtests: pytest.Subtests) -> None:
    for seconds, sentence in (
        (0.2, "Trop d’essais : réessayez dans 1\u00a0seconde."),
        (30, "Trop d’essais : réessayez dans 30\u00a0secondes."),
        (59.5, "Trop d’essais : réessayez dans 1\u00a0minute."),
        (61, "Trop d’essais : réessayez dans 2\u00a0minutes."),
        (900, "Trop d’essais : réessayez dans 15\u00a0minutes."),
    ):
        with subtests.test(seconds=seconds, sentence=sentence):
            assert str(TooMany(seconds)) == sentence
