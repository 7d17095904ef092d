"""Guessing a secret is slow for who guesses, and for nobody else."""

from __future__ import annotations

import asyncio
import threading
from contextlib import ExitStack
from html import escape

import httpx
import pytest

from models.errors import Refused
from models.log import Refusals
from models.permissions import THE_HOUSE, Role
from models.staff import (
    Account,
    Browser,
    Device,
    Seat,
    Session,
    SetupCode,
    TooMany,
    credentials,
    enter,
    setting_up,
    sign_in,
    unlock,
)
from models.staff.gate import PLACES, PLACES_EACH, STRANGERS
from models.staff.throttle import (
    FIRST_WAIT,
    FORGOTTEN_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    Failures,
    Throttle,
)
from tests.conftest import Logged
from tests.security.conftest import PASSWORD, NewBrowser

PAIR = [("pair", "here zoe"), ("address", "here"), ("name", "zoe")]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock, database: None) -> Throttle:
    return Throttle(clock)


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The secrets that were really looked at."""
    seen: list[str] = []
    verify = credentials._verify

    def count(secret: str, stored: str) -> bool:
        seen.append(secret)
        return verify(secret, stored)

    monkeypatch.setattr(credentials, "_verify", count)
    return seen


async def tries(throttle: Throttle, keys: list[tuple[str, str]], most: int = 200) -> int:
    """How many tries there are before one has to wait."""
    for number in range(most):
        try:
            await throttle.begin(keys)
        except TooMany:
            return number
    return most


# --- the limits -------------------------------------------------------------------------------


async def test_each_limit_counts_for_itself(throttle: Throttle) -> None:
    for limit, most in FREE_TRIES.items():
        assert await tries(throttle, [(limit, "one")]) == most
        assert await tries(throttle, [(limit, "another")]) == most


async def test_the_wait_grows_up_to_a_quarter_of_an_hour(throttle: Throttle, clock: Clock) -> None:
    await tries(throttle, PAIR)
    waits = []
    for _ in range(10):
        with pytest.raises(TooMany) as refused:
            await throttle.begin(PAIR)
        waits.append(refused.value.seconds)
        clock.now += refused.value.seconds
        await throttle.begin(PAIR)

    assert waits[:4] == [FIRST_WAIT * 2**n for n in range(4)]
    assert waits[-1] == LONGEST_WAIT


async def test_to_try_while_one_waits_does_not_make_it_longer(
    throttle: Throttle, clock: Clock
) -> None:
    await tries(throttle, PAIR)
    for _ in range(100):
        with pytest.raises(TooMany):
            await throttle.begin(PAIR)

    clock.now += FIRST_WAIT
    await throttle.begin(PAIR)


async def test_a_clock_that_is_set_back_makes_no_wait_longer(
    throttle: Throttle, clock: Clock
) -> None:
    for back in (60.0, 3_600.0, 365 * 86_400.0):
        keys = [("pair", f"set back by {back}")]
        await tries(throttle, keys)
        for _ in range(10):  # up to the longest wait
            with pytest.raises(TooMany) as refused:
                await throttle.begin(keys)
            clock.now += refused.value.seconds
            await throttle.begin(keys)

        clock.now -= back
        with pytest.raises(TooMany) as refused:
            await throttle.begin(keys)
        assert refused.value.seconds <= LONGEST_WAIT, back
        clock.now += LONGEST_WAIT
        await throttle.begin(keys)


async def test_after_an_hour_everything_is_forgotten(throttle: Throttle, clock: Clock) -> None:
    await tries(throttle, PAIR)
    clock.now += FORGOTTEN_AFTER + 1

    assert await tries(throttle, PAIR) == FREE_TRIES["pair"]


async def test_one_who_knows_a_password_cannot_wipe_out_the_failures_of_others(
    throttle: Throttle, clock: Clock
) -> None:
    own = [("pair", "here own"), ("address", "here"), ("name", "own")]
    for number in range(FREE_TRIES["address"] - 1):
        await throttle.begin(
            [("pair", f"here {number}"), ("address", "here"), ("name", str(number))]
        )
        if number % 3 == 0:
            await throttle.begin(own)
            await throttle.succeeded(own)

    assert await tries(throttle, [("address", "here")]) == 1


async def test_the_memory_for_failures_has_an_end(
    throttle: Throttle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.staff.throttle.MOST_KEYS", 10)
    for number in range(20):
        await throttle.begin([("name", str(number))])

    assert await Failures.all().count() <= 11


# --- signing in -------------------------------------------------------------------------------


async def guess(
    browser: httpx.AsyncClient, password: str = "faux", name: str = "Zoé"
) -> httpx.Response:
    return await browser.post("/connexion", data={"identifiant": name, "mot_de_passe": password})


async def test_after_five_wrong_passwords_even_the_right_one_waits(
    zoe: Account, stranger: httpx.AsyncClient, verified: list[str]
) -> None:
    statuses = [(await guess(stranger)).status_code for _ in range(8)]
    answer = await guess(stranger, PASSWORD)

    assert statuses == [401] * 5 + [429] * 3
    assert answer.status_code == 429
    assert "Trop d’essais : réessayez dans" in answer.text
    assert len(verified) == 5, "who has to wait has nothing looked at"


async def test_every_way_of_writing_a_name_is_the_same_name(
    zoe: Account, stranger: httpx.AsyncClient
) -> None:
    for name in ("Zoé", "ZOE", " zoe ", "zoë", "ZOÉ."):
        await guess(stranger, name=name)

    assert (await guess(stranger, PASSWORD)).status_code == 429


async def test_an_address_is_limited_over_all_names_and_others_are_not(
    zoe: Account, new_browser: NewBrowser
) -> None:
    attacker = new_browser("192.0.2.66")
    statuses = [(await guess(attacker, name=f"nom {n}")).status_code for n in range(25)]

    assert statuses == [401] * 20 + [429] * 5
    assert (await guess(attacker, PASSWORD)).status_code == 429
    assert (await guess(new_browser("192.0.2.67"), PASSWORD)).status_code == 303


async def test_a_name_is_limited_over_all_addresses(zoe: Account, new_browser: NewBrowser) -> None:
    for number in range(FREE_TRIES["name"]):
        assert (await guess(new_browser(f"192.0.2.{number}"))).status_code == 401

    assert (await guess(new_browser("198.51.100.1"))).status_code == 429


async def test_an_address_of_version_six_is_its_network(
    zoe: Account, new_browser: NewBrowser
) -> None:
    for number in range(5):
        await guess(new_browser(f"2001:db8::{number:x}"))

    assert (await guess(new_browser("2001:db8::ffff"))).status_code == 429
    assert (await guess(new_browser("2001:db8:0:1::1"))).status_code == 401


async def test_what_a_request_says_of_its_address_does_not_count(
    zoe: Account, stranger: httpx.AsyncClient
) -> None:
    statuses = []
    for number in range(7):
        stranger.headers["X-Forwarded-For"] = f"203.0.113.{number}"
        stranger.headers["X-Real-IP"] = f"203.0.113.{number}"
        statuses.append((await guess(stranger)).status_code)

    assert statuses[-2:] == [429, 429]


async def test_a_stranger_cannot_lock_out_a_device_that_is_known(
    zoe: Account, new_browser: NewBrowser
) -> None:
    known = new_browser("192.0.2.1")
    assert (await guess(known, PASSWORD)).status_code == 303
    for number in range(60):
        await guess(new_browser(f"192.0.2.{number % 30}"))
    assert (await guess(new_browser("192.0.2.200"), PASSWORD)).status_code == 429

    known.cookies.delete("comptoir_session")

    assert (await guess(known, PASSWORD)).status_code == 303


async def test_a_known_device_is_limited_itself(zoe: Account, new_browser: NewBrowser) -> None:
    known = new_browser()
    await guess(known, PASSWORD)

    statuses = [(await guess(known)).status_code for _ in range(12)]

    assert statuses == [401] * 10 + [429] * 2


async def test_a_burst_counts_every_try(
    zoe: Account, new_browser: NewBrowser, verified: list[str]
) -> None:
    browsers = [new_browser("192.0.2.9") for _ in range(50)]

    answers = await asyncio.gather(*(guess(browser) for browser in browsers))

    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(401), statuses.count(429)) == (PLACES_EACH, 50 - PLACES_EACH)
    assert len(verified) == PLACES_EACH


async def test_strangers_wait_in_a_short_queue_and_make_nobody_wait_who_is_known(
    zoe: Account, new_browser: NewBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = new_browser("192.0.2.1")
    assert (await guess(known, PASSWORD)).status_code == 303
    known.cookies.delete("comptoir_session")
    asked, slow, right = asyncio.Event(), threading.Event(), credentials._verify
    loop = asyncio.get_running_loop()

    def verify(secret: str, stored: str) -> bool:
        if secret == "faux":
            loop.call_soon_threadsafe(asked.set)
            slow.wait(20)
        return right(secret, stored)

    monkeypatch.setattr(credentials, "_verify", verify)
    crowd = [
        asyncio.create_task(guess(new_browser(f"192.0.2.{number % 25 + 10}"), "faux", f"n{number}"))
        for number in range(50)
    ]
    await asked.wait()

    assert (await guess(known, PASSWORD)).status_code == 303  # while all of them wait

    slow.set()
    statuses = [answer.status_code for answer in await asyncio.gather(*crowd)]
    assert (statuses.count(401), statuses.count(429)) == (PLACES, 50 - PLACES)
    assert (await guess(new_browser("192.0.2.200"), PASSWORD)).status_code == 303


async def test_who_finds_no_place_is_told_and_not_counted(
    zoe: Account, stranger: httpx.AsyncClient
) -> None:
    with ExitStack() as stack:
        for _ in range(PLACES_EACH):
            stack.enter_context(STRANGERS.place_for("192.0.2.7"))
        for _ in range(30):
            answer = await guess(stranger)
            assert answer.status_code == 429
            assert "Trop de connexions à la fois" in answer.text

    assert (await guess(stranger, PASSWORD)).status_code == 303


async def test_a_name_that_exists_is_answered_like_one_that_does_not(
    zoe: Account, new_browser: NewBrowser, verified: list[str]
) -> None:
    gone = await Account.open("Paul", Role.COUNTER, PASSWORD, by=THE_HOUSE)
    await gone.disable(by=THE_HOUSE)
    seen: set[tuple[object, ...]] = set()
    for number, name in enumerate(("Zoé", "Nul", "Paul", "&", "x" * 300)):
        verified.clear()
        browser = new_browser(f"192.0.2.{number}")
        answers = [await guess(browser, password, name) for password in ("faux", "", "x" * 300)]
        shown = escape(name)
        seen.add(
            (
                *((one.status_code, *one.headers.keys()) for one in answers),
                *(one.text.replace(f'value="{shown}"', 'value=""') for one in answers),
                len(verified),
            )
        )

    assert len(seen) == 1


async def test_the_right_password_of_a_closed_account_is_a_wrong_one(
    zoe: Account, stranger: httpx.AsyncClient
) -> None:
    gone = await Account.open("Paul", Role.COUNTER, PASSWORD, by=THE_HOUSE)
    await gone.disable(by=THE_HOUSE)

    answer = await guess(stranger, PASSWORD, "Paul")

    assert answer.status_code == 401
    assert "Identifiant ou mot de passe incorrect." in answer.text


async def test_an_account_without_a_password_has_none_that_opens(
    simulation: object, stranger: httpx.AsyncClient
) -> None:
    draft = Account.blank()
    draft.typed |= {"name": "Nora", "role": "comptoir"}
    await Account.create_from(draft, by=THE_HOUSE)

    for password in ("", " ", "nobody", "\0"):
        assert (await guess(stranger, password, "Nora")).status_code == 401


async def test_the_present_password_cannot_be_guessed_in_an_open_session(
    zoe: Account, stranger: httpx.AsyncClient, verified: list[str]
) -> None:
    await guess(stranger, PASSWORD)
    verified.clear()
    statuses = []
    for path in ("/mot-de-passe", "/code-pin") * 8:
        typed = {"present": "faux", "password": "nouveau-ici", "again": ""}
        typed |= {"again": "nouveau-ici"} if path == "/mot-de-passe" else {"pin": ""}
        statuses.append((await stranger.post(path, data=typed)).status_code)

    assert len(verified) == FREE_TRIES["device"]
    assert set(statuses[:10]) == {422}
    assert set(statuses[10:]) == {429}


# --- the PIN ----------------------------------------------------------------------------------


async def test_five_wrong_pins_close_the_pin_until_the_password_is_used(zoe: Account) -> None:
    await zoe.choose_pin(PASSWORD, "4711", by=THE_HOUSE)
    browser = Browser("192.0.2.1", "")
    seat = (await enter(zoe, browser)).seat
    await Device.share(seat.device_id, "Tablette", by=THE_HOUSE)
    seat = await Seat.of_session(seat.session_id)  # type: ignore[assignment]
    await Session.lock(seat.session_id)

    for pin in ("0000", "1234", "47111", "4712", "4713"):
        with pytest.raises(Refused, match="pas le bon code"):
            await unlock(seat, zoe.id, pin, browser)
    with pytest.raises(Refused, match="pas le bon code"):
        await unlock(seat, zoe.id, "4711", browser)
    assert await Account.with_pin() == []

    await sign_in("Zoé", PASSWORD, browser)

    assert await unlock(seat, zoe.id, "4711", browser) is None


async def test_a_burst_of_pins_counts_every_try(zoe: Account, verified: list[str]) -> None:
    await zoe.choose_pin(PASSWORD, "4711", by=THE_HOUSE)
    verified.clear()

    answers = await asyncio.gather(*(zoe.accepts_pin("0000") for _ in range(50)))

    assert not any(answers)
    assert len(verified) == 5
    assert not await zoe.accepts_pin("4711")


async def test_a_pin_opens_nothing_but_a_shared_device(zoe: Account) -> None:
    await zoe.choose_pin(PASSWORD, "4711", by=THE_HOUSE)
    seat = (await enter(zoe, Browser("192.0.2.1", ""))).seat

    with pytest.raises(Refused):
        await unlock(seat, zoe.id, "4711", Browser("192.0.2.1", ""))

    assert (await Account.get(id=zoe.id)).pin_tries == 0, "nor can it be used up from elsewhere"


# --- the setup code ---------------------------------------------------------------------------


async def begin(browser: httpx.AsyncClient, code: str, name: str = "Eve") -> httpx.Response:
    typed = {"code": code, "identifiant": name, "password": PASSWORD, "again": PASSWORD}
    return await browser.post("/installation", data=typed)


async def test_the_setup_code_cannot_be_guessed(new_browser: NewBrowser) -> None:
    attacker, code = new_browser("192.0.2.66"), await SetupCode.code()
    statuses = [(await begin(attacker, "AAAA-AAAA")).status_code for _ in range(7)]

    assert statuses == [422] * 5 + [429] * 2
    assert (await begin(attacker, code)).status_code == 429
    assert not await Account.exists()
    assert (await begin(new_browser("192.0.2.67"), code)).status_code == 303


async def test_what_is_not_the_code_makes_no_account(new_browser: NewBrowser) -> None:
    for number, code in enumerate(("", "-", "É", "\0", "AAAA", "x" * 300)):
        answer = await begin(new_browser(f"192.0.2.{number}"), code)

        assert answer.status_code == 422, code
        assert not await Account.exists()


async def test_the_setup_code_is_worth_nothing_once_there_is_an_account(
    stranger: httpx.AsyncClient,
) -> None:
    code = await SetupCode.code()
    await Account.open("Zoé", Role.COUNTER, PASSWORD, by=THE_HOUSE)
    answer = await begin(stranger, code)

    assert answer.status_code != 303
    assert "comptoir_" not in answer.headers.get("set-cookie", "")
    assert await Account.all().count() == 1
    assert (await stranger.get("/installation")).headers["location"] == "/connexion"


async def test_of_two_who_set_up_at_once_one_becomes_the_administrator(
    new_browser: NewBrowser,
) -> None:
    browsers, code = [new_browser(f"192.0.2.{n}") for n in range(4)], await SetupCode.code()

    answers = await asyncio.gather(
        *(begin(one, code, f"Eve {n}") for n, one in enumerate(browsers))
    )

    assert [answer.status_code for answer in answers].count(303) == 1
    assert await Account.all().count() == 1


async def test_before_the_first_account_there_is_only_the_first_door(
    stranger: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for path in ("/", "/clients", "/sante", "/connexion", "/favicon.ico"):
        with subtests.test(path=path):
            answer = await stranger.get(path)

            is_open = path in {"/sante", "/favicon.ico"}
            expected = (200, None) if is_open else (303, "/installation")
            assert (answer.status_code, answer.headers.get("location")) == expected


def test_codes_are_compared_in_constant_time() -> None:
    assert "compare_digest" in setting_up.set_up.__code__.co_names


async def test_what_is_refused_stands_in_the_log(
    zoe: Account, stranger: httpx.AsyncClient, logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.log.REFUSALS", Refusals())
    monkeypatch.setattr("pages.web.guard.REFUSALS", Refusals())

    await guess(stranger, "hunter2-hunter2")
    await guess(stranger, "hunter2-hunter2", "un-mot-de-passe")
    for _ in range(5):
        await guess(stranger)
    await stranger.post("/connexion", headers={"Origin": "http://evil.example"})
    await stranger.get("/sante", headers={"Host": "evil.example"})

    lines = [(one["message"], one["who"]) for one in logged()]
    assert lines[:2] == [
        ("refused to 192.0.2.7: wrong name or password", "Zoé"),
        ("refused to 192.0.2.7: wrong name or password", ""),
    ]
    assert ("refused to 192.0.2.7: too many tries, has to wait", "Zoé") in lines
    assert [one for one, _ in lines[-2:]] == [
        "refused to 192.0.2.7: Demande venue d’un autre site : refusée.",
        "refused to 192.0.2.7: Ce serveur ne répond pas à ce nom.",
    ]
    assert all(len(one["id"]) == 6 for one in logged())
    assert "hunter2" not in str(logged())
