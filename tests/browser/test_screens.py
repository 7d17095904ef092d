"""The other screens: welcome, trash, documents, the tablet held upright, hostile names."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, HOSTILE, LANDSCAPE, PORTRAIT, Desk, Server


def test_an_empty_database_welcomes_and_fills_itself(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url)
    expect(desk.page.get_by_text("Bienvenue au comptoir")).to_be_visible()
    expect(desk.page.get_by_role("button", name="+ Nouveau client")).to_have_count(1)

    desk.button("Charger un jeu d’exemple")
    expect(
        desk.page.get_by_role("grid", name="Clients").locator(".list-row").nth(5)
    ).to_be_visible()
    expect(desk.page.get_by_text("60\u00a0clients", exact=True)).to_be_visible()
    expect(desk.page.get_by_text("Bienvenue au comptoir")).to_be_hidden()


def test_the_trash_gives_back(desk: Desk) -> None:
    for name in ("Corbeille Un", "Corbeille Deux"):
        desk.create(name)
    desk.search("Corbeille")
    desk.tick("Corbeille Un", "Corbeille Deux")
    desk.selection.get_by_role("button", name="Supprimer").click()
    desk.button("Oui")
    expect(desk.page.get_by_text("Aucun client ne correspond")).to_be_visible()

    desk.page.get_by_role("checkbox", name="Corbeille", exact=True).check()
    expect(desk.page.get_by_role("columnheader")).to_have_text(
        ["Raison sociale", "Contact", "Ville", "Supprimé"]
    )
    expect(desk.row("Corbeille Un").locator(".column-deleted")).to_contain_text(", Camille")
    desk.page.set_viewport_size({"width": 390, "height": 844})
    expect(desk.row("Corbeille Un").locator(".column-deleted .cell-text")).to_be_in_viewport(
        ratio=1
    )
    desk.page.set_viewport_size(DESKTOP)
    desk.tick("Corbeille Un", "Corbeille Deux")
    desk.selection.get_by_role("button", name="Restaurer").click()
    expect(desk.row("Corbeille Un")).to_have_count(0)
    desk.page.get_by_role("checkbox", name="Corbeille", exact=True).uncheck()
    expect(desk.row("Corbeille Deux")).to_be_visible()


def test_a_document_is_edited_moved_and_linked(desk: Desk) -> None:
    desk.create("Suivi de document")
    desk.choose("Actions", "Créer une location")
    desk.button("Oui")
    desk.button("Devis")
    desk.button("Modifier")
    desk.field("Objet").fill("Nacelle 12 m")
    desk.field("Début prévu").fill("2026-12-01T08:00")
    desk.field("Fin prévue").fill("2026-11-30T18:00")
    desk.button("Enregistrer")
    expect(desk.page.get_by_text("La fin prévue est avant le début prévu.")).to_be_visible()
    desk.field("Fin prévue").fill("2026-12-05T18:00")
    desk.button("Enregistrer")
    facts = desk.page.locator(".document-side")
    expect(facts).to_contain_text("5\u00a0déc.\u00a02026")

    desk.button("Ajouter une ligne")
    desk.page.keyboard.type("Nacelle ciseaux")
    desk.page.keyboard.press("Tab")
    expect(desk.page.locator(".lines-state")).to_have_text("Enregistré")

    for move in ("Marquer envoyé", "Marquer accepté", "Transformer en contrat"):
        desk.button(move)
        desk.button("Oui")
    expect(desk.page.get_by_role("heading", name=re.compile("Contrat de location"))).to_be_visible()
    expect(facts).to_contain_text("Nacelle 12 m")
    expect(desk.page.get_by_role("link", name=re.compile("Devis de location"))).to_be_visible()

    desk.button("Annuler le contrat")
    desk.button("Oui")
    expect(desk.page.get_by_text("Indiquez le motif.")).to_be_visible()
    desk.field("Motif").fill("Chantier reporté")
    desk.button("Oui")
    expect(desk.page.locator(".fact-text", has_text="Chantier reporté")).to_be_visible()
    expect(desk.page.get_by_text("Ce document est clos.")).to_be_visible()


def test_a_document_list_searches_and_filters(desk: Desk) -> None:
    desk.create("Liste de ventes")
    for _ in range(2):
        desk.choose("Actions", "Créer une vente")
        desk.button("Oui")
        desk.page.wait_for_url("**/ventes/*")
        desk.page.get_by_role("link", name="Liste de ventes").click()
    desk.page.get_by_role("link", name="Ventes", exact=True).click()
    box = desk.page.get_by_role("searchbox", name="Rechercher dans les ventes")
    box.fill("liste de ventes")
    grid = desk.page.get_by_role("grid", name="Ventes")
    expect(grid.get_by_role("row", name=re.compile("Commande"))).to_have_count(2)

    desk.page.get_by_role("combobox", name="Filtrer par statut").click()
    desk.page.get_by_role("option", name="Livrée").click()
    expect(desk.page.get_by_text("Rien ne correspond à cette recherche")).to_be_visible()


def test_what_is_unknown_has_a_way_out(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(path="/ventes/999999")
    expect(desk.page.get_by_text("Ce document n’existe pas.")).to_be_visible()
    desk.page.get_by_role("link", name="Revenir aux clients").click()
    expect(desk.page.get_by_role("grid", name="Clients")).to_be_visible()

    response = desk.page.goto(f"{desk.url}/nulle-part")
    assert response is not None
    assert response.status == 404
    desk.page.get_by_role("link", name="Revenir aux clients").click()
    expect(desk.page.get_by_role("grid", name="Clients")).to_be_visible()


def test_upright_the_card_covers_the_list_and_gives_it_back(
    new_desk: Callable[..., Desk],
) -> None:
    desk = new_desk(viewport=PORTRAIT)
    desk.create("Tablette debout")
    box = desk.card.bounding_box()
    assert box is not None
    assert box["width"] == PORTRAIT["width"]

    desk.button("Revenir à la liste")
    expect(desk.card).to_have_count(0)
    expect(desk.row("Tablette debout")).to_be_visible()


def test_every_target_is_large_enough_to_touch(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(viewport=PORTRAIT)
    desk.create("Grande cible", Téléphone="05 36 49 11 22", Mobile="06 39 98 11 22", Ville="Pau")
    measure = """() => [...document.querySelectorAll(
        'button, [role=button], [role=checkbox], [role=menuitem], a[href], input, textarea')]
        .filter(element => !element.classList.contains('unseen'))
        .map(element => [element, element.closest('label, .q-field__control') ?? element])
        .filter(([element, box]) => box.checkVisibility() && box.getClientRects().length)
        .map(([element, box]) => [element.outerHTML.slice(0, 120), box.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.5 || box.width < 24)
        .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    for is_edited in (False, True):
        if is_edited:
            desk.button("FICHE CLIENT – modifier")
            expect(desk.field("Raison sociale")).to_be_visible()
        for viewport in (PORTRAIT, LANDSCAPE):
            desk.page.set_viewport_size(viewport)
            assert desk.page.evaluate(measure) == [], (is_edited, viewport)


def test_a_hostile_name_is_only_text(desk: Desk) -> None:
    for name in HOSTILE:
        desk.search(name)
        desk.row(name).click()
        expect(desk.card.get_by_role("heading", name=name, exact=True)).to_be_visible()
        desk.choose("Document", "Supprimer")
        expect(desk.dialog).to_contain_text(name)
        desk.button("Oui")
        expect(desk.page.get_by_role("status").filter(has_text=name).first).to_be_visible()

    assert desk.page.evaluate("window.broken") is None


def test_a_name_that_is_too_long_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill("x" * 500)
    desk.button("Enregistrer")

    expect(desk.page.get_by_text("200 caractères au plus ; il y en a 500.")).to_be_visible()
    expect(desk.field("Raison sociale")).to_have_value("x" * 500)
