"""The doors: setting up, signing in and out, one's own password and PIN."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from html import unescape

import httpx
import pytest
from nicegui import app

from models.database import transaction
from models.demo import DEMO_PASSWORD
from models.permissions import Role, Staff
from models.records.changes import pass_on
from models.staff import (
    Account,
    Device,
    Session,
    SetupCode,
)
from tests.factories import ANYBODY, PASSWORD, PIN, open_account
from tests.simulation import Simulation, Tab

NEW = "pluie en mars"
SESSION, DEVICE = "comptoir_session", "comptoir_device"


@pytest.fixture
async def stranger(simulation: Simulation) -> AsyncIterator[Tab]:
    """A browser in which nobody has signed in."""
    async with simulation.new_tab(None) as tab:
        yield tab


@pytest.fixture
def tab(stranger: Tab) -> Tab:
    """Here only strangers stand before the doors, and no account is open yet."""
    return stranger


def said(answer: httpx.Response) -> str:
    """What a plain page shows, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def way(answer: httpx.Response) -> str:
    """Where an answer leads; "" if it is a page."""
    return str(answer.headers.get("location", ""))


def cookies(answer: httpx.Response) -> dict[str, str]:
    """The cookies that an answer gives: name to the whole line."""
    lines = answer.headers.get_list("set-cookie")
    return {name: line for line in lines if (name := line.partition("=")[0]) in {SESSION, DEVICE}}


def value_of(answer: httpx.Response, field: str) -> str:
    found = re.search(rf'<input id="{field}"[^>]*?value="([^"]*)"', answer.text)
    return unescape(found[1]) if found else ""


async def sign_in(
    tab: Tab, name: str = "Zoé", password: str = PASSWORD, path: str = "/connexion", **more: str
) -> httpx.Response:
    typed = {"identifiant": name, "mot_de_passe": password, **more}
    return await tab.http.post(path, data=typed)


async def fill(tab: Tab, path: str, **typed: str) -> httpx.Response:
    return await tab.http.post(path, data=typed)


async def is_in(tab: Tab) -> bool:
    """Whether this browser may use the app."""
    return (await tab.http.get("/api/clients")).status_code == 200


# --- setting up -------------------------------------------------------------------------------


async def set_up(**changed: str) -> dict[str, str]:
    return {
        "code": await SetupCode.code(),
        "identifiant": "Zoé",
        "password": PASSWORD,
        "again": PASSWORD,
        **changed,
    }


