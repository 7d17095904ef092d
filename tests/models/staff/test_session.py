"""Sessions: who sits where, until when, and whether the screen is locked."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.company import Company
from models.database import transaction
from models.errors import Refused
from models.permissions import Role, Staff
from models.records.changes import pass_on
from models.staff import (
    Account,
    Device,
    Seat,
    Session,
    enter,
)
from models.staff.seat import forget_seats
from models.staff.session import KEPT
from tests.factories import ANYBODY, ANYWHERE, make_account, make_session, retyped
from tests.models.conftest import Clock

pytestmark = pytest.mark.usefixtures("database")

ZOE = Staff("Zoé", Role.COUNTER)
TABLET = "Tablette"


async def seated(token: str) -> Seat:
    seat = await Seat.of_token(token)
    assert seat
    return seat


async def just_so() -> str:
    return await make_session(ZOE)


async def remembered() -> str:
    return (await enter(await make_account(ZOE), ANYWHERE, is_remembered=True)).session_token


async def on_shared_device(minutes: int = 5) -> str:
    """A session of Zoé on the counter's tablet, which locks after so many minutes."""
    token = await make_session(ZOE)
    await Company.lock_after(minutes, by=ANYBODY)
    await Device.share((await seated(token)).device_id, TABLET, by=ANYBODY)
    await seated(token)
    return token


async def is_locked(token: str) -> bool:
    return (await seated(token)).is_locked


# --- seats ------------------------------------------------------------------------------------


async def test_the_token_gives_the_seat() -> None:
    seat = await seated(await make_session(ZOE))

    assert (seat.staff.name, seat.staff.role, seat.staff.account_id) == (
        "Zoé",
        Role.COUNTER,
        seat.account_id,
    )
    assert seat.is_open


async def test_any_other_token_gives_none(subtests: pytest.Subtests) -> None:
    await make_session(ZOE)
    for token in ("", "x", "\x00", "\udcff", "é" * 10_000):
        with subtests.test(token=token):
            assert await Seat.of_token(token) is None


async def test_the_token_is_not_in_the_database() -> None:
    token = await make_session(ZOE)

    assert not await Session.filter(token_hash=token).exists()
    assert await Session.all().count() == 1


async def test_a_seat_is_read_once_until_something_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    token = await make_session(ZOE)
    await seated(token)

    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "get_or_none", never)
        assert (await seated(token)).staff.name == "Zoé"


async def test_a_seat_follows_its_account() -> None:
    token = await make_session(ZOE)
    await seated(token)
    account = await make_account(ZOE)

    await Account.amend(retyped(account, role=str(Role.MANAGER), name="Zoé B."), by=ANYBODY)
    assert (await seated(token)).staff.role == Role.MANAGER
    assert (await seated(token)).staff.name == "Zoé B."

    await account.disable(by=ANYBODY)
    assert await Seat.of_token(token) is None


async def test_a_seat_is_read_again_only_after_a_change_that_may_concern_it() -> None:
    seat = await seated(await make_session(ZOE))

    mine = {"session": seat.session_id, "account": seat.account_id, "device": seat.device_id}
    for topic, id_ in mine.items():
        assert seat.depends_on(topic, {id_, 0})
        assert seat.depends_on(topic, set())
        assert not seat.depends_on(topic, {0})
    assert seat.depends_on("company", {0})
    assert not seat.depends_on("client", {seat.session_id})


async def test_a_seat_read_while_its_account_changes_is_not_the_old_one() -> None:
    token = await make_session(ZOE)
    account = await make_account(ZOE)
    forget_seats()

    await asyncio.gather(*(Seat.of_token(token) for _ in range(5)), account.disable(by=ANYBODY))

    assert await Seat.of_token(token) is None


# --- the end ----------------------------------------------------------------------------------


async def test_an_unused_session_ends(clock: Clock, subtests: pytest.Subtests) -> None:
    for is_remembered, life in ((False, timedelta(hours=12)), (True, timedelta(days=30))):
        with subtests.test(is_remembered=is_remembered, life=life):
            token = await remembered() if is_remembered else await make_session(ZOE)
            account = await make_account(ZOE)

            clock.go_on(seconds=life.total_seconds() - 60)
            assert await Seat.of_token(token)
            assert len(await Session.of_account(account.id)) == 1
            clock.go_on(minutes=2)
            assert await Seat.of_token(token) is None
            assert await Session.of_account(account.id) == []


async def test_a_session_lives_on_while_it_is_used(clock: Clock) -> None:
    token = await make_session(ZOE)
    for _ in range(3):
        clock.go_on(hours=11)
        await Seat.use((await seated(token)).session_id)
        forget_seats()

    assert await Seat.of_token(token)


async def test_a_session_ends_at_last_however_much_it_is_used(
    clock: Clock, subtests: pytest.Subtests
) -> None:
    for kind, open_one, days in (
        ("own", just_so, 7),
        ("remembered", remembered, 90),
        ("shared", on_shared_device, 7),
        ("shared later", remembered_and_shared, 7),
    ):
        with subtests.test(kind):
            token = await open_one()
            account = await make_account(ZOE)
            await use_until(token, clock, hours=days * 24 - 1)
            assert len(await Session.of_account(account.id)) == 1

            clock.go_on(hours=2)

            assert await Seat.of_token(token) is None
            assert await Session.of_account(account.id) == []


