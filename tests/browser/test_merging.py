"""Duplicates in two browsers: compared, merged while a colleague edits, set apart, undone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PORTRAIT, Desk
from tests.browser.test_accessibility import violations

PHONE = "02 98 00 12 34"


def pair(desk: Desk, name: str) -> Locator:
    grid = desk.page.get_by_role("grid", name="Doublons")
    return grid.get_by_role("row").filter(has_text=name).first


def create_anyway(desk: Desk, name: str, **fields: str) -> None:
    """A second client that is hardly another one."""
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill(name)
    for label, text in fields.items():
        desk.field(label).fill(text)
    desk.button("Enregistrer")
    desk.button("Créer quand même")
    expect(desk.card).to_contain_text(name)


def test_a_pair_is_merged_while_a_colleague_types_and_nothing_typed_is_lost(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Fusion Kerbrat", Téléphone=PHONE)
    create_anyway(here, "FUSION KERBRAT", Téléphone=PHONE)
    there.search("fusion kerbrat")
    there.row("FUSION KERBRAT").click()
    there.button("FICHE CLIENT – modifier")
    there.field("Site web").fill("kerbrat.example")
    there.field("Contact").fill("Colette")

    here.button("Doublons")
    pair(here, "Fusion Kerbrat").click()
    expect(here.dialog).to_contain_text("Fiche qui reste")
    assert violations(here) == []
    here.button("Fusionner")
    expect(here.dialog).to_contain_text("Rien d’autre ne passe")
    here.button("Oui")
    expect(here.page.get_by_text("est fusionné dans")).to_be_visible()
    expect(pair(here, "Fusion Kerbrat")).to_have_count(0)

    expect(there.page.get_by_role("alert")).to_contain_text("fusionnée dans une autre")
    there.button("Reprendre ma saisie")
    title = there.page.get_by_role("heading", name="Modifier Fusion Kerbrat", exact=True)
    expect(title).to_be_visible()
    expect(there.field("Contact")).to_have_value("Colette")
    there.button("Enregistrer")
    expect(there.card).to_contain_text("Colette")
    expect(there.card).to_contain_text("Fusion Kerbrat")
    expect(there.row("FUSION KERBRAT")).to_have_count(0)


def test_a_card_that_is_open_elsewhere_turns_to_the_one_that_stays_and_old_links_lead_there(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Reste Morvan")
    here.create("Part Guivarch")
    there.search("part guivarch")
    there.row("Part Guivarch").click()
    expect(there.card).to_contain_text("Part Guivarch")
    there.page.wait_for_url("**client=*")
    old = there.page.url

    here.choose("Plus", "Fusionner")
    here.dialog.get_by_label("Rechercher un client").fill("part guivarch")
    expect(here.dialog).to_contain_text("Aucun client ne correspond.")  # but itself
    here.dialog.get_by_label("Rechercher un client").fill("reste morvan")
    here.dialog.get_by_role("button", name="Reste Morvan").click()
    card = here.dialog.get_by_role("radiogroup", name="Fiche qui reste").get_by_role("radio")
    card.filter(has_text="Reste Morvan").click()
    here.button("Fusionner")
    here.button("Oui")

    for desk in (here, there):
        expect(desk.card).to_contain_text("Reste Morvan")
        expect(desk.row("Part Guivarch")).to_have_count(0)
    there.page.goto(old)
    expect(there.card).to_contain_text("Reste Morvan")
    expect(there.page.get_by_text("a été fusionné dans")).to_be_visible()

    here.card.get_by_role("button", name="Annuler : a fusionné").click()
    here.button("Oui")
    expect(here.row("Part Guivarch")).to_have_count(1)
    there.page.goto(old)
    expect(there.card).to_contain_text("Part Guivarch")


def test_a_pair_is_set_apart_by_keyboard_and_stays_so_in_every_window(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk(viewport=PORTRAIT)
    here.create("Jumeaux Tanguy", Téléphone="02 98 00 56 78")
    create_anyway(here, "JUMEAUX TANGUY", Téléphone="02 98 00 56 78")
    there.open("/doublons")
    expect(pair(there, "Jumeaux Tanguy")).to_be_visible()
    here.open("/doublons")
    pair(here, "Jumeaux Tanguy").press("Enter")
    here.page.get_by_role("button", name="Pas un doublon").press("Enter")
    for desk in (here, there):
        expect(pair(desk, "Jumeaux Tanguy")).to_have_count(0)
    here.page.get_by_role("checkbox", name="Écartés").click()
    expect(pair(here, "Jumeaux Tanguy")).to_be_visible()
    here.button("Annuler")
    expect(pair(there, "Jumeaux Tanguy")).to_be_visible()


def test_ticked_clients_are_merged_together(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    for serial in range(3):
        desk.create(f"Trio {serial}")
    desk.search("Trio")
    desk.tick("Trio 0", "Trio 1", "Trio 2")
    desk.button("Fusionner")
    name = desk.dialog.get_by_role("radiogroup", name="Raison sociale")
    name.get_by_role("radio").filter(has_text="Trio 1").click()
    desk.dialog.get_by_role("button", name="Fusionner").click()
    desk.button("Oui")
    expect(desk.row("Trio 1")).to_have_count(1)
    for gone in ("Trio 0", "Trio 2"):
        expect(desk.row(gone)).to_have_count(0)
