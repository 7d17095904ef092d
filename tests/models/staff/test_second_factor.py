"""The second factor: after the right password a code, each of which is taken once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.database import transaction
from models.errors import Invalid, Refused
from models.permissions import Role, Staff
from models.records import JournalEntry
from models.staff import (
    Account,
    CodeNeeded,
    Device,
    Seat,
    Session,
    SignedIn,
    TooLate,
    TooMany,
    give_code,
    sign_in,
    totp,
    unlock,
)
from models.staff.account import WRONG_PASSWORD
from models.staff.second_factor import ALREADY_ON, NOT_ON, NOT_THE_CODE, RecoveryCode
from models.staff.signing_in import NOT_BY_PIN, Browser
from models.staff.ticket import Ticket
from tests.factories import (
    ANYBODY,
    ANYWHERE,
    PASSWORD,
    PIN,
    code_now,
    make_session,
    open_account,
    open_with_code,
    retyped,
)

pytestmark = pytest.mark.usefixtures("database")

WRONG = "000000"


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No half minute ends in the middle of a test."""
    now = totp.present_step()
    monkeypatch.setattr(totp, "present_step", lambda: now)


async def ticket(name: str = "Zoé", *, is_remembered: bool = False) -> str:
    with pytest.raises(CodeNeeded) as needed:
        await sign_in(name, PASSWORD, ANYWHERE, is_remembered=is_remembered)
    return needed.value.ticket


async def refreshed(account: Account) -> Account:
    return await Account.get(id=account.id)


async def actions(account: Account) -> list[str]:
    found = await JournalEntry.filter(topic="account", record_id=account.id).order_by("id")
    return [one.action for one in found]


# --- turning on and off -----------------------------------------------------------------------


async def test_a_first_code_turns_it_on_and_ten_codes_on_paper_are_told() -> None:
    account = await open_account("Zoé", Role.ADMINISTRATOR)
    await account.prepare_second_factor(by=ANYBODY)
    assert not account.has_second_factor
    assert account.totp_pending in account.totp_address

    told = await account.turn_on_second_factor(
        PASSWORD, totp.code_of(account.totp_pending, totp.present_step()), by=ANYBODY
    )

    account = await refreshed(account)
    assert account.has_second_factor
    assert account.totp_pending == ""
    assert len(set(told)) == await account.codes_left() == 10
    stored = {one.code_hash for one in await RecoveryCode.all()}
    assert not stored & {*told, *(code.replace("-", "") for code in told)}
    assert (await actions(account))[-1] == "code_on"


async def test_the_secret_stays_until_it_is_confirmed() -> None:
    account = await open_account("Zoé", Role.ADMINISTRATOR)
    await account.prepare_second_factor(by=ANYBODY)
    shown = account.totp_pending

    await account.prepare_second_factor(by=ANYBODY)

    assert (await refreshed(account)).totp_pending == shown


async def test_what_does_not_turn_it_on() -> None:
    account = await open_account("Zoé", Role.ADMINISTRATOR)
    with pytest.raises(Invalid, match=NOT_THE_CODE):
        await account.turn_on_second_factor(PASSWORD, "", by=ANYBODY)  # nothing was shown
    await account.prepare_second_factor(by=ANYBODY)
    right = totp.code_of(account.totp_pending, totp.present_step())
    for present, code, sentence in (
        ("faux", right, WRONG_PASSWORD),
        (PASSWORD, "", NOT_THE_CODE),
        (PASSWORD, "123", NOT_THE_CODE),
        (PASSWORD, totp.code_of(account.totp_pending, 1), NOT_THE_CODE),
    ):
        with pytest.raises(Invalid, match=sentence):
            await account.turn_on_second_factor(present, code, by=ANYBODY)
        assert not (await refreshed(account)).has_second_factor


async def test_it_is_for_administrators_and_turned_on_once() -> None:
    account, _ = await open_with_code()
    for verb in (account.prepare_second_factor, account.take_second_factor_off):
        with pytest.raises(Refused, match="gérer les comptes"):
            await verb(by=Staff("Karim", Role.MANAGER))
    with pytest.raises(Refused, match=ALREADY_ON):
        await account.prepare_second_factor(by=ANYBODY)
    with pytest.raises(Refused, match=ALREADY_ON):
        await account.turn_on_second_factor(PASSWORD, code_now(account, 1), by=ANYBODY)