async def remembered_and_shared() -> str:
    token = await remembered()
    await Device.share((await seated(token)).device_id, TABLET, by=ANYBODY)
    return token


async def use_until(token: str, clock: Clock, hours: int) -> None:
    """Somebody is there now and then, and opens the screen if it has locked."""
    for begun in range(0, hours, 10):
        clock.go_on(hours=min(10, hours - begun))
        seat = await seated(token)
        await (Session.unlock if seat.is_locked else Seat.use)(seat.session_id)


async def test_time_says_why_it_has_ended_a_session(
    clock: Clock, subtests: pytest.Subtests
) -> None:
    for kind, open_one, used, sentence in (
        ("unused", just_so, 0, "après 12\u00a0heures sans activité"),
        ("remembered", remembered, 0, "après 30\u00a0jours sans activité"),
        ("old", just_so, 7 * 24, "au bout de 7\u00a0jours"),
        ("both", remembered, 90 * 24, "au bout de 90\u00a0jours"),
    ):
        with subtests.test(kind):
            token = await open_one()
            assert await Session.lapse(token) is None
            await use_until(token, clock, used)
            clock.go_on(hours=1 if used else 30 * 24 + 1 if kind == "remembered" else 13)

            assert sentence in str(await Session.lapse(token))


async def test_nothing_is_said_of_a_session_that_somebody_has_ended(clock: Clock) -> None:
    token = await make_session(ZOE)
    await Session.sign_out((await seated(token)).session_id)
    clock.go_on(days=8)

    for unknown in (token, "", "x"):
        assert await Session.lapse(unknown) is None


async def test_a_session_that_is_over_does_not_come_back_by_being_used(clock: Clock) -> None:
    token = await make_session(ZOE)
    session_id = (await seated(token)).session_id
    clock.go_on(hours=13)
    assert await Seat.of_token(token) is None

    await Seat.use(session_id)

    assert await Seat.of_token(token) is None


async def test_use_is_noted_but_not_at_every_touch(clock: Clock, subtests: pytest.Subtests) -> None:
    for is_shared, pace in ((True, 20), (False, 60)):
        with subtests.test(is_shared=is_shared, pace=pace):
            token = await (on_shared_device() if is_shared else make_session(ZOE))
            session_id = (await seated(token)).session_id
            before = (await Session.get(id=session_id)).seen_at

            clock.go_on(seconds=pace - 1)
            await Seat.use(session_id)
            assert (await Session.get(id=session_id)).seen_at == before
            clock.go_on(seconds=2)
            await Seat.use(session_id)
            assert (await Session.get(id=session_id)).seen_at > before


async def test_signing_out_ends_this_session_only() -> None:
    here, elsewhere = await make_session(ZOE), await make_session(ZOE)

    await Session.sign_out((await seated(here)).session_id)

    assert await Seat.of_token(here) is None
    assert await Seat.of_token(elsewhere)


async def test_the_sessions_of_an_account_are_listed_the_latest_first(clock: Clock) -> None:
    first = (await seated(await make_session(ZOE))).session_id
    clock.go_on(minutes=5)
    second = (await seated(await make_session(ZOE))).session_id
    await make_session(ANYBODY)

    account = await make_account(ZOE)
    assert [one.id for one in await Session.of_account(account.id)] == [second, first]


async def test_what_has_ended_long_ago_is_not_kept(clock: Clock) -> None:
    ended = (await seated(await make_session(ZOE))).session_id
    await Session.sign_out(ended)
    forgotten = (await seated(await make_session(ZOE))).session_id
    clock.go_on(days=KEPT.days - 1)
    recent = (await seated(await make_session(ZOE))).session_id
    assert await Session.all().count() == 3

    clock.go_on(days=2)
    newest = (await seated(await make_session(ZOE))).session_id

    assert [one.id for one in await Session.all().order_by("id")] == [recent, newest]
    assert not {ended, forgotten} & {recent, newest}


# --- revoking ---------------------------------------------------------------------------------


async def test_ones_own_session_can_be_revoked_by_anybody(subtests: pytest.Subtests) -> None:
    for role in Role:
        with subtests.test(role=role):
            me = Staff(f"Zoé {role}", role)
            here, elsewhere = await make_session(me), await make_session(me)

            await Session.revoke(
                (await seated(elsewhere)).session_id, by=(await seated(here)).staff
            )

            assert await Seat.of_token(elsewhere) is None
            assert await Seat.of_token(here)


async def test_somebody_elses_session_is_for_who_manages_accounts(
    subtests: pytest.Subtests,
) -> None:
    for role in Role:
        with subtests.test(role=role):
            me = (await seated(await make_session(Staff(f"Karim {role}", role)))).staff
            theirs = await make_session(ZOE)
            session_id = (await seated(theirs)).session_id

            if role == Role.ADMINISTRATOR:
                await Session.revoke(session_id, by=me)
                assert await Seat.of_token(theirs) is None
            else:
                with pytest.raises(Refused, match="gérer les comptes"):
                    await Session.revoke(session_id, by=me)
                assert await Seat.of_token(theirs)


