"""Contacts and addresses of a client: typed in the drawer, kept, merged, chosen on a document."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Desk


def block(desk: Desk, name: str) -> Locator:
    return desk.dialog.get_by_role("group", name=name, exact=True)


def test_two_people_add_contacts_and_a_document_chooses_one(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Garage Morel")
    there.select("Garage Morel")
    here.card.get_by_role("button", name="Ajouter un contact").click()
    expect(block(here, "Contact 1").get_by_label("Nom")).to_be_focused()
    here.page.keyboard.type("Zoé Roux")
    there.card.get_by_role("button", name="Ajouter une adresse").click()
    expect(block(there, "Adresse 1").get_by_label("Libellé")).to_be_focused()
    expect(block(there, "Adresse 1").get_by_label("Libellé")).to_be_in_viewport(ratio=1)
    there.page.keyboard.type("Dépôt nord")
    block(here, "Contact 1").get_by_label("E-mail").fill("zoe@")
    here.button("Enregistrer")
    expect(block(here, "Contact 1")).to_contain_text("e-mail")
    block(here, "Contact 1").get_by_label("E-mail").fill("zoe@morel.example")
    here.button("Enregistrer")
    expect(here.card.get_by_role("region", name="Contacts")).to_contain_text("Zoé Roux")

    expect(block(there, "Contact 1").get_by_label("Nom")).to_have_value("Zoé Roux")
    expect(block(there, "Adresse 1").get_by_label("Libellé")).to_have_value("Dépôt nord")
    there.button("Enregistrer")
    expect(here.card.get_by_role("region", name="Adresses")).to_contain_text("Dépôt nord")

    here.choose("Actions", "Créer une vente")
    here.button("Oui")
    who = here.page.get_by_role("region", name="Destinataire")
    who.get_by_label("À l’attention de").click()
    here.page.get_by_role("option", name="Zoé Roux").click()
    expect(here.page.get_by_role("region", name="Historique")).to_contain_text("Zoé Roux")


def test_what_is_typed_of_a_contact_survives_a_reload(new_desk: Callable[..., Desk]) -> None:
    here = new_desk()
    here.create("Carrosserie Blanc")
    here.card.get_by_role("button", name="Ajouter un contact").click()
    expect(block(here, "Contact 1").get_by_label("Nom")).to_be_focused()
    here.page.keyboard.type("Ali")
    here.dialog.get_by_role("button", name="Ajouter un contact").click()
    expect(block(here, "Contact 2").get_by_label("Nom")).to_be_focused()
    here.page.keyboard.type("Zoé")
    here.dialog.get_by_role("button", name="Monter : Contact 2").click()
    expect(block(here, "Contact 1").get_by_label("Nom")).to_have_value("Zoé")
    here.page.reload()
    expect(block(here, "Contact 1").get_by_label("Nom")).to_have_value("Zoé")
    expect(block(here, "Contact 2").get_by_label("Nom")).to_have_value("Ali")
    here.dialog.get_by_role("button", name="Retirer : Contact 2").click()
    here.button("Enregistrer")
    people = here.card.get_by_role("region", name="Contacts")
    expect(people).to_contain_text("Zoé")
    expect(people).not_to_contain_text("Ali")