async def test_password_and_code_turn_it_off() -> None:
    account, _ = await open_with_code()
    for present, code, sentence in (
        ("faux", code_now(account, 1), WRONG_PASSWORD),
        (PASSWORD, WRONG, NOT_THE_CODE),
    ):
        with pytest.raises(Invalid, match=sentence):
            await account.turn_off_second_factor(present, code, by=ANYBODY)
    assert (await refreshed(account)).has_second_factor

    await account.turn_off_second_factor(PASSWORD, code_now(account, 1), by=ANYBODY)

    assert not (await refreshed(account)).has_second_factor
    assert await account.codes_left() == 0
    assert (await actions(account))[-1] == "code_off"
    assert await sign_in("Zoé", PASSWORD, ANYWHERE)
    with pytest.raises(Refused, match=NOT_ON):
        await account.turn_off_second_factor(PASSWORD, WRONG, by=ANYBODY)


async def test_an_administrator_takes_it_off_for_somebody_else() -> None:
    account, _ = await open_with_code()
    token = await ticket()

    await account.take_second_factor_off(by=ANYBODY)

    assert await sign_in("Zoé", PASSWORD, ANYWHERE)
    assert (await actions(account))[-2:] == ["code_off", "sign_in"]
    with pytest.raises(TooLate):
        await give_code(token, WRONG, ANYWHERE)
    with pytest.raises(Refused, match=NOT_ON):
        await account.take_second_factor_off(by=ANYBODY)


async def test_nobody_takes_it_off_their_own_account_without_a_code() -> None:
    account, _ = await open_with_code()

    with pytest.raises(Refused, match="avec votre mot de passe et un code"):
        await account.take_second_factor_off(by=Staff("Zoé", Role.ADMINISTRATOR, account.id))

    assert (await refreshed(account)).has_second_factor


# --- signing in -------------------------------------------------------------------------------


async def test_the_password_alone_opens_nothing_and_the_code_does() -> None:
    account, _ = await open_with_code()
    token = await ticket(is_remembered=True)
    assert await Session.of_account(account.id) == []

    code = code_now(account, 1)
    entered = await give_code(token, f" {code[:3]} {code[3:]}", ANYWHERE)

    assert (entered.seat.staff.name, entered.is_remembered) == ("Zoé", True)
    assert await Seat.of_token(entered.session_token)


async def test_each_code_is_taken_once() -> None:
    account, _ = await open_with_code()
    for used in (0, -1):  # the first code has turned it on
        with pytest.raises(Refused, match=NOT_THE_CODE):
            await give_code(await ticket(), code_now(account, used), ANYWHERE)

    await give_code(await ticket(), code_now(account, 1), ANYWHERE)

    with pytest.raises(Refused, match=NOT_THE_CODE):
        await give_code(await ticket(), code_now(account, 1), ANYWHERE)


async def test_of_several_who_give_the_same_code_at_once_one_comes_in() -> None:
    account, paper = await open_with_code()
    for code in (code_now(account, 1), paper[0]):
        tickets = [await ticket() for _ in range(4)]
        tries = (give_code(one, code, ANYWHERE) for one in tickets)
        done = await asyncio.gather(*tries, return_exceptions=True)
        assert sum(isinstance(one, SignedIn) for one in done) == 1, done
        assert all(isinstance(one, SignedIn | Refused) for one in done), done


async def test_a_code_on_paper_comes_in_once_and_is_told() -> None:
    account, paper = await open_with_code()

    await give_code(await ticket(), paper[3].replace("-", " "), ANYWHERE)

    assert (await actions(account))[-2:] == ["code_paper", "sign_in"]
    assert await account.codes_left() == 9
    with pytest.raises(Refused, match=NOT_THE_CODE):
        await give_code(await ticket(), paper[3], ANYWHERE)


async def test_the_codes_of_somebody_else_open_nothing() -> None:
    await open_with_code()
    other, paper = await open_with_code("Karim")

    for code in (code_now(other, 1), paper[0]):
        with pytest.raises(Refused, match=NOT_THE_CODE):
            await give_code(await ticket(), code, ANYWHERE)


async def test_a_clock_that_was_set_back_locks_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    account, _ = await open_with_code()
    before = totp.present_step()
    monkeypatch.setattr(totp, "present_step", lambda: before - 2_880)

    assert await give_code(await ticket(), code_now(account), ANYWHERE)


