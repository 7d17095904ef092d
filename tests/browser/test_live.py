"""Two browsers follow each other, and nobody loses what they are doing."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Desk


def test_a_save_shows_in_the_other_browser(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    there.search("Vu ailleurs")
    here.create("Vu ailleurs", Ville="Nantes")
    expect(there.row("Vu ailleurs")).to_contain_text("Nantes")
    there.select("Vu ailleurs")

    here.button("FICHE CLIENT – modifier")
    here.field("Ville").fill("Rennes")
    here.button("Enregistrer")

    expect(there.card).to_contain_text("Rennes")
    expect(there.row("Vu ailleurs")).to_contain_text("Rennes")


def test_the_card_says_that_its_client_was_deleted_elsewhere(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Supprimé ailleurs")
    there.select("Supprimé ailleurs")

    here.choose("Document", "Supprimer")
    here.button("Oui")
    expect(there.card).to_contain_text("Ce client est dans la corbeille.")
    expect(there.row("Supprimé ailleurs")).to_have_count(0)

    there.card.get_by_role("button", name="Restaurer").click()
    expect(here.card).not_to_contain_text("Ce client est dans la corbeille.")
    expect(there.row("Supprimé ailleurs")).to_be_visible()


def test_documents_show_on_the_card_and_in_the_count(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    here.create("Document ailleurs")
    there.select("Document ailleurs")
    here.choose("Actions", "Créer une vente")
    here.button("Oui")

    expect(there.card).to_contain_text("Commande n°")
    expect(there.card).to_contain_text("Confirmée")
    here.button("Marquer préparée")
    here.button("Oui")
    expect(there.card).to_contain_text("Préparée")
    here.button("Annuler la commande")
    here.field("Motif").fill("Rupture de stock")
    here.button("Oui")
    expect(there.card).to_contain_text("Annulée")


def test_a_change_elsewhere_keeps_focus_typing_selection_and_scroll(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    for serial in range(3):
        here.create(f"Ne bouge pas {serial}")
    there.search("Ne bouge pas")
    there.tick("Ne bouge pas 1")
    box = there.page.get_by_role("searchbox", name="Rechercher un client")
    box.click()
    box.press_sequentially(" ")

    here.button("FICHE CLIENT – modifier")
    here.field("Contact").fill("Colette")
    here.button("Enregistrer")

    expect(there.row("Ne bouge pas 2")).to_contain_text("Colette")
    expect(there.row("Ne bouge pas 1").get_by_role("checkbox")).to_be_checked()
    expect(there.selection).to_contain_text("1\u00a0client sélectionné")
    expect(box).to_be_focused()
    expect(box).to_have_value("Ne bouge pas ")


def test_a_press_during_which_a_colleague_saves_counts(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    here.create("Sous le doigt")
    there.search("Sous le doigt")
    row = there.row("Sous le doigt")

    def pressed_while_it_changes(target: Locator, contact: str) -> None:
        target.hover()
        there.page.mouse.down()
        here.button("FICHE CLIENT – modifier")
        here.field("Contact").fill(contact)
        here.button("Enregistrer")
        expect(row).to_contain_text(contact)
        there.page.mouse.up()

    pressed_while_it_changes(row.get_by_role("checkbox"), "Colette")
    expect(row.get_by_role("checkbox")).to_be_checked()
    expect(there.selection).to_contain_text("1\u00a0client sélectionné")

    pressed_while_it_changes(row.locator(".cell-text").first, "Blaise")
    expect(there.card).to_contain_text("Blaise")


def test_a_press_goes_to_the_button_that_took_the_place_of_the_pressed_one(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Bouton refait")
    there.search("Bouton refait")
    there.select("Bouton refait")
    there.choose("Actions", "Créer une vente")
    there.button("Oui")
    button = there.page.get_by_role("button", name="Modifier", exact=True)
    held = button.element_handle()
    assert held
    button.hover()

    there.page.mouse.down()
    here.button("FICHE CLIENT – modifier")
    here.field("Raison sociale").fill("Bouton refait, renommé")
    here.button("Enregistrer")
    there.page.wait_for_function("(one) => !one.isConnected", arg=held)
    there.page.mouse.up()

    expect(there.field("Objet")).to_be_visible()


def test_a_press_does_not_take_what_has_come_under_the_finger(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    for number in (1, 2, 3):
        here.create(f"Glissé {number}")
    there.search("Glissé")
    there.row("Glissé 2").get_by_role("checkbox").hover()
    there.page.mouse.down()
    here.search("Glissé 1")
    here.row("Glissé 1").click()
    here.choose("Document", "Supprimer")
    here.button("Oui")
    expect(there.row("Glissé 1")).to_have_count(0)

    there.page.mouse.up()

    there.search("Glissé 3")
    expect(there.row("Glissé 3").get_by_role("checkbox")).not_to_be_checked()
    expect(there.selection).to_have_count(0)


def test_what_a_colleague_saves_enters_the_fields_not_typed_into(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Fusion", Ville="Lille")
    there.select("Fusion")
    there.button("FICHE CLIENT – modifier")
    there.field("Contact").fill("Typed there")

    here.button("FICHE CLIENT – modifier")
    here.field("Ville").fill("Roubaix")
    here.button("Enregistrer")
    expect(there.field("Ville")).to_have_value("Roubaix")
    expect(there.field("Contact")).to_have_value("Typed there")
    there.button("Enregistrer")

    expect(here.card).to_contain_text("Typed there")
    expect(here.card).to_contain_text("Roubaix")


def test_a_field_that_both_changed_is_chosen_by_the_second(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Conflit", Contact="Avant", Ville="Lyon")
    there.select("Conflit")
    there.button("FICHE CLIENT – modifier")
    there.field("Contact").fill("Le mien")
    there.field("Ville").fill("Villeurbanne")
    here.button("FICHE CLIENT – modifier")
    here.field("Contact").fill("Le sien")
    here.button("Enregistrer")
    expect(here.card).to_contain_text("Le sien")

    there.button("Enregistrer")
    question = there.page.get_by_role("dialog", name=re.compile("en même temps"))
    expect(question.get_by_role("radio", name=re.compile("Votre valeur"))).to_contain_text(
        "Le mien"
    )
    question.get_by_role("radio", name=re.compile("Valeur enregistrée")).click()
    there.button("Valider ces choix")

    expect(here.card).to_contain_text("Villeurbanne")
    expect(here.card).to_contain_text("Le sien")


def test_settings_are_effective_at_once_for_everybody(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(path="/parametres"), new_desk()
    there.create("Réglé ailleurs")
    here.page.get_by_role("radio", name="Toujours contrat").click()
    expect(here.page.get_by_text("Enregistré")).to_be_visible()

    there.choose("Actions", "Créer une location")
    there.button("Oui")
    there.page.wait_for_url(re.compile(r"/locations/\d+"))
    expect(there.page.get_by_role("heading", name=re.compile("Contrat"))).to_be_visible()

    question = here.page.get_by_role("radiogroup", name=re.compile("location"))
    question.get_by_role("radio", name="Demander").click()
    expect(question.get_by_role("radio", name="Demander")).to_be_checked()


def test_a_question_outlives_a_colleagues_save(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(), new_desk()
    here.create("Question ouverte")
    there.select("Question ouverte")
    here.choose("Actions", "Créer une location")
    expect(here.dialog).to_be_visible()

    there.button("FICHE CLIENT – modifier")
    there.field("Contact").fill("Pendant la question")
    there.button("Enregistrer")
    expect(here.row("Question ouverte")).to_contain_text("Pendant la question")
    here.button("Oui")
    here.button("Contrat")

    here.page.wait_for_url(re.compile(r"/locations/\d+"))
    expect(here.page.get_by_text("Une erreur est survenue")).to_have_count(0)


def test_the_drawer_says_that_its_client_was_deleted_and_gives_it_back(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Supprimé pendant la saisie")
    there.select("Supprimé pendant la saisie")
    there.button("FICHE CLIENT – modifier")
    there.field("Contact").fill("Pas perdu")

    here.choose("Document", "Supprimer")
    here.button("Oui")
    drawer = there.page.get_by_role("dialog", name="Modifier Supprimé pendant la saisie")
    expect(drawer).to_contain_text("mise à la corbeille entre-temps")
    drawer.get_by_role("button", name="Restaurer").click()
    there.button("Enregistrer")

    expect(here.card).to_contain_text("Pas perdu")


def test_who_may_not_restore_is_told_who_may_and_keeps_what_was_typed(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk(staff="Karim")
    here.create("Supprimé sous les doigts")
    there.select("Supprimé sous les doigts")
    there.button("FICHE CLIENT – modifier")
    there.field("Contact").fill("Toujours là")

    here.choose("Document", "Supprimer")
    here.button("Oui")
    drawer = there.page.get_by_role("dialog", name="Modifier Supprimé sous les doigts")
    expect(drawer).to_contain_text("Un responsable le peut")
    there.button("Enregistrer")
    expect(drawer).to_contain_text("Un responsable le peut")
    expect(drawer.get_by_role("button", name="Restaurer")).to_have_count(0)
    expect(there.field("Contact")).to_have_value("Toujours là")
