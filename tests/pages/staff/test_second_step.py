"""The second step at the door, and where an administrator turns it on and off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from html import unescape

import httpx
import pytest

from models.permissions import Role, Staff
from models.staff import Account, Session, totp
from models.staff.second_factor import NOT_THE_CODE
from models.staff.signing_in import NOT_BY_PIN, TOO_LATE
from tests.factories import (
    ANYBODY,
    PASSWORD,
    PIN,
    code_now,
    make_account,
    make_session,
    open_account,
    open_with_code,
)
from tests.pages.staff.test_sign_in import cookies, fill, is_in, said, sign_in, way
from tests.simulation import Simulation, Tab

WRONG = "000000"
ZOE = Staff("Zoé", Role.ADMINISTRATOR)


@pytest.fixture(autouse=True)
def still_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No half minute ends in the middle of a test."""
    now = totp.present_step()
    monkeypatch.setattr(totp, "present_step", lambda: now)


@pytest.fixture
async def door(simulation: Simulation) -> AsyncIterator[Tab]:
    """A browser in which nobody has signed in."""
    async with simulation.new_tab(None) as tab:
        yield tab


@pytest.fixture
async def zoe(simulation: Simulation) -> AsyncIterator[Tab]:
    """The browser of Zoé, an administrator with a password."""
    await open_account("Zoé", Role.ADMINISTRATOR)
    async with simulation.new_tab(ZOE) as tab:
        yield tab


async def refreshed(name: str = "Zoé") -> Account:
    account = await Account.named(name)
    assert account
    return account


def wrong_fields(answer: httpx.Response) -> list[str]:
    """The fields that an answer says are wrong, each with the error that describes it."""
    found = re.findall(
        r'id="(\w+)"[^>]*aria-invalid="true"\s+aria-describedby="(\S+)"', answer.text
    )
    assert all(error == f"{name}-error" for name, error in found)
    return [name for name, _ in found]


# --- at the door ------------------------------------------------------------------------------


async def test_after_the_password_the_door_asks_for_the_code(door: Tab) -> None:
    account, _ = await open_with_code()

    asked = await sign_in(door, path="/connexion?suite=/ventes%3Fq%3Da")

    assert way(asked) == "/connexion/code?suite=/ventes%3Fq%3Da"
    assert not await is_in(door)
    page = await door.http.get(way(asked))
    assert "Code de votre application" in said(page)
    assert re.search(r'autocomplete="one-time-code"[^>]*inputmode="numeric"', page.text, re.S)
    entered = await fill(door, way(asked), code=code_now(account, 1))
    assert way(entered) == "/ventes?q=a"
    assert await is_in(door)
    assert "comptoir_ticket" not in door.http.cookies


async def test_to_stay_is_remembered_through_the_second_step(door: Tab) -> None:
    account, paper = await open_with_code()
    await sign_in(door, rester="on")

    entered = await fill(door, "/connexion/code", code=paper[0])

    assert "max-age" in cookies(entered)["comptoir_session"].lower()
    (session,) = await Session.of_account(account.id)
    assert session.is_remembered


async def test_a_wrong_code_is_said_beside_its_field_and_not_kept(door: Tab) -> None:
    await open_with_code()
    await sign_in(door)

    answer = await fill(door, "/connexion/code", code="123 456")

    assert answer.status_code == 401
    assert NOT_THE_CODE in said(answer)
    assert wrong_fields(answer) == ["code"]
    assert "123 456" not in answer.text
    for _ in range(5):
        answer = await fill(door, "/connexion/code", code=WRONG)
    assert answer.status_code == 429
    assert "Trop d’essais" in said(answer)


async def test_the_ticket_is_of_this_browser_alone(door: Tab, simulation: Simulation) -> None:
    account, _ = await open_with_code()
    await sign_in(door)
    async with simulation.new_tab(None) as other:
        assert way(await other.http.get("/connexion/code")) == "/connexion"
        for ticket in ("", "inventé"):
            other.http.cookies.set("comptoir_ticket", ticket.encode().hex())
            answer = await fill(other, "/connexion/code?suite=/ventes", code=code_now(account, 1))

            assert answer.status_code == 401
            assert TOO_LATE in said(answer)
            assert 'action="/connexion?suite=/ventes"' in answer.text
            assert not await is_in(other)


