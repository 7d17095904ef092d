"""The Articles screen: creating, the form that follows the kind, deleting, filters, colleagues."""

from __future__ import annotations

import pytest
from nicegui import ui

from models.catalogue import Article
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_article, retyped
from tests.simulation import Simulation, Tab
from tests.waiting import until


async def choose(tab: Tab, label: str, value: str) -> None:
    """Pick a value in a menu of the form or of the toolbar."""
    (menu,) = [
        one
        for one in tab.elements(ui.select)
        if label in {one.props.get("label"), one.props.get("aria-label")}
    ]
    with tab.client:
        menu.set_value(value)


def chosen(tab: Tab, label: str) -> object:
    return next(one.value for one in tab.elements(ui.select) if one.props.get("label") == label)


async def test_creating_asks_nothing_and_shows_the_card(tab: Tab) -> None:
    await tab.open("/articles")
    await tab.sees("Le catalogue est vide")

    await tab.press("+ Nouvel article")
    await tab.fill("Désignation", "Filtre à huile\npour groupe 20 kVA")
    await tab.fill("Référence", "FIL-010")
    await tab.fill("Prix unitaire HT", "14,9")
    await tab.save()

    await tab.sees("FICHE ARTICLE")
    assert tab.shows("14,90\u00a0€ HT / pièce")
    assert tab.shows("FIL-010 · Article")
    article = await Article.get(reference="FIL-010")
    assert tab.url == f"/articles?article={article.id}"
    assert await until(lambda: not tab.shows("Le catalogue est vide"))


async def test_the_form_follows_the_kind(tab: Tab) -> None:
    await tab.open("/articles")
    await tab.press("+ Nouvel article")
    assert await until(lambda: tab.has_field("Référence"))
    assert tab.has_field("Prix unitaire HT")
    assert not tab.has_field("Tarif jour")

    await choose(tab, "Type", "labour")
    assert chosen(tab, "Unité") == "hour"
    await choose(tab, "Unité", "flat")
    await choose(tab, "Type", "article")
    assert chosen(tab, "Unité") == "flat"  # since somebody has said so

    await choose(tab, "Type", "rental")
    assert not tab.has_field("Prix unitaire HT")
    await tab.fill("Désignation", "Nacelle")
    await tab.fill("Tarif jour", "100")
    await tab.fill("Tarif semaine", "900")
    await tab.leave("Tarif semaine")
    await tab.sees("1\u00a0semaine coûte plus que 7\u00a0jours.")
    await tab.save()  # which is advice, and no error

    await tab.sees("FICHE ARTICLE")
    article = await Article.get(name="Nacelle")
    assert (article.nature, article.unit) == ("service", "day")

    await tab.press("FICHE ARTICLE – modifier")
    assert await until(lambda: tab.has_field("Désignation"))
    await choose(tab, "Type", "text")
    assert not tab.has_field("Tarif jour")
    (form,) = tab.with_class("drawer-panel")
    assert "Tarifs de location HT" not in tab.texts_in(form)


async def test_what_is_wrong_is_said_under_its_field_and_kept(tab: Tab) -> None:
    await make_article(reference="FIL-010")
    await tab.open("/articles")
    await tab.press("+ Nouvel article")
    await tab.fill("Désignation", "Filtre")
    await tab.fill("Référence", "fil-010")

    await tab.save()

    assert await until(lambda: tab.error("Référence"))
    assert tab.value("Désignation") == "Filtre"
    assert await Article.all().count() == 1


async def test_an_article_is_copied_but_for_its_reference(tab: Tab) -> None:
    article = await make_article("Nacelle 8 m", reference="N8", kind="rental", tariff_day="70")
    await tab.open(article.path)

    await tab.choose("Actions", "Dupliquer")
    await tab.fill("Désignation", "Nacelle 10 m")
    await tab.save()

    await tab.sees("Nacelle 10 m")
    copy = await Article.get(name="Nacelle 10 m")
    assert (copy.reference, copy.tariff_day) == ("", article.tariff_day)


async def test_deleting_and_coming_back(tab: Tab) -> None:
    one, two = await make_article("Nacelle"), await make_article("Grue")
    await tab.open("/articles")
    await tab.tick(one.id, two.id)
    await tab.sees("2\u00a0articles sélectionnés")

    await tab.press("Supprimer")
    await tab.sees("Supprimer 2\u00a0articles ?")
    await tab.press("Oui")
    await tab.sees("2\u00a0articles dans la corbeille")
    await tab.press("Annuler")

    await tab.sees("2\u00a0articles restaurés")
    assert not (await Article.get(id=one.id)).is_trashed


async def test_an_address_says_what_is_shown(tab: Tab) -> None:
    await make_article("Nacelle", family="Nacelles", kind="rental", tariff_day="70")
    await make_article("Filtre", family="Pièces")

    await tab.open("/articles?family=nacelles&kind=rental")

    assert tab.first_rows == ["Nacelle"]


async def test_a_new_family_of_a_colleague_can_be_filtered_by_at_once(tab: Tab) -> None:
    article = await make_article("Nacelle", family="Nacelles")
    await tab.open("/articles")

    await Article.amend(retyped(article, family="Levage"), by=ANYBODY)

    (menu,) = [
        one for one in tab.elements(ui.select) if one.props["aria-label"] == "Filtrer par famille"
    ]
    assert await until(lambda: list(menu.options) == ["", "levage"])


async def test_the_card_follows_a_colleague(tab: Tab) -> None:
    article = await make_article("Nacelle", price="70")
    await tab.open(article.path)

    await Article.amend(retyped(article, price="75,5"), by=ANYBODY)

    await tab.sees("75,50\u00a0€ HT / pièce")


@pytest.mark.parametrize("role", [Role.COUNTER, Role.READER])
async def test_who_may_only_look_is_offered_nothing_else(
    simulation: Simulation, role: Role
) -> None:
    article = await make_article("Nacelle")
    async with simulation.new_tab(Staff("Karim", role)) as tab:
        await tab.open(article.path)

        assert tab.shows("FICHE ARTICLE")
        assert "+ Nouvel article" not in tab.buttons
        assert "FICHE ARTICLE – modifier" not in tab.buttons
        for item in ("Modifier", "Dupliquer", "Supprimer"):
            assert (await tab.menu_item("Actions", item)).props.get("disable"), item
