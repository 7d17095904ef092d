"""One's own account: the ways to change one's secrets, and where one is signed in."""

from __future__ import annotations

import pytest

from components.list.tick_box import TickBox
from components.tab.live import LIVE
from models.permissions import Role, Staff
from models.records import announce
from models.staff import ApiToken, Scope, Seat, WrongToken
from tests.factories import PASSWORD, PIN, make_session, open_account
from tests.simulation import Simulation, Tab
from tests.waiting import until

ZOE = Staff("Zoé", Role.READER)


def ways(tab: Tab) -> dict[str, str]:
    """The links that look like buttons: text to address."""
    return {" ".join(tab.texts_in(one)): one.props["href"] for one in tab.with_class("button-link")}


async def test_everybody_has_an_account_page(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in Role:
        with subtests.test(role=role):
            async with simulation.new_tab(Staff(f"Zoé {role}", role)) as tab:
                await tab.open()

                await tab.choose(f"Zoé {role}", "Mon compte")

                await tab.sees(f"Zoé {role} · {role}")
                steps = {"Activer les deux étapes": "deux-etapes"}
                assert ways(tab) == {
                    "Changer mon mot de passe": "mot-de-passe",
                    "Choisir un code": "code-pin",
                    **(steps if role == Role.ADMINISTRATOR else {}),
                }


async def test_who_has_a_pin_can_change_it(simulation: Simulation) -> None:
    await open_account("Zoé", Role.READER, pin=PIN)
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")

        assert tab.shows("Votre code est en place.")
        assert "Changer mon code" in ways(tab)


async def test_a_pin_that_was_tried_too_often_is_said_to_be_blocked(
    simulation: Simulation,
) -> None:
    account = await open_account("Zoé", Role.READER, pin=PIN)
    async with simulation.new_tab(ZOE) as tab:
        for _ in range(5):
            await account.accepts_pin("9999")
        await tab.open("/mon-compte")

        assert tab.shows("Il est bloqué après cinq essais")
        assert "Changer mon code" in ways(tab)


async def test_ones_sessions_are_listed_and_ended_but_for_this_one(
    simulation: Simulation,
) -> None:
    async with simulation.new_tab(ZOE) as tab:
        elsewhere = await make_session(ZOE)
        await tab.open("/mon-compte")
        assert len(tab.with_class("session")) == 2
        assert tab.shows("Cet appareil · 127.0.0.1")

        await tab.press("Déconnecter Appareil inconnu")

        await until(lambda: len(tab.with_class("session")) == 1)
        assert await Seat.of_token(elsewhere) is None
        assert [name for name in tab.buttons if name.startswith("Déconnecter")] == []


async def test_the_sessions_of_others_leave_the_buttons_in_their_place(
    simulation: Simulation,
) -> None:
    async with simulation.new_tab(ZOE) as tab:
        await make_session(ZOE)
        await tab.open("/mon-compte")
        before = tab.with_class("session")

        await make_session(Staff("Karim", Role.READER))
        announce("session", [0])
        assert await until(lambda: not LIVE._has_news)

        assert tab.with_class("session") == before


async def test_a_session_that_begins_elsewhere_shows_at_once(simulation: Simulation) -> None:
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")

        await make_session(ZOE)

        await until(lambda: len(tab.with_class("session")) == 2)
        assert len(tab.with_class("session")) == 2


async def test_the_sessions_of_others_are_not_there(simulation: Simulation) -> None:
    await make_session(Staff("Karim", Role.COUNTER))
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")

        assert len(tab.with_class("session")) == 1


async def test_a_new_pin_shows_in_the_open_tab(simulation: Simulation) -> None:
    account = await open_account("Zoé", Role.READER)
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")
        assert tab.shows("Vous n’en avez pas encore.")

        await account.choose_pin(PASSWORD, PIN, by=ZOE)

        await tab.sees("Votre code est en place.")


async def test_a_token_is_made_shown_once_and_revoked(simulation: Simulation) -> None:
    await open_account("Zoé", Role.READER)
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")
        await tab.sees("Jetons")
        await tab.press("Créer un jeton")
        await tab.sees("Droits")
        await tab.fill("Nom du jeton", "Boutique")
        await tab.fill("Mot de passe actuel", "faux")
        await tab.press("Créer")
        await tab.sees("Choisissez au moins un droit.")

        box = next(one for one in tab.elements(TickBox) if one.props["label"] == "Lire les clients")
        await tab.send(box, "tick", True)
        await tab.press("Créer")
        assert await until(lambda: tab.error("Mot de passe actuel"))
        await tab.fill("Mot de passe actuel", PASSWORD)
        await tab.press("Créer")
        await tab.sees("Copiez-le maintenant")
        (text,) = [one for one in tab.texts if one.startswith("cpt_")]
        assert (await ApiToken.admit(text, "", "")).scopes == {Scope.READ_CLIENTS}
        await tab.press("J’ai copié")
        await tab.no_longer_sees("cpt_")

        await tab.sees("Boutique")
        await tab.press("Révoquer Boutique")
        await tab.press("Révoquer")
        await tab.no_longer_sees("Boutique")
    with pytest.raises(WrongToken):
        await ApiToken.admit(text, "", "")


async def test_the_address_of_the_calendar_is_shown_once(simulation: Simulation) -> None:
    async with simulation.new_tab(ZOE) as tab:
        await tab.open("/mon-compte")
        await tab.press("Créer l’adresse")
        await tab.press("Oui")
        await tab.sees("Copiez-la maintenant")
        (address,) = [one for one in tab.texts if "/calendrier/" in one]
        fetched = await tab.http.get(address)
        assert fetched.text.startswith("BEGIN:VCALENDAR")
        await tab.press("J’ai copié")
        await tab.press("Révoquer Calendrier")
        await tab.press("Révoquer")
        await tab.no_longer_sees("Lire le calendrier")
        assert (await tab.http.get(address)).status_code == 404
