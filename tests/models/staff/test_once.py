"""Under a key of its own what a program asks for is done once, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from models.clients import Client
from models.database import transaction
from models.errors import Refused
from models.permissions import Role, Staff
from models.staff import ApiToken, Done, OnceKey, OtherRequest, UnderWay
from tests.factories import PASSWORD, make_client, open_account

pytestmark = pytest.mark.usefixtures("database")

ASKED = b"POST /clients"


@pytest.fixture
async def token(database: None) -> int:
    zoe = await open_account("Zoé", Role.COUNTER)
    own = Staff("Zoé", Role.COUNTER, zoe.id)
    made, _ = await ApiToken.make(zoe, PASSWORD, "Essai", ["clients:write"], "30", by=own)
    return made.id


async def work() -> Done:
    client = await make_client("Martin")
    return Done(f"/api/v1/clients/{client.id}", 201)


async def test_of_five_at_once_one_is_done_and_all_are_told_where(
    token: int, subtests: pytest.Subtests
) -> None:
    for apart in (False, True):
        with subtests.test(apart=apart):
            before = await Client.all().count()
            asked = (
                OnceKey.do(token, f"a {apart}", ASKED, work, apart=apart)
                for _ in range(1 if apart else 5)
            )
            done = await asyncio.gather(*asked)
            again = await OnceKey.do(token, f"a {apart}", ASKED, work, apart=apart)
            assert len({one.location for one in (*done, again)}) == 1
            assert [one.is_again for one in done].count(False) == 1
            assert (again.is_again, again.status) == (True, 201)
            assert await Client.all().count() == before + 1


async def test_of_what_takes_long_the_second_is_told_to_wait_and_nothing_is_done_twice(
    token: int,
) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def slow() -> Done:
        begun.set()
        await may_end.wait()
        return await work()

    first = asyncio.create_task(OnceKey.do(token, "a", ASKED, slow, apart=True))
    await begun.wait()
    with pytest.raises(UnderWay):
        await OnceKey.do(token, "a", ASKED, work, apart=True)
    with pytest.raises(OtherRequest):
        await OnceKey.do(token, "a", b"POST /articles", work, apart=True)
    may_end.set()
    done = await first
    again = await OnceKey.do(token, "a", ASKED, work, apart=True)
    assert (again.location, again.is_again) == (done.location, True)
    assert await Client.all().count() == 1


async def test_what_takes_long_and_fails_or_never_ends_can_be_asked_again(token: int) -> None:
    async def fail() -> Done:
        raise Refused("Non.")

    with pytest.raises(Refused, match="Non"):
        await OnceKey.do(token, "a", ASKED, fail, apart=True)
    assert not await OnceKey.exists()
    await OnceKey.do(token, "a", ASKED, work, apart=True)
    async with transaction():  # as of a process that was killed meanwhile
        long_ago = datetime.now(UTC) - timedelta(minutes=11)
        await OnceKey.all().update(location="", status=0, created_at=long_ago)
    assert not (await OnceKey.do(token, "a", ASKED, work, apart=True)).is_again


async def test_another_request_under_the_key_is_refused(token: int) -> None:
    await OnceKey.do(token, "a", ASKED, work)
    with pytest.raises(OtherRequest):
        await OnceKey.do(token, "a", b"POST /articles", work)
    await OnceKey.do(token, "b", ASKED, work)
    assert await Client.all().count() == 2


async def test_what_fails_leaves_no_key(token: int) -> None:
    async def fail() -> Done:
        await work()
        raise Refused("Non.")

    with pytest.raises(Refused):
        await OnceKey.do(token, "a", ASKED, fail)
    assert not await Client.exists()
    assert not (await OnceKey.do(token, "a", ASKED, work)).is_again


async def test_a_key_is_good_for_a_day_and_then_forgotten(token: int) -> None:
    await OnceKey.do(token, "a", ASKED, work)
    async with transaction():
        await OnceKey.all().update(created_at=datetime.now(UTC) - timedelta(hours=25))
    assert not (await OnceKey.do(token, "a", ASKED, work)).is_again
    assert await OnceKey.all().count() == 1
    assert await Client.all().count() == 2