async def test_a_ticket_is_good_for_five_minutes_and_once() -> None:
    account, _ = await open_with_code()
    token = await ticket()
    async with transaction():
        old = datetime.now(UTC) - timedelta(minutes=5, seconds=1)
        await Ticket.all().update(made_at=old)
    used = await ticket()
    await give_code(used, code_now(account, 1), ANYWHERE)

    for bad in (token, used, "", "x", "\udcff"):
        with pytest.raises(TooLate):
            await give_code(bad, code_now(account, 1), ANYWHERE)
    assert await Ticket.all().count() == 0


async def test_what_ends_the_sessions_ends_the_tickets() -> None:
    account, _ = await open_with_code()
    await open_account("Camille", Role.ADMINISTRATOR)
    ends: dict[str, Callable[[], Awaitable[object]]] = {
        "password": lambda: account.reset_password(by=ANYBODY, password=PASSWORD),
        "disable": lambda: account.disable(by=ANYBODY),
    }
    for end in ends.values():
        token = await ticket()
        await end()
        with pytest.raises(TooLate):
            await give_code(token, code_now(account, 1), ANYWHERE)


async def test_guessing_codes_is_slowed_and_a_new_password_does_not_begin_it_again() -> None:
    await open_with_code()
    for _ in range(5):
        with pytest.raises(Refused, match=NOT_THE_CODE):
            await give_code(await ticket(), WRONG, ANYWHERE)

    with pytest.raises(TooMany):
        await give_code(await ticket(), WRONG, ANYWHERE)


async def test_guessing_codes_from_many_addresses_is_slowed_soon() -> None:
    await open_with_code()
    elsewhere = [Browser(f"192.0.2.{number}", "") for number in range(11)]
    for number, browser in enumerate(elsewhere):
        with pytest.raises(TooMany if number == 10 else Refused) as refused:
            await give_code(await ticket(), WRONG, browser)
    assert isinstance(refused.value, TooMany)


async def test_a_stranger_who_guesses_codes_keeps_nobody_out() -> None:
    account, _ = await open_with_code()
    mine = await give_code(await ticket(), code_now(account, 1), ANYWHERE)
    known = replace(ANYWHERE, device_token=mine.device_token or "")
    for number in range(6):
        with pytest.raises(TooMany if number == 5 else Refused):
            await give_code(await ticket(), WRONG, ANYWHERE)

    with pytest.raises(CodeNeeded) as needed:
        await sign_in("Zoé", PASSWORD, known)
    with pytest.raises(Refused, match=NOT_THE_CODE):  # and not: that she has to wait
        await give_code(needed.value.ticket, WRONG, known)


async def test_a_lower_role_and_a_new_password_leave_it_on() -> None:
    account, _ = await open_with_code()
    await open_account("Camille", Role.ADMINISTRATOR)

    await Account.amend(retyped(await refreshed(account), role=str(Role.COUNTER)), by=ANYBODY)
    await (await refreshed(account)).reset_password(by=ANYBODY, password=PASSWORD)

    token = await ticket()
    entered = await give_code(token, code_now(account, 1), ANYWHERE)
    assert entered.seat.staff.role == Role.COUNTER
    by = entered.seat.staff
    paper_left = await account.codes_left()
    assert paper_left == 10
    with pytest.raises(Invalid, match=NOT_THE_CODE):
        await (await refreshed(account)).turn_off_second_factor(PASSWORD, WRONG, by=by)


# --- the counter's tablet ---------------------------------------------------------------------


async def test_a_pin_alone_hands_the_tablet_to_nobody_with_a_second_factor() -> None:
    account, _ = await open_with_code(pin=PIN)
    karim = Staff("Karim", Role.COUNTER)
    token = await make_session(karim)
    seat = await Seat.of_token(token)
    assert seat
    await Device.share(seat.device_id, "Tablette", by=ANYBODY)
    await Session.lock(seat.session_id)
    seat = await Seat.of_token(token)
    assert seat

    assert await Account.with_pin(seat.account_id) == []
    with pytest.raises(Refused, match=NOT_BY_PIN):
        await unlock(seat, account.id, PIN, ANYWHERE)


async def test_ones_own_pin_opens_again_what_the_code_has_opened() -> None:
    account, _ = await open_with_code(pin=PIN)
    entered = await give_code(await ticket(), code_now(account, 1), ANYWHERE)
    await Device.share(entered.seat.device_id, "Tablette", by=ANYBODY)
    await Session.lock(entered.seat.session_id)
    seat = await Seat.of_token(entered.session_token)
    assert seat

    assert [one.id for one in await Account.with_pin(account.id)] == [account.id]
    assert await unlock(seat, account.id, PIN, ANYWHERE) is None
