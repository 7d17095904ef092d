"""The frame of every screen: sections, keyboard, light and dark."""

from __future__ import annotations

import re

import pytest
from nicegui import ui

from models.documents import KINDS
from tests.factories import make_client
from tests.simulation import Tab
from tests.waiting import until

SECTIONS = {
    "Clients": "/clients",
    **{kind.plural: kind.path for kind in KINDS.values()},
    "Paramètres": "/parametres",
}


def current(tab: Tab) -> list[str]:
    """The sections that are marked as the one on screen."""
    links = [one for one in tab.elements(ui.link) if "section-link" in one.classes]
    return [one.text for one in links if one.props.get("aria-current") == "page"]


async def test_the_bare_address_shows_the_clients(tab: Tab) -> None:
    await make_client()

    await tab.open("/")

    assert tab.shows("Touchez un client pour voir sa fiche")
    assert current(tab) == ["Clients"]


async def test_the_section_on_screen_is_marked(tab: Tab, subtests: pytest.Subtests) -> None:
    for section, path in SECTIONS.items():
        with subtests.test(section=section, path=path):
            await tab.open(path)

            assert tab.links[section] == path
            assert current(tab) == [section]


async def test_sections_replace_each_other_in_the_open_page(tab: Tab) -> None:
    await make_client()
    await tab.open("/clients")
    client = tab.client

    await tab.follow("/ventes")

    await tab.sees("Aucune vente pour l’instant")
    assert not tab.shows("Touchez un client pour voir sa fiche")
    assert current(tab) == ["Ventes"]
    assert tab.client is client


async def test_an_unknown_address_is_a_sentence_with_a_way_out(tab: Tab) -> None:
    answer = await tab.http.get("/nulle-part")

    assert answer.status_code == 404
    assert "Cette adresse ne mène nulle part." in answer.text
    assert "Revenir aux clients" in answer.text


async def test_leaving_a_screen_closes_its_question(tab: Tab) -> None:
    await tab.open()
    await tab.press("+ Nouveau client")
    await tab.sees("Créer un nouveau client ?")

    await tab.follow("/ventes")

    await tab.no_longer_sees("Créer un nouveau client ?")


async def test_a_draft_stays_open_from_one_section_to_the_next(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("En cours de saisie")

    await tab.follow("/ventes")

    await tab.sees("Aucune vente pour l’instant")
    assert tab.value("Raison sociale") == "En cours de saisie"


async def test_n_begins_a_client_on_the_clients_screen_and_nothing_where_nothing_begins(
    tab: Tab,
) -> None:
    await tab.open("/parametres")
    await tab.key("n")
    assert not tab.elements(ui.dialog)

    await tab.follow("/clients")
    await until(lambda: "+ Nouveau client" in tab.buttons)
    await tab.key("n")

    await tab.sees("Créer un nouveau client ?")


async def test_the_question_mark_lists_the_keys_of_the_screen(tab: Tab) -> None:
    for path, has_list in (("/locations", True), ("/parametres", False)):
        await tab.open(path)
        await tab.key("?")
        await tab.sees("Raccourcis clavier")
        assert tab.shows("Aller à la recherche") == has_list


async def test_light_or_dark_is_kept_for_the_next_visit(tab: Tab) -> None:
    tab.user.javascript_rules[re.compile(".*body--dark")] = lambda _: False
    await tab.open()

    await tab.press("Clair ou sombre")

    assert await until(lambda: tab.elements(ui.dark_mode)[0].value)
    await tab.open()
    assert tab.elements(ui.dark_mode)[0].value is True


async def test_light_or_dark_is_for_one_browser(tab: Tab, other_tab: Tab) -> None:
    tab.user.javascript_rules[re.compile(".*body--dark")] = lambda _: False
    await tab.open()
    await tab.press("Clair ou sombre")
    await until(lambda: tab.elements(ui.dark_mode)[0].value)

    await other_tab.open()

    assert other_tab.elements(ui.dark_mode)[0].value is None
