"""On the card: what it was on a day, what others changed, giving the data out, letting go."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from models.french import long_date, today
from tests.browser.conftest import Desk


def test_a_colleague_sees_what_changed_since_the_last_visit_and_looks_back(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk(staff="Karim")
    here.create("Atelier Souvenir", Ville="Brest")
    there.select("Atelier Souvenir")
    there.card.get_by_role("button", name="Fermer la fiche").click()

    here.card.get_by_role("button", name="modifier").click()
    here.field("Ville").fill("Quimper")
    here.button("Enregistrer")
    expect(here.card).to_contain_text("Quimper")

    there.select("Atelier Souvenir")
    there.card.get_by_role("button", name="1 changement depuis votre visite").click()
    expect(there.card.locator(".history-entry.is-new")).to_have_count(1)

    there.choose("Plus", "Voir au…")
    there.dialog.get_by_label("Date").fill((today() + timedelta(days=2)).isoformat())
    there.button("Voir")
    expect(there.dialog).to_contain_text("Choisissez une date passée")
    there.dialog.get_by_label("Date").fill((today() - timedelta(days=2)).isoformat())
    there.button("Voir")
    expect(there.dialog).to_contain_text("n’existait pas encore")
    there.dialog.get_by_label("Date").fill(today().isoformat())
    there.button("Voir")
    expect(there.card).to_contain_text(f"Telle qu’elle était le {long_date(today())}")
    expect(there.card).to_contain_text("Rien n’a changé depuis")
    there.button("Revenir à aujourd’hui")
    expect(there.card.get_by_text("Telle qu’elle était")).to_have_count(0)


def test_data_are_given_out_and_a_client_is_let_go(
    new_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Perlimpin SARL", Ville="Brest")
    there.select("Perlimpin SARL")
    with here.page.expect_download() as download:
        here.button("Exporter les données")
    file = tmp_path / "data.zip"
    download.value.save_as(file)
    with zipfile.ZipFile(file) as package:
        assert {"donnees.json", "donnees.pdf"} <= set(package.namelist())
        assert json.loads(package.read("donnees.json"))["Fiche"][0]["Ville"] == "Brest"

    here.button("Anonymiser")
    expect(here.dialog).to_contain_text("Sera effacé")
    here.dialog.get_by_label("Motif").fill("demande de Perlimpin")
    here.dialog.get_by_role("button", name="Anonymiser").click()
    expect(here.dialog).to_contain_text("écrivez-le sans")
    here.dialog.get_by_label("Motif").fill("demande reçue par courrier")
    here.dialog.get_by_role("button", name="Anonymiser").click()

    for desk in (here, there):
        expect(desk.card).to_contain_text("Client anonymisé")
        expect(desk.card).to_contain_text("ce qui disait qui c’était est effacé")
        expect(desk.row("Perlimpin SARL")).to_have_count(0)
        expect(desk.card).not_to_contain_text("Perlimpin")
        expect(desk.card).to_contain_text("Valeurs effacées")
    expect(there.card.get_by_role("button", name="Restaurer")).to_have_count(0)
