"""The manual, step by step, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Desk


def test_step_1_create_or_not(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Non")
    expect(desk.dialog).to_have_count(0)
    expect(desk.field("Raison sociale")).to_have_count(0)

    desk.button("+ Nouveau client")
    expect(desk.dialog).to_contain_text("Créer un nouveau client ?")
    desk.button("Oui")
    desk.field("Raison sociale").fill("Création du manuel")
    desk.field("Code postal").fill("33000")
    desk.button("Enregistrer")

    expect(desk.card).to_contain_text("Création du manuel")
    expect(desk.row("Création du manuel")).to_be_visible()


def test_step_2_select_and_step_3_edit(desk: Desk) -> None:
    desk.create("Sélection puis modification")
    desk.open()
    desk.select("Sélection puis modification")

    desk.button("FICHE CLIENT – modifier")
    expect(desk.field("Raison sociale")).to_have_value("Sélection puis modification")
    desk.field("Contact").fill("Mme Zoé Lœuilleux")
    save = desk.page.get_by_role("button", name="Enregistrer", exact=True)
    box = save.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > 1380
    assert box["y"] + box["height"] > 840
    save.click()

    expect(desk.card).to_contain_text("Mme Zoé Lœuilleux")
    expect(desk.row("Sélection puis modification")).to_contain_text("Mme Zoé Lœuilleux")


def test_step_3_the_green_block_is_visible_without_a_hover(desk: Desk) -> None:
    desk.create("Bloc vert")
    word = desk.page.get_by_role("button", name="FICHE CLIENT")

    expect(word).to_have_css("background-color", "rgb(201, 232, 211)")
    box = word.bounding_box()
    assert box is not None
    assert box["height"] >= 44


def test_step_4_delete_and_undo(desk: Desk) -> None:
    desk.create("À supprimer seul")
    desk.choose("Document", "Supprimer")
    expect(desk.dialog).to_contain_text("Supprimer «\u00a0À supprimer seul\u00a0» ?")
    desk.button("Oui")
    expect(desk.card).to_contain_text("dans la corbeille")
    desk.search("À supprimer seul")
    expect(desk.row("À supprimer seul")).to_have_count(0)

    desk.button("Annuler")
    expect(desk.row("À supprimer seul")).to_be_visible()


def test_steps_5_and_6_delete_several_but_not_the_blocked(desk: Desk) -> None:
    for name in ("Plusieurs Alpha", "Plusieurs Bêta", "Plusieurs Gamma"):
        desk.create(name)
    desk.choose("Actions", "Créer une vente")
    desk.button("Oui")
    desk.page.wait_for_url(re.compile(r"/ventes/\d+"))
    desk.open()
    desk.search("Plusieurs")
    desk.tick("Plusieurs Alpha", "Plusieurs Bêta", "Plusieurs Gamma")
    expect(desk.selection).to_contain_text("3\u00a0clients sélectionnés")

    desk.selection.get_by_role("button", name="Supprimer").click()
    expect(desk.dialog).to_contain_text("2 iront à la corbeille, 1 restera. Supprimer ?")
    expect(desk.dialog.get_by_role("link", name=re.compile("Commande"))).to_be_visible()
    desk.button("Oui")

    expect(desk.row("Plusieurs Alpha")).to_have_count(0)
    expect(desk.row("Plusieurs Gamma")).to_be_visible()
    expect(desk.selection).to_contain_text("1\u00a0client sélectionné")
    expect(desk.row("Plusieurs Gamma").get_by_role("checkbox")).to_be_checked()


def test_step_6_a_client_with_an_open_document_cannot_be_deleted(desk: Desk) -> None:
    desk.create("Gardé par un devis")
    desk.choose("Actions", "Créer une intervention")
    desk.button("Oui")
    desk.button("Devis")
    desk.page.wait_for_url(re.compile(r"/interventions/\d+"))
    desk.page.get_by_role("link", name="Gardé par un devis").click()
    desk.choose("Document", "Supprimer")
    expect(desk.dialog).to_contain_text("ne peut pas être supprimé")
    desk.dialog.get_by_role("link", name=re.compile("Devis d’intervention")).click()
    expect(
        desk.page.get_by_role("heading", name=re.compile("Devis d’intervention"))
    ).to_be_visible()

    desk.button("Annuler le devis")
    desk.button("Oui")
    expect(desk.page.get_by_text("Ce document est clos.")).to_be_visible()
    desk.page.get_by_role("link", name="Gardé par un devis").click()
    desk.choose("Document", "Supprimer")
    desk.button("Oui")
    expect(desk.card).to_contain_text("dans la corbeille")


def test_step_7_locate(desk: Desk) -> None:
    desk.create("Sans adresse")
    desk.button("Actions")
    item = desk.page.get_by_role("menuitem", name="Localiser")
    expect(item).to_be_disabled()
    expect(item).to_contain_text("L’adresse postale n’est pas remplie.")
    desk.page.keyboard.press("Escape")

    desk.create("Avec adresse", Adresse="12 rue du Port", Code_postal="17000", Ville="La Rochelle")
    desk.button("Actions")
    item = desk.page.get_by_role("menuitem", name="Localiser")
    expect(item).to_have_attribute("target", "_blank")
    expect(item).to_have_attribute("rel", "noopener noreferrer")
    link = urlsplit(item.get_attribute("href") or "")
    assert link.netloc == "www.google.com"
    assert parse_qs(link.query)["query"] == ["12 rue du Port, 17000 La Rochelle, France"]


def test_steps_8_and_9_create_a_document(desk: Desk) -> None:
    for item, choice, path, title in (
        ("Créer une intervention", "Ordre", "interventions", "Ordre d’intervention"),
        ("Créer une intervention", "Devis", "interventions", "Devis d’intervention"),
        ("Créer une location", "Contrat", "locations", "Contrat de location"),
        ("Créer une location", "Devis", "locations", "Devis de location"),
        ("Créer une vente", "", "ventes", "Commande"),
        ("Créer une facture", "", "factures", "Facture"),
    ):
        name = f"Pour {item} {choice}".strip()
        desk.create(name)
        desk.choose("Actions", item)
        desk.button("Oui")
        if choice:
            desk.button(choice)

        desk.page.wait_for_url(re.compile(rf"/{path}/\d+$"))
        expect(desk.page.get_by_role("heading", name=re.compile(title))).to_be_visible()
        desk.page.get_by_role("link", name=name, exact=True).click()
        expect(desk.card).to_contain_text(name)
