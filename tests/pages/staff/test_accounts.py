"""The accounts: for administrators, followed at once by the tabs of those concerned."""

from __future__ import annotations

from typing import Any

import pytest
from nicegui import ui

from models.permissions import Role, Staff
from models.staff import Account, ApiToken, Device, Seat
from tests.factories import ANYBODY, PASSWORD, make_account, make_session, open_account, retyped
from tests.simulation import Simulation, Tab
from tests.waiting import until

ZOE = Staff("Zoé", Role.COUNTER)
PROVISIONAL = "Mot de passe provisoire"


def names(tab: Tab) -> list[str]:
    return [one.text for one in tab.elements(ui.label) if "account-name" in one.classes]


def told(tab: Tab) -> str:
    """The password that the screen tells."""
    (label,) = tab.with_class("told-password")
    return str(getattr(label, "text", ""))


def scripts(tab: Tab) -> list[str]:
    """From now on, what the server has the browser run."""
    run: list[str] = []
    say = tab.client.outbox.enqueue_message

    def note(kind: str, data: Any, target: str) -> None:
        run.append(str(data.get("code", "")))
        say(kind, data, target)

    tab.client.outbox.enqueue_message = note  # type: ignore[assignment, method-assign]

    def record(code: str, *_: object, **__: object) -> None:
        run.append(code)

    tab.client.run_javascript = record  # type: ignore[assignment, method-assign]
    return run


async def is_reloaded(run: list[str]) -> bool:
    return bool(await until(lambda: "location.reload()" in run))


async def open_new(tab: Tab, name: str, role: Role = Role.COUNTER) -> None:
    await tab.press("+ Nouveau compte")
    await tab.fill("Identifiant", name)
    await tab.set_toggle("Rôle", str(role))
    await tab.save()


