"""Signing in: who knows the password or the PIN comes in, and nobody learns what was wrong."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from models.company import Company
from models.database import transaction
from models.errors import Invalid, Refused
from models.permissions import Role
from models.records import JournalEntry
from models.staff import (
    Account,
    Browser,
    Device,
    Seat,
    Session,
    SetupCode,
    SignedIn,
    TooMany,
    set_up,
    sign_in,
    signing_in,
    unlock,
)
from models.staff.account import MOST_PIN_TRIES
from models.staff.credentials import is_whole_pin
from models.staff.setting_up import WRONG_CODE
from models.staff.signing_in import HALF_PIN, WRONG, WRONG_PIN
from models.staff.throttle import FREE_TRIES
from tests.factories import ANYBODY, PASSWORD, PIN, open_account

pytestmark = pytest.mark.usefixtures("database")

HERE = Browser("192.168.1.20", "")
CODE = "ABCD-2345"


def from_device(entered: SignedIn, address: str = HERE.address) -> Browser:
    """The browser that has kept what it was given."""
    return Browser(address, "", entered.device_token or "")


async def seat_now(seat: Seat) -> Seat | None:
    return await Seat.of_session(seat.session_id)


async def fail(times: int, name: str = "Zoé", browser: Browser = HERE) -> None:
    for _ in range(times):
        with pytest.raises(Refused, match=WRONG):
            await sign_in(name, "faux", browser)


# --- with a password --------------------------------------------------------------------------


async def test_the_password_opens_a_session(subtests: pytest.Subtests) -> None:
    account = await open_account()
    for name in ("Zoé", "zoe", "ZOE "):
        with subtests.test(name=name):
            entered = await sign_in(name, PASSWORD, HERE)

            seat = await Seat.of_token(entered.session_token)
            assert seat == entered.seat
            assert seat
            assert (seat.account_id, seat.staff.name, seat.is_open) == (account.id, "Zoé", True)


async def test_whatever_is_wrong_the_words_are_the_same(subtests: pytest.Subtests) -> None:
    await open_account()
    await (await open_account("Partie")).disable(by=ANYBODY)
    for name, password in (
        *(("Zoé", "faux"), ("Zoé", ""), ("Zoé", PASSWORD.upper()), ("Zoé", PASSWORD + " ")),
        *(("Personne", PASSWORD), ("", PASSWORD), ("", ""), ("\x00", "\x00")),
        *(("x" * 10_000, "y" * 10_000), ("Zoé' OR 1=1", PASSWORD), ("Partie", PASSWORD)),
    ):
        with subtests.test(name=name, password=password):
            with pytest.raises(Refused) as caught:
                await sign_in(name, password, HERE)

            assert str(caught.value) == WRONG
            assert not await Session.exists()


async def test_a_name_that_is_unknown_takes_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    async def matches(_secret: str, stored: str, _gate: object = None) -> bool:
        compared.append(stored)
        return False

    monkeypatch.setattr("models.staff.signing_in.matches", matches)

    with pytest.raises(Refused):
        await sign_in("Personne", PASSWORD, HERE)

    assert compared == [""]


async def test_an_account_without_a_password_opens_to_nothing() -> None:
    draft = Account.blank()
    draft.typed |= {"name": "Zoé", "role": str(Role.COUNTER)}
    await Account.create_from(draft, by=ANYBODY)

    for password in ("", "nobody"):
        with pytest.raises(Refused, match=WRONG):
            await sign_in("Zoé", password, HERE)


async def test_a_provisional_password_leads_to_a_new_one_only() -> None:
    told = await (await open_account()).reset_password(by=ANYBODY)

    seat = (await sign_in("Zoé", told, HERE)).seat

    assert seat.must_change
    assert not seat.is_open


async def test_a_device_is_given_a_token_once() -> None:
    await open_account()
    first = await sign_in("Zoé", PASSWORD, HERE)
    again = await sign_in("Zoé", PASSWORD, from_device(first))

    assert first.device_token
    assert again.device_token is None
    assert first.seat.device_id == again.seat.device_id


async def test_a_device_token_that_is_invented_makes_a_new_device() -> None:
    await open_account()

    entered = await sign_in("Zoé", PASSWORD, replace(HERE, device_token="inventé"))

    assert entered.device_token not in {None, "inventé"}


async def test_to_stay_signed_in_is_for_ones_own_device() -> None:
    await open_account()
    own = await sign_in("Zoé", PASSWORD, HERE, is_remembered=True)
    assert own.is_remembered
    assert (await Session.get(id=own.seat.session_id)).is_remembered

    await Device.share(own.seat.device_id, "Tablette", by=ANYBODY)
    shared = await sign_in("Zoé", PASSWORD, from_device(own), is_remembered=True)
    assert not shared.is_remembered
    assert not (await Session.get(id=shared.seat.session_id)).is_remembered


async def test_a_password_makes_a_blocked_pin_usable_again() -> None:
    account = await open_account(pin=PIN)
    for _ in range(MOST_PIN_TRIES):
        await account.accepts_pin("9999")

    await sign_in("Zoé", PASSWORD, HERE)

    assert await account.accepts_pin(PIN)


async def test_an_account_that_changes_while_its_password_is_checked_stays_out(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    changes: dict[str, Callable[[Account], Awaitable[object]]] = {
        "disable": lambda account: account.disable(by=ANYBODY),
        "password": lambda account: account.reset_password(by=ANYBODY),
    }
    for case, change in changes.items():
        with subtests.test(case=case), monkeypatch.context() as patch:
            account = await open_account(f"Zoé {case}")
            meanwhile = partial(change, account)

            async def matches_and_changes(*_: str, meanwhile: Any = meanwhile) -> bool:
                await meanwhile()
                return True

            patch.setattr(signing_in, "matches", matches_and_changes)
            with pytest.raises(Refused, match="vient de changer"):
                await sign_in(account.name, PASSWORD, HERE)

            assert await Session.of_account(account.id) == []


# --- guessing ---------------------------------------------------------------------------------


async def test_after_some_failures_even_the_right_password_waits() -> None:
    await open_account()
    await fail(FREE_TRIES["pair"])

    with pytest.raises(TooMany, match="réessayez dans 30"):
        await sign_in("zoe", PASSWORD, HERE)


async def test_a_stranger_keeps_nobody_from_a_device_of_theirs() -> None:
    await open_account()
    mine = from_device(await sign_in("Zoé", PASSWORD, HERE))
    await fail(FREE_TRIES["pair"])

    assert await sign_in("Zoé", PASSWORD, mine)


async def test_a_colleagues_device_is_a_stranger_to_ones_own_account() -> None:
    await open_account()
    await open_account("Karim")
    device = from_device(await sign_in("Karim", PASSWORD, HERE))

    await fail(FREE_TRIES["pair"], browser=device)

    with pytest.raises(TooMany):
        await sign_in("Zoé", PASSWORD, device)
    assert await sign_in("Karim", PASSWORD, device)


async def test_addresses_of_one_subscriber_count_together(subtests: pytest.Subtests) -> None:
    for one, other, is_same in (
        ("192.168.1.20", "192.168.1.21", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.168.1.20", "::ffff:192.168.1.20", True),
        ("", "", True),
        ("unix", "unix", True),
    ):
        with subtests.test(one=one, other=other, is_same=is_same):
            name = (await open_account(f"Zoé {one} {other}")).name
            await fail(FREE_TRIES["pair"], name, Browser(one, ""))

            if is_same:
                with pytest.raises(TooMany):
                    await sign_in(name, PASSWORD, Browser(other, ""))
            else:
                assert await sign_in(name, PASSWORD, Browser(other, ""))


# --- setting up -------------------------------------------------------------------------------


@pytest.fixture
async def printed(database: None) -> None:
    """The server has printed CODE."""
    await SetupCode.create(id=1, secret=CODE)


@pytest.mark.usefixtures("printed")
@pytest.mark.parametrize("code", [CODE, "abcd 2345", "abcd2345", " ABCD–2345 "])
async def test_who_reads_the_code_becomes_the_administrator(code: str) -> None:
    entered = await set_up(code, "Zoé", PASSWORD, HERE)

    assert entered.seat.staff.role == Role.ADMINISTRATOR
    assert await Seat.of_token(entered.session_token)


@pytest.mark.usefixtures("printed")
async def test_without_the_code_there_is_no_account(subtests: pytest.Subtests) -> None:
    for number, code in enumerate(("", "ABCD-2346", "ABCD", "-", "\x00", "é")):
        with subtests.test(code=code):
            with pytest.raises(Invalid, match=WRONG_CODE):
                await set_up(code, "Zoé", PASSWORD, Browser(f"192.168.1.{number}", ""))

            assert not await Account.exists()


@pytest.mark.usefixtures("printed")
async def test_the_code_cannot_be_guessed_for_long() -> None:
    for _ in range(FREE_TRIES["pair"]):
        with pytest.raises(Invalid):
            await set_up("XXXX-XXXX", "Zoé", PASSWORD, HERE)

    with pytest.raises(TooMany):
        await set_up(CODE, "Zoé", PASSWORD, HERE)


@pytest.mark.usefixtures("printed")
async def test_the_code_is_of_no_use_once_there_is_an_account() -> None:
    await open_account("Karim")

    with pytest.raises(Refused, match="Un compte existe déjà"):
        await set_up(CODE, "Zoé", PASSWORD, HERE)


async def test_the_code_is_one_for_every_process_until_there_is_an_account() -> None:
    codes = await asyncio.gather(*(SetupCode.code() for _ in range(5)))
    assert len(set(codes)) == 1

    await set_up(codes[0], "Zoé", PASSWORD, HERE)
    with pytest.raises(Refused, match="Un compte existe déjà"):
        await SetupCode.code()
    assert not await SetupCode.exists()


# --- unlocking --------------------------------------------------------------------------------


async def locked_tablet(name: str = "Zoé") -> tuple[Seat, Browser]:
    """Zoé's session on the counter's tablet, whose screen is locked."""
    entered = await sign_in(name, PASSWORD, HERE)
    await Company.lock_after(5, by=ANYBODY)
    await Device.share(entered.seat.device_id, "Tablette", by=ANYBODY)
    await Session.lock(entered.seat.session_id)
    seat = await seat_now(entered.seat)
    assert seat
    assert seat.is_locked
    return seat, from_device(entered)


async def test_the_same_person_goes_on_in_the_same_session() -> None:
    account = await open_account(pin=PIN)
    seat, tablet = await locked_tablet()

    assert await unlock(seat, account.id, PIN, tablet) is None

    now = await seat_now(seat)
    assert now
    assert not now.is_locked


async def test_another_person_gets_a_session_of_their_own() -> None:
    await open_account(pin=PIN)
    other = await open_account("Karim", pin="4926")
    seat, tablet = await locked_tablet()

    entered = await unlock(seat, other.id, "4926", tablet)

    assert entered
    assert (entered.seat.staff.name, entered.seat.is_locked) == ("Karim", False)
    assert (entered.seat.device_id, entered.device_token) == (seat.device_id, None)
    assert not entered.is_remembered


async def test_a_pin_makes_no_sign_in_last_longer() -> None:
    await open_account(pin=PIN)
    other = await open_account("Karim", pin="4926")
    seat, tablet = await locked_tablet()
    begun = datetime.now(UTC) - timedelta(days=6)
    async with transaction():
        await Session.filter(id=seat.session_id).update(created_at=begun)

    entered = await unlock(seat, other.id, "4926", tablet)

    assert entered
    assert (await Session.get(id=entered.seat.session_id)).created_at == begun


async def test_another_pin_opens_nothing(subtests: pytest.Subtests) -> None:
    await open_account("Karim", pin="4926")
    for number, pin in enumerate(("", "9999", "4926", PIN + "0", "\x00", "x" * 10_000)):
        with subtests.test(pin=pin):
            account = await open_account(f"Zoé {number}", pin=PIN)
            seat, tablet = await locked_tablet(account.name)

            with pytest.raises(Refused, match=WRONG_PIN if is_whole_pin(pin) else HALF_PIN):
                await unlock(seat, account.id, pin, tablet)

            now = await seat_now(seat)
            assert now
            assert now.is_locked


async def test_who_has_no_pin_or_is_unknown_opens_nothing() -> None:
    await open_account(pin=PIN)
    without = await open_account("Karim")
    seat, tablet = await locked_tablet()

    for account_id in (without.id, 404):
        for pin in ("", PIN):
            with pytest.raises(Refused, match=WRONG_PIN if pin else HALF_PIN):
                await unlock(seat, account_id, pin, tablet)


async def test_a_pin_opens_nothing_on_a_device_of_ones_own() -> None:
    account = await open_account(pin=PIN)
    entered = await sign_in("Zoé", PASSWORD, HERE)

    with pytest.raises(Refused, match=WRONG_PIN):
        await unlock(entered.seat, account.id, PIN, from_device(entered))


async def test_who_comes_in_and_from_where_is_in_the_journal(subtests: pytest.Subtests) -> None:
    await open_account(pin=PIN)
    other = await open_account("Karim", pin="4926")
    seat, tablet = await locked_tablet()
    for verb in ("sign in", "switch"):
        with subtests.test(verb=verb):
            if verb == "sign in":
                await sign_in("Karim", PASSWORD, tablet)
            else:
                await unlock(seat, other.id, "4926", tablet)

            entry = await JournalEntry.all().order_by("-id").first()
            assert entry
            assert (entry.staff, entry.device, entry.account_id) == ("Karim", "Tablette", other.id)
            assert entry.action == verb.replace(" ", "_")