async def test_a_session_that_has_ended_cannot_be_revoked_again() -> None:
    session_id = (await seated(await make_session(ZOE))).session_id
    await Session.revoke(session_id, by=ANYBODY)

    for unknown in (session_id, 404):
        with pytest.raises(Refused, match="déjà fermée"):
            await Session.revoke(unknown, by=ANYBODY)


# --- locking ----------------------------------------------------------------------------------


async def test_only_a_shared_device_locks() -> None:
    own, shared = await make_session(ZOE), await on_shared_device()

    for token in (own, shared):
        await Session.lock((await seated(token)).session_id)

    assert not await is_locked(own)
    assert await is_locked(shared)
    assert not (await seated(shared)).is_open


async def test_a_locked_screen_opens_again() -> None:
    token = await on_shared_device()
    session_id = (await seated(token)).session_id
    await Session.lock(session_id)

    await Session.unlock(session_id)

    assert not await is_locked(token)


async def test_a_device_that_is_no_longer_shared_is_not_locked() -> None:
    token = await on_shared_device()
    seat = await seated(token)
    await Session.lock(seat.session_id)

    await Device.unshare(seat.device_id, by=ANYBODY)

    assert not await is_locked(token)


async def test_a_session_that_has_ended_does_not_lock() -> None:
    session_id = (await seated(await on_shared_device())).session_id
    await Session.sign_out(session_id)

    await Session.lock(session_id)

    assert (await Session.get(id=session_id)).locked_at is None


async def test_a_shared_device_left_alone_is_locked_for_who_comes_back(clock: Clock) -> None:
    token = await on_shared_device(minutes=5)
    session_id = (await seated(token)).session_id
    clock.go_on(minutes=5, seconds=61)

    await Seat.use(session_id)
    assert await is_locked(token)
    forget_seats()
    assert await is_locked(token)


async def test_a_device_of_ones_own_never_locks(clock: Clock) -> None:
    token = await make_session(ZOE)
    await Company.lock_after(1, by=ANYBODY)
    clock.go_on(hours=2)

    await Seat.use((await seated(token)).session_id)

    assert not await is_locked(token)


async def test_a_lock_is_not_prolonged_by_use(clock: Clock) -> None:
    token = await on_shared_device()
    session_id = (await seated(token)).session_id
    await Session.lock(session_id)
    before = (await Session.get(id=session_id)).seen_at
    clock.go_on(minutes=10)

    await Seat.use(session_id)

    assert (await Session.get(id=session_id)).seen_at == before


async def test_who_is_at_work_is_not_locked_out(clock: Clock, subtests: pytest.Subtests) -> None:
    """A browser tells at most every thirty seconds that somebody has touched it."""
    for minutes in (1, 5):
        with subtests.test(minutes=minutes):
            token = await on_shared_device(minutes)
            session_id = (await seated(token)).session_id
            clock.go_on(seconds=19)
            await Seat.use(session_id)

            clock.go_on(seconds=30 + minutes * 60)
            await Seat.use(session_id)

            assert not await is_locked(token)


async def test_a_device_shared_under_the_hands_of_who_is_at_work_does_not_lock(
    clock: Clock,
) -> None:
    token = await make_session(ZOE)
    await Company.lock_after(1, by=ANYBODY)
    for _ in range(9):
        clock.go_on(seconds=30)
        await Seat.use((await seated(token)).session_id)

    await Device.share((await seated(token)).device_id, TABLET, by=ANYBODY)

    assert not await is_locked(token)


# --- several processes ------------------------------------------------------------------------


async def use_in_another_process(token: str, clock: Clock) -> None:
    """As a process that has cached nothing notes it; this one hears nothing of it."""
    session_id = (await seated(token)).session_id
    async with transaction():
        await Session.filter(id=session_id).update(seen_at=clock.now())


async def test_a_session_that_is_used_in_another_process_lives_on_here(clock: Clock) -> None:
    token = await make_session(ZOE)
    clock.go_on(hours=11)
    await use_in_another_process(token, clock)
    clock.go_on(hours=2)

    assert await Seat.of_token(token)


async def test_who_is_at_work_in_another_process_is_not_locked_out_by_this_one(
    clock: Clock,
) -> None:
    token = await on_shared_device(minutes=5)
    clock.go_on(minutes=5)
    await use_in_another_process(token, clock)
    clock.go_on(minutes=2)

    assert not await is_locked(token)


async def test_what_another_process_has_done_to_a_session_is_heard(clock: Clock) -> None:
    token = await make_session(ZOE)
    session_id = (await seated(token)).session_id
    async with transaction():
        await Session.filter(id=session_id).update(ended_at=clock.now())

    pass_on("session")  # nobody knows which

    assert await Seat.of_token(token) is None
