"""Accounts: names, passwords, PINs, and an administrator who is always there."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from models.errors import Invalid, Refused
from models.permissions import (
    THE_HOUSE,
    Permission,
    Role,
    Staff,
)
from models.records import Changed
from models.staff import Account, Seat, Session, TooMany, sign_in
from models.staff.account import MOST_PIN_TRIES, WRONG_PASSWORD
from models.staff.credentials import hashed, matches
from tests.factories import ANYBODY, ANYWHERE, PASSWORD, PIN, make_session, open_account, retyped

pytestmark = pytest.mark.usefixtures("database")

OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]
NEW = "pluie en mars"
ONLY = "C’est le seul administrateur"


async def refreshed(account: Account) -> Account:
    return await Account.get(id=account.id)


async def opens(account: Account, password: str) -> bool:
    return await matches(password, (await refreshed(account)).password_hash)


async def outcomes(*verbs: Awaitable[object]) -> list[bool]:
    """Do them at the same time: which have succeeded; any failure but a no is an error."""
    done = await asyncio.gather(*verbs, return_exceptions=True)
    unforeseen = [one for one in done if isinstance(one, Exception)]
    assert all(isinstance(one, Refused | Invalid) for one in unforeseen), unforeseen
    return [not isinstance(one, Exception) for one in done]


# --- opening ----------------------------------------------------------------------------------


async def test_the_first_account_is_an_administrator() -> None:
    account = await Account.open_first("Camille", PASSWORD)

    assert (account.role, account.must_change) == (Role.ADMINISTRATOR, False)
    assert await opens(account, PASSWORD)


async def test_there_is_one_first_account() -> None:
    await Account.open_first("Camille", PASSWORD)

    with pytest.raises(Refused, match="Un compte existe déjà"):
        await Account.open_first("Zoé", PASSWORD)


async def test_of_two_first_accounts_at_the_same_time_one_is_opened() -> None:
    names = ("Camille", "Zoé")

    done = await outcomes(*(Account.open_first(name, PASSWORD) for name in names))

    assert sorted(done) == [False, True]
    assert await Account.all().count() == 1


async def test_a_name_is_found_however_it_is_written(subtests: pytest.Subtests) -> None:
    account = await open_account("Zoé")
    for name in ("Zoé", "zoe", " ZOÉ ", "Zoe\u0301"):
        with subtests.test(name=name):
            assert await Account.named(name) == account


async def test_another_name_is_not_found(subtests: pytest.Subtests) -> None:
    await open_account("Zoé")
    for name in ("", "  ", "···", "Zo", "Zoée"):
        with subtests.test(name=name):
            assert await Account.named(name) is None


async def test_a_name_belongs_to_one_account(subtests: pytest.Subtests) -> None:
    await open_account("Zoé")
    for name in ("Zoé", "zoe"):
        with (
            subtests.test(name=name),
            pytest.raises(Invalid, match="Cet identifiant est déjà pris"),
        ):
            await open_account(name)


async def test_of_two_accounts_of_one_name_at_the_same_time_one_is_opened() -> None:
    assert sorted(await outcomes(open_account("Zoé"), open_account("zoe"))) == [False, True]


async def test_a_name_that_cannot_be(subtests: pytest.Subtests) -> None:
    for name, sentence in (
        ("", "Identifiant : à remplir."),
        ("···", "Il faut au moins une lettre ou un chiffre."),
        ("z" * 61, "60 caractères au plus ; il y en a 61."),
    ):
        with subtests.test(name=name, sentence=sentence):
            with pytest.raises(Invalid) as caught:
                await Account.open(name, Role.COUNTER, PASSWORD, by=ANYBODY)

            assert caught.value.errors == {"name": sentence}
            assert not await Account.exists()


async def test_a_name_whose_letters_fold_to_many_is_found_too() -> None:
    name = "\ufdfa" * 60

    assert await Account.named(name) is None
    assert await open_account(name) == await Account.named(name)


async def test_all_that_is_wrong_with_a_new_account_is_said_at_once() -> None:
    with pytest.raises(Invalid) as caught:
        await Account.open("", Role.COUNTER, "court", by=ANYBODY)

    assert set(caught.value.errors) == {"name", "password"}


async def test_only_an_administrator_manages_accounts(subtests: pytest.Subtests) -> None:
    account = await open_account()
    for role in OTHERS:
        with subtests.test(role=role):
            by = Staff("Karim", role)

            for verb in (
                Account.open("Autre", Role.READER, PASSWORD, by=by),
                Account.amend(retyped(account, name="Autre"), by=by),
                account.reset_password(by=by),
                account.disable(by=by),
                account.enable(by=by),
            ):
                with pytest.raises(Refused, match=str(Permission.ACCOUNTS)):
                    await verb


async def test_a_role_that_is_none_is_not_stored() -> None:
    account = await open_account()

    with pytest.raises(Invalid, match="Choisissez un rôle"):
        await Account.amend(retyped(account, role="roi"), by=ANYBODY)


async def test_who_is_renamed_signs_in_by_the_new_name_only() -> None:
    account = await open_account("Zoé")

    await Account.amend(retyped(account, name="Léa"), by=ANYBODY)

    assert await Account.named("lea") == account
    assert await Account.named("zoe") is None


# --- passwords --------------------------------------------------------------------------------


async def test_ones_own_password_is_changed_with_the_present_one() -> None:
    account = await open_account()

    await account.change_password(PASSWORD, NEW, by=ANYBODY)

    assert await opens(account, NEW)
    assert not await opens(account, PASSWORD)


async def test_a_password_that_is_not_taken(subtests: pytest.Subtests) -> None:
    account = await open_account()
    for present, new, field, sentence in (
        ("faux", NEW, "present", WRONG_PASSWORD),
        ("", NEW, "present", WRONG_PASSWORD),
        (PASSWORD, "court", "password", "Il faut au moins 10 caractères."),
        (PASSWORD, PASSWORD, "password", "C’est déjà votre mot de passe"),
    ):
        with subtests.test(present=present, new=new, field=field, sentence=sentence):
            with pytest.raises(Invalid) as caught:
                await account.change_password(present, new, by=ANYBODY)

            assert sentence in caught.value.errors[field]
            assert await opens(account, PASSWORD)


async def test_the_present_password_cannot_be_guessed_for_long() -> None:
    account = await open_account()
    for _ in range(10):
        with pytest.raises(Invalid):
            await account.change_password("faux", NEW, by=ANYBODY)

    with pytest.raises(TooMany):
        await account.change_password(PASSWORD, NEW, by=ANYBODY)


async def test_a_provisional_password_has_to_be_changed() -> None:
    account = await open_account()

    told = await account.reset_password(by=ANYBODY)

    assert await opens(account, told)
    assert (await refreshed(account)).must_change

    await account.change_password(told, NEW, by=ANYBODY)
    assert not (await refreshed(account)).must_change


async def test_a_given_password_is_kept_as_it_is() -> None:
    account = await open_account()

    assert await account.reset_password(by=ANYBODY, password=NEW) == NEW
    assert await opens(account, NEW)
    assert not (await refreshed(account)).must_change


async def test_a_given_password_is_checked_too() -> None:
    account = await open_account()

    with pytest.raises(Invalid, match="Il faut au moins 10 caractères"):
        await account.reset_password(by=ANYBODY, password="court")


async def test_a_password_that_is_tried_first_is_refused_wherever_one_is_chosen(
    subtests: pytest.Subtests,
) -> None:
    account = await open_account()
    ways: dict[str, Callable[[str], Awaitable[object]]] = {
        "new": lambda given: Account.open("Zoé Durand", Role.READER, given, by=ANYBODY),
        "reset": lambda given: account.reset_password(by=ANYBODY, password=given),
        "change": lambda given: account.change_password(PASSWORD, given, by=ANYBODY),
    }
    for password in ("Bonjour2026!", "Zoé-Zoé-2026"):
        for way, choose in ways.items():
            refused = pytest.raises(Invalid, match="se devine trop facilement")
            with subtests.test(way, password=password), refused:
                await choose(password)


async def test_the_first_account_has_no_password_that_is_tried_first() -> None:
    with pytest.raises(Invalid, match="se devine trop facilement"):
        await Account.open_first("Zoé", "Bonjour2026!")


async def test_a_password_of_before_goes_on_opening() -> None:
    account = await open_account()
    await Account.filter(id=account.id).update(password_hash=await hashed("azerty"))

    assert await sign_in("Zoé", "azerty", ANYWHERE)
    await account.refresh_from_db()
    await account.change_password("azerty", NEW, by=ANYBODY)


async def test_no_secret_is_stored_as_it_is() -> None:
    account = await refreshed(await open_account(pin=PIN))

    for stored in (account.password_hash, account.pin_hash):
        assert stored.startswith("$argon2id$")


async def test_every_session_ends_with_the_password_or_the_account(
    subtests: pytest.Subtests,
) -> None:
    await open_account("Karim")
    theirs = await make_session(Staff("Karim", Role.COUNTER))
    for verb in ("change", "reset", "disable"):
        with subtests.test(verb=verb):
            account = await open_account(f"Zoé {verb}")
            mine = [await make_session(Staff(account.name, Role.COUNTER)) for _ in range(2)]

            if verb == "change":
                await account.change_password(PASSWORD, NEW, by=ANYBODY)
            elif verb == "reset":
                await account.reset_password(by=ANYBODY)
            else:
                await account.disable(by=ANYBODY)

            assert [await Seat.of_token(token) for token in mine] == [None, None]
            assert await Seat.of_token(theirs)
            assert await Session.of_account(account.id) == []


async def test_an_account_that_is_enabled_again_has_its_password_but_no_session() -> None:
    account = await open_account()
    token = await make_session(Staff("Zoé", Role.COUNTER))
    await account.disable(by=ANYBODY)
    assert not (await refreshed(account)).is_active

    await account.enable(by=ANYBODY)

    assert (await refreshed(account)).is_active
    assert await opens(account, PASSWORD)
    assert await Seat.of_token(token) is None


async def test_a_change_of_an_account_is_announced(heard: list[Changed]) -> None:
    account = await open_account()
    heard.clear()

    await account.reset_password(by=ANYBODY)

    assert Changed("account", frozenset({account.id})) in heard


# --- the last administrator -------------------------------------------------------------------


async def test_the_last_administrator_is_not_disabled() -> None:
    account = await Account.open_first("Camille", PASSWORD)

    with pytest.raises(Refused, match=ONLY):
        await account.disable(by=ANYBODY)

    assert (await refreshed(account)).is_active


async def test_the_last_administrator_stays_one(subtests: pytest.Subtests) -> None:
    account = await Account.open_first("Camille", PASSWORD)
    for role in OTHERS:
        with (
            subtests.test(role=role),
            pytest.raises(Invalid, match="Il faut au moins un administrateur"),
        ):
            await Account.amend(retyped(account, role=str(role)), by=ANYBODY)


async def test_the_last_administrator_can_be_renamed() -> None:
    account = await Account.open_first("Camille", PASSWORD)

    await Account.amend(retyped(account, name="Camille D."), by=ANYBODY)

    assert (await refreshed(account)).name == "Camille D."


async def test_a_disabled_administrator_does_not_count() -> None:
    account = await Account.open_first("Camille", PASSWORD)
    other = await open_account("Zoé", Role.ADMINISTRATOR)
    await other.disable(by=ANYBODY)

    with pytest.raises(Refused, match=ONLY):
        await account.disable(by=ANYBODY)
    with pytest.raises(Invalid, match="Il faut au moins un administrateur"):
        await Account.amend(retyped(account, role=str(Role.READER)), by=ANYBODY)


async def test_with_another_administrator_one_may_go() -> None:
    account = await Account.open_first("Camille", PASSWORD)
    await open_account("Zoé", Role.ADMINISTRATOR)

    await Account.amend(retyped(account, role=str(Role.READER)), by=ANYBODY)

    assert (await refreshed(account)).role == Role.READER


@pytest.mark.parametrize("how", ["disabled", "demoted", "both"])
async def test_of_two_administrators_who_leave_at_the_same_time_one_stays(how: str) -> None:
    one = await Account.open_first("Camille", PASSWORD)
    two = await open_account("Zoé", Role.ADMINISTRATOR)

    def leave(account: Account, way: str) -> Awaitable[object]:
        if way == "disabled":
            return account.disable(by=ANYBODY)
        return Account.amend(retyped(account, role=str(Role.READER)), by=ANYBODY)

    ways = ("disabled", "demoted") if how == "both" else (how, how)
    done = await outcomes(leave(one, ways[0]), leave(two, ways[1]))

    assert sorted(done) == [False, True]
    assert await Account.filter(role=Role.ADMINISTRATOR, disabled_at=None).count() == 1


# --- PINs -------------------------------------------------------------------------------------


async def test_a_pin_is_chosen_with_the_password() -> None:
    account = await open_account()

    with pytest.raises(Invalid, match=WRONG_PASSWORD):
        await account.choose_pin("faux", PIN, by=ANYBODY)
    assert not (await refreshed(account)).has_pin

    await account.choose_pin(PASSWORD, PIN, by=ANYBODY)
    assert (await refreshed(account)).has_pin
    assert await account.accepts_pin(PIN)


async def test_a_pin_that_can_be_guessed_is_not_taken() -> None:
    account = await open_account()

    with pytest.raises(Invalid, match="se devine trop facilement"):
        await account.choose_pin(PASSWORD, "1234", by=ANYBODY)


async def test_an_empty_pin_takes_it_away() -> None:
    account = await open_account(pin=PIN)

    await account.choose_pin(PASSWORD, "", by=ANYBODY)

    assert await Account.with_pin() == []
    assert not await account.accepts_pin(PIN)
    assert not await account.accepts_pin("")


async def test_only_those_who_can_use_a_pin_are_offered_by_name() -> None:
    for name in ("Zoé", "Àlix"):
        await open_account(name, pin=PIN)
    await open_account("Sans code")
    gone = await open_account("Parti", pin=PIN)
    await gone.disable(by=ANYBODY)

    assert [one.name for one in await Account.with_pin()] == ["Àlix", "Zoé"]


async def test_a_pin_of_a_disabled_account_opens_nothing() -> None:
    account = await open_account(pin=PIN)
    await account.disable(by=ANYBODY)

    assert not await account.accepts_pin(PIN)


async def test_after_five_wrong_pins_the_right_one_opens_nothing() -> None:
    account = await open_account(pin=PIN)
    for _ in range(MOST_PIN_TRIES):
        assert not await account.accepts_pin("9999")

    assert not await account.accepts_pin(PIN)
    assert await Account.with_pin() == []


async def test_a_right_pin_forgets_the_wrong_ones() -> None:
    account = await open_account(pin=PIN)
    for _ in range(2):
        for _ in range(MOST_PIN_TRIES - 1):
            assert not await account.accepts_pin("9999")
        assert await account.accepts_pin(PIN)


async def test_many_pins_at_once_are_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    account = await open_account(pin=PIN)
    looked_at: list[str] = []

    async def never(secret: str, _stored: str) -> bool:
        looked_at.append(secret)
        await asyncio.sleep(0)
        return False

    monkeypatch.setattr("models.staff.account.matches", never)

    await asyncio.gather(*(account.accepts_pin(f"{pin:04}") for pin in range(50)))

    assert len(looked_at) == MOST_PIN_TRIES


async def test_a_blocked_pin_can_be_tried_again_after_a_password(subtests: pytest.Subtests) -> None:
    for way in ("choose", "reset", "enable"):
        with subtests.test(way=way):
            account = await open_account(f"Zoé {way}", pin=PIN)
            for _ in range(MOST_PIN_TRIES):
                await account.accepts_pin("9999")

            if way == "choose":
                await account.choose_pin(PASSWORD, PIN, by=ANYBODY)
            elif way == "reset":
                await account.reset_password(by=THE_HOUSE)
            else:
                await account.enable(by=ANYBODY)

            assert await account.accepts_pin(PIN)
