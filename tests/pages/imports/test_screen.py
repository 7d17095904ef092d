"""Importing: what is shown before anything is written, what is done then, and taking it back."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it carries no type information
from nicegui import ui

from components.form import FileButton
from models.catalogue import Article
from models.clients import COLUMNS, Client
from models.imports import Import, Mode, Preparation, State
from models.lists.spreadsheet import xlsx_file
from pages.imports import work
from tests.factories import ANYBODY, make_article, make_client
from tests.simulation import Tab
from tests.waiting import until

ARTICLES = "/import?noun=article"
SHEET = (
    "Réf;Libellé;PU HT;Taux TVA;Couleur\n"
    "FIL-1;Filtre à huile;14,9;20 %;rouge\n"
    "VIS-1;Vis;2;20;\n"
    "NEU-1;Neuf;cher;20;bleu\n"
)
SIRET = "73282932000074"


async def send(
    tab: Tab,
    content: bytes,
    noun: str = "client",
    name: str = "liste.csv",
    sees: str = "Colonnes",
) -> None:
    """Choose this file, as its button does."""
    answer = await tab.http.post(f"/api/import/{noun}", content=content)
    assert answer.status_code == 200, answer.text
    (button,) = tab.elements(FileButton)
    said: Any = {**answer.json(), "file": name}
    await tab.send(button, "sent", said)
    await tab.sees(sees)


def named(tab: Tab, label: str) -> ui.select:
    return next(one for one in tab.elements(ui.select) if one.props.get("aria-label") == label)


def labelled(tab: Tab, label: str) -> ui.select:
    return next(one for one in tab.elements(ui.select) if one.props.get("label") == label)


def joined(tab: Tab) -> list[str]:
    """What is said of further sheets."""
    return [one for one in tab.texts if one.startswith("Feuille ")]


def figures(tab: Tab) -> list[str]:
    (shown,) = tab.with_class("figures")
    return tab.texts_in(shown)[1::2]


async def test_first_it_is_said_what_would_be_done_and_then_it_is_done(tab: Tab) -> None:
    await make_article("Filtre", reference="FIL-1", price="14,9")
    await make_article("Vis", reference="VIS-1", price="2")
    await tab.open(ARTICLES)

    await send(tab, SHEET.encode("cp1252"), "article", r"C:\Users\zoe\..\liste.csv")

    assert tab.shows("liste.csv · 3\u00a0lignes lues · Windows-1252")
    assert not tab.shows("zoe")
    assert tab.shows("Ne sont pas reprises : Couleur.")
    assert figures(tab) == ["0", "1", "1", "0", "1"]
    (cells,) = tab.with_class("wrong-cells")
    assert tab.texts_in(cells)[4:6] == ["4", "Prix unitaire HT"]
    assert (await Article.get(reference="FIL-1")).name == "Filtre"

    await tab.press("Importer 1\u00a0article")
    await tab.press("Oui")
    await tab.sees("0\u00a0créé, 1\u00a0modifié, 1 sans changement")
    assert (await Article.get(reference="FIL-1")).name == "Filtre à huile"


async def test_a_cell_is_put_right_in_place(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Nom;SIRET\nMorel;12\n")
    (box,) = [one for one in tab.elements(ui.input) if "Ligne 2" in one.props.get("aria-label", "")]

    box.set_value(SIRET)
    await tab.send(box, "change", None)

    await tab.sees("Importer 1\u00a0client")
    assert figures(tab) == ["1", "0", "0", "0", "0"]
    await tab.press("Importer 1\u00a0client")
    await tab.sees("Import terminé")
    assert (await Client.get()).siret == SIRET


async def test_all_tabs_of_who_imports_see_that_it_is_done(tab: Tab, other_tab: Tab) -> None:
    for one in (tab, other_tab):
        await one.open("/import")
    await send(tab, b"Nom\nMorel\n")

    await tab.press("Importer 1\u00a0client")

    for one in (tab, other_tab):
        await one.sees("Import terminé")


async def test_a_column_can_be_put_right(tab: Tab) -> None:
    await tab.open(ARTICLES)
    await send(tab, xlsx_file("x", [["Réf", "Machin", "Libellé"], ["A1", "7", "Vis"]]), "article")

    with tab.client:
        named(
            tab, "Colonne « Machin »".replace(" M", "\u00a0M").replace("n »", "n\u00a0»")
        ).set_value("price")
    assert await until(lambda: not tab.shows("Ne sont pas reprises"))
    await tab.press("Importer 1\u00a0article")
    await tab.sees("Import terminé")
    assert (await Article.get(reference="A1")).price == 7


async def test_who_is_there_already_is_treated_as_somebody_decides(tab: Tab) -> None:
    await make_client("Morel", siret=SIRET)
    await tab.open("/import")
    await send(tab, f"Nom;SIRET;Ville\nAutre;{SIRET};Brest\n".encode())
    assert figures(tab) == ["0", "1", "0", "0", "0"]

    with tab.client:
        named(tab, "Ligne 2 : que faire").set_value(str(Mode.CREATE))

    assert await until(lambda: figures(tab)[:2] == ["1", "0"])


async def test_two_columns_for_one_field_are_settled_first(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Nom;Raison sociale\nA;B\n")
    with tab.client:
        named(tab, "Colonne «\u00a0Nom\u00a0»").set_value("name")
    await tab.sees("Deux colonnes sont Raison sociale : gardez-en une.")
    assert not tab.shows("Vérification")


async def test_where_nothing_is_known_nothing_can_be_imported(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Machin;Chose\n1;2\n")
    await tab.sees("Aucune colonne n’est reconnue")


async def test_headings_without_a_row_are_said_to_be_all_there_is(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Raison sociale;Ville\n")
    await tab.sees("Sous les titres, aucune ligne n’est remplie")


async def test_a_reload_loses_nothing_of_it(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Nom\nMorel\n")
    await tab.open("/import")
    assert tab.shows("Importer 1\u00a0client")


async def test_a_whole_import_is_taken_back(tab: Tab) -> None:
    await tab.open("/import")
    await send(tab, b"Nom\nMorel\n")
    await tab.press("Importer 1\u00a0client")
    await tab.sees("Imports précédents")

    await tab.press("Annuler l’import")
    await tab.press("Oui")

    await tab.sees("Import annulé : 1\u00a0retiré")
    assert (await Client.get()).is_trashed
    assert (await Import.get()).undone_by


async def test_while_another_import_is_under_way_one_waits_and_then_it_is_checked(tab: Tab) -> None:
    other = await Import.begin(Client.TOPIC, "ancien.csv", ANYBODY)
    await tab.open("/import")
    await send(tab, b"Nom\nMorel\n")
    await tab.sees("Un autre import de clients est en cours")
    assert tab.shows("Vérifier 1\u00a0ligne")

    await other.become(State.GIVEN_UP)

    await tab.sees("Importer 1\u00a0client")
    assert not tab.shows("Un autre import de clients est en cours")


async def test_a_sheet_that_is_called_after_contacts_is_taken_along(tab: Tab) -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in (
            ("Clients", [("Code", "Société"), ("A1", "Morel")]),
            (
                "Contacts",
                [("Code client", "Nom", "Prénom"), ("A1", "Ny", "Zoé"), ("A9", "Nul", "")],
            ),
            ("Clients 2025", [("Code", "Société", "Adresse"), ("A1", "Morel", "1 quai")]),
        ):
            made = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                made.write_row(at, 0, cells)
    await tab.open("/import")
    await send(tab, file.getvalue(), name="clients.xlsx")

    (said,) = joined(tab)
    assert "Contacts" in said
    assert "1\u00a0contact" in said
    assert "1\u00a0ligne sans client (ligne 3)" in said
    with tab.client:
        labelled(tab, "Ligne des titres").set_value("1")
    assert await until(lambda: not joined(tab))
    with tab.client:
        labelled(tab, "Ligne des titres").set_value("0")
    assert await until(lambda: bool(joined(tab)))
    await tab.press("Importer 1\u00a0client")
    await tab.sees("1\u00a0créé")
    morel = await Client.get()
    assert ([one["name"] for one in morel.contacts], morel.addresses) == (["Zoé Ny"], [])


async def test_articles_have_an_address_of_their_own(tab: Tab) -> None:
    await tab.open("/articles/import")
    assert tab.shows("Retour aux articles")


async def test_a_model_of_a_sheet_can_be_had(tab: Tab) -> None:
    await tab.open("/import")

    await tab.press("Télécharger un modèle")

    assert await until(lambda: tab.user.download.http_responses)


async def test_the_columns_of_an_export_can_be_chosen(tab: Tab) -> None:
    client = await make_client("Morel", city="Brest")
    await tab.open("/clients")
    await tab.tick(client.id)
    await tab.press("Exporter (colonnes au choix)")
    await tab.sees("Exporter 1\u00a0client")
    with tab.client:
        for box in tab.elements(ui.checkbox):
            if box.text in COLUMNS.values():
                box.set_value(box.text in {"Raison sociale", "Ville"})
    await tab.press("En CSV")
    assert await until(lambda: tab.downloads)
    assert tab.downloads[-1].split("\r\n")[:2] == ["\ufeffRaison sociale;Ville", "Morel;Brest"]


async def test_a_long_file_is_checked_beside_and_its_first_faults_are_shown(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 1)
    go_on = asyncio.Event()
    compare = Preparation.compare

    async def slowly(self: Preparation) -> None:
        await go_on.wait()
        await compare(self)

    monkeypatch.setattr(Preparation, "compare", slowly)
    await tab.open("/import")

    await send(tab, b"Nom;SIRET\nMorel;12\nBlanc;\n", sees="1\u00a0ligne à corriger jusqu’ici")
    await tab.sees("Le SIRET compte 14 chiffres")
    assert not tab.shows("Importer 1\u00a0client")

    go_on.set()
    await tab.sees("Importer 1\u00a0client")
