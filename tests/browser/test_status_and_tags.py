"""A client is blocked in one window and refused in the other; tags and changes of many are seen."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import PORTRAIT, Desk

REASON = "Trois factures impayées"


def alert(desk: Desk) -> Locator:
    return desk.page.get_by_role("note", name=re.compile("Statut du client"))


def mark(desk: Desk, status: str, reason: str = "") -> None:
    """Give the client of the open card a status."""
    desk.button("FICHE CLIENT – modifier")
    desk.button(status)
    if reason:
        desk.field("Motif").fill(reason)
    desk.button("Enregistrer")
    expect(desk.page.locator(".drawer-panel")).to_have_count(0)


def test_who_is_blocked_here_gets_no_contract_there(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    here.create("Bloqué ailleurs")
    there.select("Bloqué ailleurs")
    there.choose("Actions", "Créer une location")
    there.button("Oui")
    there.button("Contrat")
    expect(there.page.get_by_role("button", name="Réserver", exact=True)).to_be_enabled()

    here.button("FICHE CLIENT – modifier")
    here.button("Bloquer")
    here.button("Enregistrer")
    expect(here.page.get_by_text("Indiquez le motif")).to_be_visible()
    here.field("Motif").fill(REASON)
    here.button("Enregistrer")
    expect(alert(here)).to_contain_text(REASON)
    expect(here.row("Bloqué ailleurs")).to_contain_text("Bloqué")

    expect(alert(there)).to_contain_text(REASON)
    refused = there.page.get_by_role("button", name=re.compile("^Réserver – .* est bloqué"))
    expect(refused).to_be_disabled()

    there.open("/ventes")
    there.button("+ Nouvelle vente")
    there.field("Rechercher un client").fill("Bloqué ailleurs")
    expect(there.dialog).to_contain_text(REASON)
    there.dialog.get_by_role("button", name=re.compile("Bloqué ailleurs")).click()
    expect(alert(there)).to_contain_text(REASON)
    there.button("Oui")
    expect(there.dialog).to_contain_text("peut lever le blocage")
    expect(there.dialog.get_by_role("button", name="Commande")).to_have_count(0)
    there.button("Abandonner")

    mark(here, "Actif")
    expect(alert(here)).to_have_count(0)
    here.choose("Actions", "Créer une vente")
    here.button("Oui")
    expect(here.page.get_by_role("heading", name=re.compile("Commande n°"))).to_be_visible()


def test_a_warning_is_in_sight_and_in_nobodys_way(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(viewport=PORTRAIT)
    desk.create("Avec précaution")
    mark(desk, "Avertir", "Rend sale")
    desk.button("Nouvelle intervention")
    expect(desk.dialog).to_contain_text("Rend sale")
    desk.button("Non")
    desk.choose("Actions", "Créer une intervention")
    expect(desk.dialog).to_contain_text("Rend sale")
    desk.button("Oui")
    desk.button("Ordre")
    expect(alert(desk)).to_contain_text("Rend sale")
    desk.button("Planifier")
    expect(desk.dialog).to_contain_text("Rend sale")
    desk.button("Oui")
    expect(desk.page.locator(".document-title")).to_contain_text("Planifiée")


def test_an_archived_client_is_found_where_it_is_asked_for(new_desk: Callable[..., Desk]) -> None:
    desk, other = new_desk(), new_desk()
    desk.create("Parti en retraite")
    other.search("Parti en retraite")
    expect(other.row("Parti en retraite")).to_be_visible()
    mark(desk, "Archivé")
    expect(other.row("Parti en retraite")).to_have_count(0)
    desk.search("Parti en retraite")
    expect(desk.row("Parti en retraite")).to_have_count(0)
    desk.page.get_by_role("combobox", name="Filtrer par statut").click()
    desk.page.get_by_role("option", name="Archivés", exact=True).click()
    expect(desk.row("Parti en retraite")).to_contain_text("Archivé")
    desk.button("Actions")
    refused = desk.page.get_by_role("menuitem", name="Créer une vente")
    expect(refused).to_be_disabled()
    expect(refused).to_contain_text("remettez-le d’abord actif")


def test_tags_are_typed_seen_elsewhere_filtered_and_renamed(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Étiqueté")
    there.select("Étiqueté")
    here.button("Ajouter une étiquette")
    box = here.page.get_by_role("combobox", name="Étiquettes", exact=True)
    expect(box).to_be_focused()
    here.page.keyboard.type("Chantier naval")
    here.page.keyboard.press("Enter")
    here.page.keyboard.type("Prioritaire")  # and leaves it without a word
    here.button("Enregistrer")
    tags = there.card.get_by_role("region", name="Étiquettes")
    expect(tags).to_contain_text("Chantier naval")
    expect(tags).to_contain_text("Prioritaire")

    tags.get_by_role("link", name="Prioritaire").click()
    expect(there.page).to_have_url(re.compile(r"tag=\d+"))
    there.search("")
    expect(there.row("Étiqueté")).to_be_visible()
    expect(there.page.get_by_role("combobox", name="Filtrer par étiquette")).to_be_visible()

    settings = new_desk(path="/parametres")
    settings.button("Actions pour Prioritaire")
    settings.page.get_by_role("menuitem", name="Modifier").click()
    settings.field("Nom").fill("Urgent")
    settings.button("Enregistrer")
    expect(here.card.get_by_role("region", name="Étiquettes")).to_contain_text("Urgent")


def test_a_selection_is_changed_and_put_back_as_a_whole(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    names = [f"En lot {serial}" for serial in range(3)]
    for name in names:
        here.create(name)
    here.search("En lot")
    here.tick(*names)
    there.select("En lot 0")
    here.button("Modifier la sélection")
    here.button("Voir ce qui changera")
    expect(here.dialog).to_contain_text("Choisissez au moins un changement.")
    here.page.get_by_role("combobox", name="Statut", exact=True).click()
    here.page.get_by_role("option", name="Avertir", exact=True).click()
    here.button("Voir ce qui changera")
    expect(here.dialog).to_contain_text("Indiquez le motif")
    here.field("Motif").fill("Adresse à vérifier")
    here.button("Voir ce qui changera")
    expect(here.dialog).to_contain_text("3 changeront")
    here.button("Modifier")
    expect(alert(there)).to_contain_text("Adresse à vérifier")
    expect(there.row("En lot 2")).to_contain_text("Avertir")
    expect(here.page.get_by_text("3 clients modifiés")).to_be_visible()
    here.page.locator(".toast-action").click()
    expect(alert(there)).to_have_count(0)
    expect(there.row("En lot 2")).not_to_contain_text("Avertir")
