"""A list of clients comes in while a colleague looks on, and goes again."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Desk

SHEET = (
    "Société;CP;Ville;Tél;SIRET;Couleur\n"
    "Zinguerie Noé;1000;Bourg;474221212;12;rouge\n"
    "Zinguerie Abel;29200;Brest;0298441212;;bleu\n"
)
SIRET = "73282932000074"
CHOOSE = re.compile("Choisir un (autre )?fichier")
"""Another test may have chosen one."""


def send(page: Page, text: str) -> None:
    file: FilePayload = {
        "name": "clients.csv",
        "mimeType": "text/csv",
        "buffer": text.encode("cp1252"),
    }
    page.get_by_label(CHOOSE).set_input_files(file)


def test_clients_are_imported_before_the_eyes_of_a_colleague_and_taken_back(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    there.search("zinguerie")
    page = here.page
    page.get_by_role("button", name="Importer").click()
    send(page, SHEET)

    expect(page.get_by_role("region", name="Colonnes")).to_contain_text(
        "Ne sont pas reprises : Couleur."
    )
    cell = page.get_by_label("Ligne 2, SIRET")
    expect(cell).to_have_value("12")
    cell.fill(SIRET)
    cell.press("Enter")
    expect(page.get_by_role("button", name="Importer 2 clients")).to_be_visible()
    page.get_by_text("cellules rétablies").click()
    expect(page.get_by_text("1000 devient 01000")).to_be_visible()
    page.get_by_role("button", name="Importer 2 clients").click()

    expect(page.get_by_role("region", name="Rapport")).to_contain_text("2 créés")
    expect(there.row("Zinguerie Noé")).to_be_visible()
    there.select("Zinguerie Abel")

    page.get_by_role("button", name="Annuler l’import").first.click()
    here.button("Oui")
    expect(page.get_by_text("Import annulé : 2 retirés")).to_be_visible()
    expect(there.row("Zinguerie Noé")).not_to_be_visible()


def test_wrong_cells_are_put_right_one_after_the_other_by_keyboard(
    new_desk: Callable[..., Desk],
) -> None:
    page = new_desk(path="/import").page
    send(page, "Nom;E-mail\nZinc A;un\nZinc B;deux\nZinc C;trois\n")

    first, second, third = [page.get_by_label(f"Ligne {line}, E-mail") for line in (2, 3, 4)]
    second.fill("deux@exemple.fr")
    second.press("Enter")
    expect(second).to_have_count(0)
    expect(third).to_be_focused()
    first.fill("un@exemple.fr")
    first.press("Tab")
    page.keyboard.type("trois@exem")
    expect(first).to_have_count(0)
    expect(third).to_be_focused()
    page.keyboard.type("ple.fr")
    expect(third).to_have_value("trois@exemple.fr")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Importer 3 clients").click()
    expect(page.get_by_role("region", name="Rapport")).to_contain_text("3 créés")


def test_two_columns_for_one_field_are_settled_by_keyboard(new_desk: Callable[..., Desk]) -> None:
    page = new_desk(path="/import").page
    send(page, "Raison sociale;Client;Ville\nMorel;Blanc;Brest\n")
    expect(page.get_by_text("Deux colonnes sont Raison sociale")).to_be_visible()

    second = page.get_by_label("Colonne «\u00a0Client\u00a0»")
    second.focus()
    second.fill("Ne pas")
    expect(page.get_by_role("option", name="Ne pas reprendre")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Importer 1 client")).to_be_visible()