async def test_everything_leads_to_the_set_up_until_there_is_an_account(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for path in ("/", "/clients", "/connexion", "/comptes?x=1"):
        with subtests.test(path=path):
            assert way(await tab.http.get(path)) == "/installation"


async def test_the_first_start_makes_the_administrator_and_lets_them_in(tab: Tab) -> None:
    assert "Première ouverture" in said(await tab.http.get("/installation"))

    answer = await fill(tab, "/installation", **await set_up())

    assert way(answer) == "/clients"
    assert await is_in(tab)
    account = await Account.named("Zoé")
    assert account
    assert account.role == Role.ADMINISTRATOR


async def test_a_set_up_that_is_wrong_says_where_and_keeps_the_name(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for changed, sentence in (
        ({"code": "FAUX-FAUX"}, "Ce n’est pas le code affiché par le serveur."),
        ({"again": "autre"}, "Les deux saisies sont différentes."),
        ({"password": "court", "again": "court"}, "Il faut au moins 10 caractères."),
        ({"identifiant": ""}, "Identifiant : à remplir."),
    ):
        with subtests.test(changed=changed, sentence=sentence):
            typed = await set_up(**changed)

            answer = await fill(tab, "/installation", **typed)

            assert answer.status_code == 422
            assert sentence in said(answer)
            assert value_of(answer, "identifiant") == typed["identifiant"]
            assert PASSWORD not in answer.text
            assert not await Account.exists()


async def test_the_set_up_is_closed_once_there_is_an_account(tab: Tab) -> None:
    typed = await set_up()
    await open_account("Karim")

    assert way(await tab.http.get("/installation")) == "/connexion"
    answer = await fill(tab, "/installation", **typed)
    assert "Un compte existe déjà" in said(answer)
    assert await Account.all().count() == 1


# --- signing in -------------------------------------------------------------------------------


async def test_who_signs_in_goes_where_they_wanted(tab: Tab) -> None:
    await open_account()
    door = way(await tab.http.get("/ventes?q=a%20b"))
    assert door == "/connexion?suite=/ventes%3Fq%3Da%2520b"

    assert way(await sign_in(tab, path=door)) == "/ventes?q=a%20b"
    assert await is_in(tab)


async def test_a_link_to_the_door_never_leads_to_another_site(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    await open_account()
    for elsewhere in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:1",
        "",
        "/\t/evil",
    ):
        with subtests.test(elsewhere=elsewhere):
            params = httpx.QueryParams({"suite": elsewhere})

            assert way(await sign_in(tab, path=f"/connexion?{params}")) == "/clients"


async def test_a_wrong_password_keeps_the_name_but_no_secret(tab: Tab) -> None:
    await open_account()

    answer = await sign_in(tab, "Zoé <b>", "faux mot de passe", rester="on")

    assert answer.status_code == 401
    assert "Identifiant ou mot de passe incorrect." in said(answer)
    assert value_of(answer, "identifiant") == "Zoé <b>"
    assert "faux mot de passe" not in answer.text
    assert "checked" in answer.text
    assert cookies(answer) == {}


async def test_too_many_wrong_passwords_are_told_to_wait(tab: Tab) -> None:
    await open_account()
    for _ in range(5):
        await sign_in(tab, password="faux")

    answer = await sign_in(tab)

    assert answer.status_code == 429
    assert "Trop d’essais : réessayez dans 30" in said(answer)


async def test_a_session_lasts_as_long_as_the_browser_unless_it_is_to_stay(tab: Tab) -> None:
    await open_account()

    passing = cookies(await sign_in(tab))
    assert "max-age" not in passing[SESSION].lower()
    assert "max-age=34560000" in passing[DEVICE].lower()

    staying = cookies(await sign_in(tab, rester="on"))
    assert "max-age=7776000" in staying[SESSION].lower()
    assert DEVICE not in staying


async def test_no_script_and_no_other_site_gets_at_the_cookies(tab: Tab) -> None:
    await open_account()

    for line in cookies(await sign_in(tab)).values():
        assert "httponly" in line.lower()
        assert "samesite=lax" in line.lower()


async def test_signing_in_again_ends_the_session_before(tab: Tab) -> None:
    account = await open_account()
    await sign_in(tab)
    await sign_in(tab)

    assert len(await Session.of_account(account.id)) == 1


async def test_who_is_in_does_not_see_the_door(tab: Tab) -> None:
    await open_account()
    await sign_in(tab)

    assert way(await tab.http.get("/connexion?suite=/ventes")) == "/ventes"


async def test_the_door_says_that_time_has_ended_the_session(tab: Tab) -> None:
    await open_account()
    await sign_in(tab)
    assert "au bout de" not in said(await tab.http.get("/connexion"))
    async with transaction():
        await Session.all().update(created_at=datetime.now(UTC) - timedelta(days=7, hours=1))
    pass_on("session")

    door = way(await tab.http.get("/ventes"))

    assert door == "/connexion?suite=/ventes"
    assert "au bout de 7 jours" in said(await tab.http.get(door))
    await sign_in(tab, path=door)
    await fill(tab, "/deconnexion")
    assert "au bout de" not in said(await tab.http.get("/connexion"))


async def test_who_signs_out_is_out(tab: Tab) -> None:
    await open_account()
    await sign_in(tab)

    assert way(await fill(tab, "/deconnexion")) == "/connexion"

    assert not await is_in(tab)
    assert await Session.filter(ended_at=None).count() == 0


async def test_another_site_signs_nobody_in_or_out(tab: Tab, subtests: pytest.Subtests) -> None:
    await open_account()
    await sign_in(tab)
    for origin in ("https://evil.example", "null"):
        with subtests.test(origin=origin):
            tab.http.headers["origin"] = origin

            for path in ("/deconnexion", "/connexion", "/mot-de-passe"):
                assert (await fill(tab, path)).status_code == 403
            assert await is_in(tab)


async def test_the_doors_hold_whatever_is_sent(tab: Tab, subtests: pytest.Subtests) -> None:
    for path in ("/installation", "/connexion"):  # which is open once there is an account
        with subtests.test(path=path):
            if path == "/connexion":
                await open_account()
            for junk in (
                "\x00",
                "x" * 20_000,
                "\udcff".encode("utf-8", "replace").decode(),
                "{{ 7*7 }}",
            ):
                names = ("identifiant", "mot_de_passe", "code", "password", "again", "rester")
                answer = await fill(tab, path, **dict.fromkeys(names, junk))
                assert answer.status_code in {401, 422, 429}
                assert "49" not in said(answer)


async def test_the_demo_lists_its_accounts_and_nothing_else_does(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_account("Camille")
    assert DEMO_PASSWORD not in (await tab.http.get("/connexion")).text

    monkeypatch.setattr(app.state, "is_demo", True, raising=False)

    shown = said(await tab.http.get("/connexion"))
    assert "Comptes de démonstration" in shown
    for line in ("Camille · administrateur", "Louise · lecture", DEMO_PASSWORD):
        assert line in shown


# --- one's own password -----------------------------------------------------------------------


def passwords(present: str = PASSWORD, new: str = NEW, again: str = "") -> dict[str, str]:
    return {"present": present, "password": new, "again": again or new}


async def test_ones_own_password_keeps_this_browser_in_and_ends_the_others(
    tab: Tab, simulation: Simulation
) -> None:
    await open_account()
    await sign_in(tab)
    async with simulation.new_tab(Staff("Zoé", Role.COUNTER)) as elsewhere:
        assert await is_in(elsewhere)

        answer = await fill(tab, "/mot-de-passe", **passwords())

        assert way(answer) == "/mon-compte"
        assert await is_in(tab)
        assert not await is_in(elsewhere)
    await fill(tab, "/deconnexion")
    assert (await sign_in(tab)).status_code == 401
    assert way(await sign_in(tab, password=NEW)) == "/clients"


async def test_a_browser_that_was_to_stay_still_does_after_a_new_password(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for name, stays in (("Zoé", False), ("Nora", True)):
        with subtests.test(stays=stays):
            await open_account(name)
            await sign_in(tab, name, **({"rester": "on"} if stays else {}))

            answer = await fill(tab, "/mot-de-passe", **passwords())

            assert ("max-age" in cookies(answer)[SESSION].lower()) == stays


async def test_a_password_that_is_not_taken_says_why_and_keeps_no_secret(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    await open_account()
    await sign_in(tab)
    for typed, sentence in (
        (passwords(present="faux"), "Ce n’est pas votre mot de passe actuel."),
        (passwords(again="autre chose"), "Les deux saisies sont différentes."),
        (passwords(new="court"), "Il faut au moins 10 caractères."),
        (passwords(new="zoe"), "Il faut au moins 10 caractères."),
        (passwords(new=PASSWORD), "C’est déjà votre mot de passe"),
    ):
        with subtests.test(typed=typed, sentence=sentence):
            answer = await fill(tab, "/mot-de-passe", **typed)

            assert answer.status_code == 422
            assert sentence in said(answer)
            assert not any(f'value="{secret}"' in answer.text for secret in typed.values())
            assert await is_in(tab)


@pytest.mark.parametrize("path", ["/mot-de-passe", "/code-pin"])
async def test_who_guesses_the_present_password_is_told_to_wait(tab: Tab, path: str) -> None:
    await open_account()
    await sign_in(tab)
    for _ in range(10):
        await fill(tab, path, **passwords(present="faux"), pin=NEW)

    answer = await fill(tab, path, present=PASSWORD, password=NEW, pin=NEW, again=NEW)

    assert answer.status_code == 429
    assert "Trop d’essais" in said(answer)


async def test_a_provisional_password_leads_nowhere_but_to_a_new_one(tab: Tab) -> None:
    told = await (await open_account()).reset_password(by=ANYBODY)
    await sign_in(tab, password=told)

    for path in ("/", "/clients", "/comptes", "/code-pin"):
        assert way(await tab.http.get(path)) == "/mot-de-passe"
    assert not await is_in(tab)
    page = said(await tab.http.get("/mot-de-passe"))
    assert "Votre mot de passe est provisoire" in page
    assert "Revenir sans changer" not in page

    assert way(await fill(tab, "/mot-de-passe", **passwords(present=told))) == "/clients"
    assert await is_in(tab)


async def test_who_has_a_provisional_password_may_also_leave(tab: Tab) -> None:
    told = await (await open_account()).reset_password(by=ANYBODY)
    await sign_in(tab, password=told)

    assert "Se déconnecter" in said(await tab.http.get("/mot-de-passe"))
    assert way(await fill(tab, "/deconnexion")) == "/connexion"


# --- one's own PIN ----------------------------------------------------------------------------


async def test_a_pin_is_chosen_and_taken_away(tab: Tab) -> None:
    account = await open_account()
    await sign_in(tab)

    answer = await fill(tab, "/code-pin", present=PASSWORD, pin=PIN, again=PIN)
    assert way(answer) == "/mon-compte"
    assert await account.with_pin() == [account]

    await fill(tab, "/code-pin", present=PASSWORD, pin="", again="")
    assert await account.with_pin() == []


async def test_a_pin_that_is_not_taken_says_why(tab: Tab, subtests: pytest.Subtests) -> None:
    await open_account()
    await sign_in(tab)
    for typed, sentence in (
        ({"present": "faux", "pin": PIN, "again": PIN}, "Ce n’est pas votre mot de passe actuel."),
        ({"present": PASSWORD, "pin": PIN, "again": "1"}, "Les deux saisies sont différentes."),
        ({"present": PASSWORD, "pin": "12", "again": "12"}, "Il faut de 4 à 6 chiffres."),
        ({"present": PASSWORD, "pin": "1234", "again": "1234"}, "se devine trop facilement"),
    ):
        with subtests.test(typed=typed, sentence=sentence):
            answer = await fill(tab, "/code-pin", **typed)

            assert answer.status_code == 422
            assert sentence in said(answer)
            assert await Account.with_pin() == []


# --- the page itself --------------------------------------------------------------------------


async def test_a_door_runs_no_script_and_is_kept_by_no_browser(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    await open_account()
    for path in ("/connexion", "/mot-de-passe", "/code-pin"):
        with subtests.test(path=path):
            if path != "/connexion":
                await sign_in(tab)

            answer = await tab.http.get(path)

            assert answer.status_code == 200
            assert "<script" not in answer.text
            assert "script-src 'none'" in answer.headers["content-security-policy"]
            assert answer.headers["cache-control"] == "no-store"


async def test_the_keyboard_is_in_the_first_field_to_fill_in(tab: Tab) -> None:
    await open_account()

    def focused(answer: httpx.Response) -> list[str]:
        inputs = re.findall(r"<input[^>]*>", answer.text)
        return [re.findall('id="([^"]*)"', one)[0] for one in inputs if "autofocus" in one]

    assert focused(await tab.http.get("/connexion")) == ["identifiant"]
    assert focused(await sign_in(tab, password="faux")) == ["mot_de_passe"]
    await sign_in(tab)
    assert focused(await fill(tab, "/mot-de-passe", **passwords(again="autre"))) == ["present"]


async def test_a_device_that_is_dark_has_dark_doors(tab: Tab) -> None:
    await open_account()
    await sign_in(tab)
    (device,) = await Device.all()
    await Device.set_dark(device.id, True)

    for path in ("/mot-de-passe", "/code-pin"):
        assert "body--dark" in (await tab.http.get(path)).text
    await fill(tab, "/deconnexion")
    assert "body--dark" in (await tab.http.get("/connexion")).text
