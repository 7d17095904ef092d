"""Tokens: shown once, good for their scopes and no more than their person may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.database import transaction
from models.errors import Invalid, Refused
from models.permissions import PERMISSIONS, NotAllowed, Permission, Role, Staff
from models.records import JournalEntry
from models.staff import (
    FOR_PROGRAMS,
    SCOPES,
    Account,
    ApiToken,
    Bearer,
    MissingScope,
    Scope,
    TooMany,
    WrongToken,
)
from tests.factories import ANYBODY, PASSWORD, open_account

pytestmark = pytest.mark.usefixtures("database")

HERE = ("192.0.2.7", "192.0.2.7")
ALL = tuple(map(str, FOR_PROGRAMS))


def oneself(account: Account) -> Staff:
    return Staff(account.name, account.role, account.id, "Chrome")


async def made(account: Account, *scopes: str, days: str = "30") -> tuple[ApiToken, str]:
    by = oneself(account)
    return await ApiToken.make(account, PASSWORD, "Boutique", scopes or ALL, days, by=by)


async def admitted(text: str) -> Bearer:
    return await ApiToken.admit(text, *HERE)


async def test_a_token_acts_for_its_person_within_its_scopes() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    token, text = await made(zoe, "clients:read", "articles:write")

    bearer = await admitted(text)

    assert bearer.staff == Staff("Zoé", Role.COUNTER, zoe.id, "jeton Boutique")
    assert bearer.scopes == {Scope.READ_CLIENTS, Scope.WRITE_ARTICLES}
    assert token.scope_words == "Lire les clients et Modifier les articles"
    with pytest.raises(MissingScope, match="Modifier les clients"):
        bearer.acting(Scope.WRITE_CLIENTS)
    reads = bearer.acting(Scope.READ_CLIENTS)
    with pytest.raises(NotAllowed, match="Ce jeton ne permet pas de modifier"):
        reads.need(Permission.EDIT)
    with pytest.raises(NotAllowed, match=r"Le rôle «.comptoir.»"):
        bearer.acting(Scope.WRITE_ARTICLES).need(Permission.CATALOGUE)


async def test_no_scope_lends_what_the_role_does_not_have() -> None:
    for role in Role:
        for scope, lent in SCOPES.items():
            bearer = Bearer(1, b"", Staff("Zoé", role), frozenset({scope}))
            acting = bearer.acting(scope)
            may = {one for one in Permission if acting.may(one)}
            assert may == lent.permissions & PERMISSIONS[role], (role, scope)


async def test_the_text_is_nowhere_in_the_database_nor_in_the_journal() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    token, text = await made(zoe)

    stored = (await ApiToken.filter(id=token.id).values())[0]
    entry = await JournalEntry.filter(topic="api_token").get()

    assert text.startswith("cpt_")
    assert text.removeprefix("cpt_") not in repr(stored)
    assert (entry.action, entry.caption, entry.staff) == ("token", "Boutique", "Zoé")
    assert text.removeprefix("cpt_") not in repr(entry.said)
    assert entry.changes["scopes"][1].startswith("Lire les clients")


async def test_what_is_revoked_expired_or_never_was_lets_nobody_in() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    token, text = await made(zoe)
    assert await admitted(text)
    await ApiToken.revoke(token.id, by=oneself(zoe))
    for wrong in (text, "", "x", "cpt_" + "a" * 43, "é" * 100, "a" * 10_000):
        with pytest.raises(WrongToken, match="pas connu"):
            await admitted(wrong)
    with pytest.raises(Refused, match="déjà révoqué"):
        await ApiToken.revoke(token.id, by=oneself(zoe))

    other, text = await made(zoe)
    async with transaction():
        await ApiToken.filter(id=other.id).update(expires_at=datetime.now(UTC) - timedelta(days=1))
    with pytest.raises(WrongToken, match="a expiré"):
        await admitted(text)


async def test_tokens_die_with_the_account_and_stay_dead() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    _, text = await made(zoe)

    await zoe.disable(by=ANYBODY)
    with pytest.raises(WrongToken):
        await admitted(text)
    await zoe.enable(by=ANYBODY)
    with pytest.raises(WrongToken):
        await admitted(text)


async def test_a_token_follows_the_role_of_its_person() -> None:
    zoe = await open_account("Zoé", Role.MANAGER)
    _, text = await made(zoe)
    async with transaction():
        await Account.filter(id=zoe.id).update(role=Role.READER)

    acting = (await admitted(text)).acting(Scope.WRITE_CLIENTS)

    assert not acting.may(Permission.EDIT)


async def test_a_token_is_made_for_oneself_with_the_password_and_within_bounds() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    with pytest.raises(Refused, match="pour soi-même"):
        await ApiToken.make(zoe, PASSWORD, "Boutique", ALL, "30", by=ANYBODY)
    with pytest.raises(Refused, match="pour soi-même"):
        await ApiToken.make_calendar(zoe.id, by=ANYBODY)
    for name, scopes, days, present, wrong in (
        ("", ALL, "30", PASSWORD, {"name"}),
        ("x" * 61, ALL, "30", PASSWORD, {"name"}),
        ("Boutique", (), "30", PASSWORD, {"scopes"}),
        ("Boutique", ("clients:read", "calendar:read"), "30", PASSWORD, {"scopes"}),
        ("Boutique", ALL, "99999", PASSWORD, {"days"}),
        ("Boutique", ALL, "30", "faux", {"present"}),
    ):
        with pytest.raises(Invalid) as invalid:
            await ApiToken.make(zoe, present, name, scopes, days, by=oneself(zoe))
        assert invalid.value.errors.keys() == wrong
    assert not await ApiToken.exists()


async def test_there_are_twenty_at_most() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    for _ in range(20):
        await made(zoe)
    with pytest.raises(Refused, match=r"20.jetons au plus"):
        await made(zoe)


async def test_of_a_calendar_the_last_address_is_good() -> None:
    zoe = await open_account("Zoé", Role.READER)
    _, first = await ApiToken.make_calendar(zoe.id, by=oneself(zoe))
    token, second = await ApiToken.make_calendar(zoe.id, by=oneself(zoe))

    assert (await admitted(second)).scopes == {Scope.READ_CALENDAR}
    assert token.expires_at is None
    with pytest.raises(WrongToken):
        await admitted(first)


async def test_only_who_manages_accounts_revokes_another_s() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    token, _ = await made(zoe)
    with pytest.raises(NotAllowed):
        await ApiToken.revoke(token.id, by=Staff("Paul", Role.MANAGER, 99))
    await ApiToken.revoke(token.id, by=ANYBODY)


async def test_wrong_tokens_have_to_wait_and_the_right_one_does_not() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    _, text = await made(zoe)
    for _ in range(20):
        with pytest.raises(WrongToken):
            await admitted("cpt_faux")
    with pytest.raises(TooMany):
        await admitted("cpt_faux")
    assert await admitted(text)
    with pytest.raises(WrongToken):
        await ApiToken.admit("cpt_faux", "192.0.2.8", "192.0.2.8")


async def test_its_use_is_noted_with_the_address() -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    token, text = await made(zoe)
    await admitted(text)

    (known,) = await ApiToken.of_account(zoe.id)
    assert (known.id, known.address) == (token.id, "192.0.2.7")
    assert known.used_at