async def test_who_comes_in_by_the_code_leaves_the_session_before(door: Tab) -> None:
    account, paper = await open_with_code()
    for code in paper[:2]:
        await sign_in(door)
        await fill(door, "/connexion/code", code=code)

    assert len(await Session.of_account(account.id)) == 1


async def test_a_pin_does_not_do_for_the_code(door: Tab, simulation: Simulation) -> None:
    account, _ = await open_with_code(pin=PIN)
    door.http.cookies.set("comptoir_session", await make_session(Staff("Karim", Role.COUNTER)))

    answer = await fill(door, "/deverrouiller", compte=str(account.id), pin=PIN)

    assert answer.json() == {"refusal": NOT_BY_PIN}


# --- one's own account ------------------------------------------------------------------------


async def test_an_administrator_turns_it_on_and_is_told_ten_codes_once(zoe: Tab) -> None:
    page = await zoe.http.get("/deux-etapes")
    account = await refreshed()
    key = re.search(r'class="door-secret"[^>]*>([A-Z2-7 ]+)<', page.text)
    assert key
    assert key[1].replace(" ", "") == account.totp_pending
    assert 'src="data:image/svg+xml' in page.text
    assert 'alt="Code QR' in page.text

    code = totp.code_of(account.totp_pending, totp.present_step())
    done = await fill(zoe, "/deux-etapes", present=PASSWORD, code=code)

    assert done.status_code == 200
    told = re.findall(r"<li>([\d-]+)</li>", done.text)
    assert len(set(told)) == 10
    assert 'href="/mon-compte"' in done.text
    again = await zoe.http.get("/deux-etapes")
    assert not any(code in again.text for code in told)
    assert account.totp_pending not in unescape(again.text).replace(" ", "")


async def test_what_is_wrong_is_said_beside_its_field(zoe: Tab) -> None:
    await zoe.http.get("/deux-etapes")
    for typed, field in (
        ({"present": "faux", "code": WRONG}, "present"),
        ({"present": PASSWORD, "code": "12"}, "code"),
        ({"present": PASSWORD}, "code"),
    ):
        answer = await fill(zoe, "/deux-etapes", **typed)

        assert answer.status_code == 422, typed
        assert wrong_fields(answer) == [field]
        assert "data:image/svg+xml" in answer.text, "the picture stays"
    assert not (await refreshed()).has_second_factor


async def test_it_is_turned_off_with_password_and_code(simulation: Simulation) -> None:
    _, paper = await open_with_code()
    async with simulation.new_tab(ZOE) as tab:
        assert "Désactiver" in said(await tab.http.get("/deux-etapes"))
        wrong = await fill(tab, "/deux-etapes", present=PASSWORD, code=WRONG)
        assert wrong_fields(wrong) == ["code"]

        answer = await fill(tab, "/deux-etapes", present=PASSWORD, code=paper[0])

        assert way(answer) == "/mon-compte"
    assert not (await refreshed()).has_second_factor


async def test_nobody_else_is_offered_it(simulation: Simulation) -> None:
    await open_account("Karim", Role.MANAGER)
    async with simulation.new_tab(Staff("Karim", Role.MANAGER)) as tab:
        assert way(await tab.http.get("/deux-etapes")) == "/mon-compte"
        answer = await fill(tab, "/deux-etapes", present=PASSWORD, code=WRONG)
        assert answer.status_code == 403
        assert "ne permet pas de gérer les comptes" in said(answer)
        await tab.open("/mon-compte")
        assert not tab.shows("Connexion en deux étapes")


async def test_ones_account_shows_whether_it_is_on(simulation: Simulation) -> None:
    account, paper = await open_with_code()
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")
        await tab.sees("Il vous reste 10\u00a0codes de secours.")

        await account.accepts_code(paper[0], by=ZOE)
        await account.take_second_factor_off(by=ANYBODY)

        await tab.sees("Activer les deux étapes")


async def test_the_accounts_show_it_and_an_administrator_takes_it_off(tab: Tab) -> None:
    await make_account()
    await open_with_code()
    await tab.open("/comptes")
    await tab.sees("Administrateur · deux étapes · pas connecté")
    assert "Retirer la deuxième étape" not in tab.menu("Actions pour Camille")

    await tab.choose("Actions pour Zoé", "Retirer la deuxième étape")
    await tab.press("Oui")

    await tab.sees("Administrateur · pas connecté")
    assert not (await refreshed()).has_second_factor
