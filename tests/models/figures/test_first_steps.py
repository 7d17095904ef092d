"""The first steps of a firm tick themselves, and can be put away."""

from __future__ import annotations

import pytest

from models.company import Company
from models.figures import first_steps
from models.mail import MailServer
from models.permissions import Role, Staff
from tests.factories import (
    ANYBODY,
    make_account,
    make_article,
    make_client,
    open_account,
    retyped,
    set_up_firm,
)

pytestmark = pytest.mark.usefixtures("database")


async def me(role: Role = Role.ADMINISTRATOR) -> Staff:
    account = await make_account(Staff(f"Une personne, {role}", role))
    return Staff(account.name, account.role, account.id)


async def done(by: Staff) -> list[bool]:
    return [one.is_done for one in await first_steps(by=by)]


async def test_each_step_ticks_itself_and_all_of_them_are_shown_no_more() -> None:
    by = await me()
    assert await done(by) == [False] * 5
    await set_up_firm()
    assert not await (await Company.current()).missing()
    await make_article()
    await make_client()
    assert await done(by) == [True, True, True, False, False]
    server = await MailServer.current()
    await MailServer.amend(
        retyped(server, host="smtp.exemple.fr", sender="bonjour@exemple.fr"), by=ANYBODY
    )
    assert await done(by) == [True, True, True, True, False]
    await open_account()
    assert await done(by) == []


async def test_they_can_be_put_away_each_for_oneself() -> None:
    by = await me()
    await (await make_account(by)).put_steps_away(by=by)
    assert await done(by) == []
    assert await done(await me(Role.MANAGER)) == [False] * 4


async def test_who_sets_nothing_up_sees_none() -> None:
    for role in (Role.COUNTER, Role.READER):
        assert await done(await me(role)) == [], role