async def test_the_accounts_are_for_administrators(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    for role in (Role.MANAGER, Role.COUNTER, Role.READER):
        with subtests.test(role=role):
            async with simulation.new_tab(Staff(f"Karim {role}", role)) as tab:
                await tab.open("/comptes")

                assert tab.shows("ne permet pas de gérer les comptes.")
                assert "+ Nouveau compte" not in tab.buttons
                assert "Mon compte" in tab.menu(f"Karim {role}")
                assert "Comptes" not in tab.menu(f"Karim {role}")


async def test_a_new_account_shows_its_provisional_password_once(tab: Tab) -> None:
    await tab.open("/comptes")

    await open_new(tab, "Zoé", Role.MANAGER)

    await tab.sees(f"{PROVISIONAL} de Zoé")
    password = told(tab)
    account = await Account.named("zoe")
    assert account
    assert (account.role, account.must_change) == (Role.MANAGER, True)
    await account.change_password(password, PASSWORD, by=ZOE)

    await tab.press("Fermer")
    await tab.no_longer_sees(PROVISIONAL)
    assert not tab.shows(password)
    assert names(tab) == ["Camille", "Zoé"]


async def test_a_name_that_is_taken_is_said_under_the_field(tab: Tab) -> None:
    await open_account("Zoé")
    await tab.open("/comptes")

    await open_new(tab, "zoe")

    await until(lambda: tab.error("Identifiant"))
    assert tab.error("Identifiant") == "Cet identifiant est déjà pris."
    assert not tab.shows(PROVISIONAL)


async def test_a_new_role_reloads_the_tabs_of_that_person_only(
    tab: Tab, other_tab: Tab, simulation: Simulation
) -> None:
    account = await make_account(ZOE)
    async with simulation.new_tab(ZOE) as theirs:
        await theirs.open()
        await other_tab.open()
        reloads, others = scripts(theirs), scripts(other_tab)

        await Account.amend(retyped(account, role=str(Role.READER)), by=ANYBODY)

        assert await is_reloaded(reloads)
        assert "location.reload()" not in others
        await theirs.open()
        assert "+ Nouveau client" not in theirs.buttons


async def test_a_role_is_changed_in_the_drawer(tab: Tab) -> None:
    await open_account("Zoé")
    await tab.open("/comptes")

    await tab.choose("Actions pour Zoé", "Modifier")
    await until(lambda: tab.has_field("Identifiant"))
    await tab.fill("Identifiant", "Zoé B.")
    await tab.save()

    await tab.sees("Enregistré")
    await until(lambda: names(tab) == ["Camille", "Zoé B."])
    assert names(tab) == ["Camille", "Zoé B."]
    assert not tab.shows(PROVISIONAL)


async def test_the_last_administrator_cannot_be_demoted_in_the_drawer(tab: Tab) -> None:
    await tab.open("/comptes")

    await tab.choose("Actions pour Camille", "Modifier")
    await until(lambda: tab.has_field("Identifiant"))
    await tab.set_toggle("Rôle", str(Role.READER))
    await tab.save()

    await tab.sees("Il faut au moins un administrateur.")
    await tab.set_toggle("Rôle", str(Role.ADMINISTRATOR))
    await tab.no_longer_sees("Il faut au moins un administrateur.")
    assert (await make_account()).role == Role.ADMINISTRATOR


async def test_a_new_password_is_asked_for_told_and_ends_the_sessions(
    tab: Tab, simulation: Simulation
) -> None:
    await make_account(ZOE)
    async with simulation.new_tab(ZOE) as theirs:
        await theirs.open()
        reloads = scripts(theirs)
        await tab.open("/comptes")

        await tab.choose("Actions pour Zoé", "Nouveau mot de passe")
        await tab.sees("Donner un nouveau mot de passe à Zoé ?")
        assert not [one for one in reloads if "reload" in one]
        await tab.press("Oui")

        await tab.sees(f"{PROVISIONAL} de Zoé")
        assert len(told(tab)) == 16
        assert await is_reloaded(reloads)


async def test_an_account_is_disabled_and_enabled_again(tab: Tab, simulation: Simulation) -> None:
    await make_account(ZOE)
    async with simulation.new_tab(ZOE) as theirs:
        await theirs.open()
        reloads = scripts(theirs)
        await tab.open("/comptes")

        await tab.choose("Actions pour Zoé", "Désactiver")
        await tab.press("Oui")

        await tab.sees("Désactivé")
        assert await is_reloaded(reloads)
        assert (await theirs.http.get("/clients")).headers["location"].startswith("/connexion")

    await tab.choose("Actions pour Zoé", "Réactiver")
    await tab.no_longer_sees("Désactivé")
    assert (await make_account(ZOE)).is_active


async def test_the_last_administrator_is_not_disabled_and_it_is_said_why(tab: Tab) -> None:
    await tab.open("/comptes")

    await tab.choose("Actions pour Camille", "Désactiver")
    await tab.press("Oui")

    await tab.sees("C’est le seul administrateur : nommez-en un autre d’abord.")


async def test_the_sessions_of_somebody_are_listed_and_can_be_ended(tab: Tab) -> None:
    await make_account(ZOE)
    tokens = [await make_session(ZOE) for _ in range(2)]
    await tab.open("/comptes")

    await tab.choose("Actions pour Zoé", "Sessions")
    await tab.sees("Sessions de Zoé")
    assert len(tab.with_class("session")) == 2
    await tab.press("Déconnecter Appareil inconnu")

    await until(lambda: len(tab.with_class("session")) == 1)
    assert len(tab.with_class("session")) == 1
    seats = [await Seat.of_token(token) for token in tokens]
    assert seats.count(None) == 1


async def test_who_has_no_session_has_none_to_show(tab: Tab) -> None:
    await open_account("Zoé")
    await tab.open("/comptes")

    item = await tab.menu_item("Actions pour Zoé", "Sessions")

    assert tab.texts_in(item)[-1] == "Aucune session ouverte."
    assert tab.shows("Comptoir · pas connecté")


async def test_this_device_is_shared_under_a_name_and_taken_back(tab: Tab) -> None:
    await tab.open("/comptes")

    await tab.press("Partager cet appareil")
    await tab.fill("Nom de l’appareil", "Tablette de l’atelier")
    await tab.press("Partager")
    await until(lambda: tab.shows("Tablette de l’atelier"))
    (device,) = await Device.all()
    assert device.is_shared

    await tab.open("/comptes")
    assert "Partager cet appareil" not in tab.buttons
    await tab.press("Ne plus partager Tablette de l’atelier")
    await until(lambda: "Partager cet appareil" in tab.buttons)
    assert not (await Device.get(id=device.id)).is_shared


async def test_the_list_follows_what_a_colleague_does(tab: Tab, other_tab: Tab) -> None:
    await tab.open("/comptes")
    await other_tab.open("/comptes")

    await open_new(other_tab, "Zoé")

    await tab.sees("Zoé")
    assert not tab.shows(PROVISIONAL)


async def test_who_manages_accounts_revokes_what_lets_programs_in_for_others(tab: Tab) -> None:
    zoe = await open_account("Zoé", Role.COUNTER)
    own = Staff("Zoé", Role.COUNTER, zoe.id)
    await tab.open("/comptes")
    await tab.choose("Actions pour Zoé", "Jetons")
    await tab.sees("Zoé n’a ni jeton ni adresse de calendrier.")
    await tab.press("Fermer")

    await ApiToken.make(zoe, PASSWORD, "Boutique", ["clients:read"], "30", by=own)
    await tab.choose("Actions pour Zoé", "Jetons")
    await tab.sees("Boutique")
    await tab.press("Révoquer Boutique")
    await tab.no_longer_sees("Boutique")
    assert not await ApiToken.of_account(zoe.id)
