"""Importing articles: what is shown before anything is written, and what is done then."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from components.form import FileButton
from models.catalogue import Article
from models.lists.spreadsheet import xlsx_file
from tests.factories import ANYBODY, make_article, retyped
from tests.simulation import Tab
from tests.waiting import until

PATH = "/api/articles/import"
SHEET = (
    "Réf;Libellé;PU HT;Taux TVA;Couleur\n"
    "FIL-1;Filtre à huile;14,9;20 %;rouge\n"
    "VIS-1;Vis;2;20;\n"
    "NEU-1;Neuf;cher;20;bleu\n"
)


async def send(tab: Tab, content: bytes) -> Any:
    """Choose this file, as its button does."""
    answer = await tab.http.post(PATH, content=content)
    assert answer.status_code == 200, answer.text
    (button,) = tab.elements(FileButton)
    await tab.send(button, "sent", answer.json())
    await tab.sees("Vérification")


def column(tab: Tab, label: str) -> ui.select:
    return next(one for one in tab.elements(ui.select) if one.props.get("label") == label)


async def test_first_it_is_said_what_would_be_done_and_then_it_is_done(tab: Tab) -> None:
    await make_article("Filtre", reference="FIL-1", price="14,9")
    await make_article("Vis", reference="VIS-1", price="2")
    await tab.open("/articles/import")

    await send(tab, SHEET.encode("cp1252"))

    assert tab.shows("3\u00a0lignes lues · Windows-1252")
    assert tab.shows("Ne sont pas reprises : Couleur.")
    (figures,) = tab.with_class("figures")
    assert tab.texts_in(figures) == [
        *("article à créer", "0", "article à modifier", "1"),
        *("sans changement", "1", "ligne à corriger", "1"),
    ]
    (cells,) = tab.with_class("wrong-cells")
    assert tab.texts_in(cells)[4:7] == ["4", "Prix unitaire HT", "cher"]
    assert (await Article.get(reference="FIL-1")).name == "Filtre"

    await tab.press("Importer 1\u00a0article")
    await tab.sees("0\u00a0article créé, 1\u00a0modifié")
    assert (await Article.get(reference="FIL-1")).name == "Filtre à huile"
    assert await until(lambda: tab.url == "/articles")


async def test_a_column_can_be_put_right(tab: Tab) -> None:
    await tab.open("/articles/import")
    await send(tab, xlsx_file("x", [["Réf", "Machin", "Libellé"], ["A1", "7", "Vis"]]))
    assert column(tab, "Prix unitaire HT").value == -1

    with tab.client:
        column(tab, "Prix unitaire HT").set_value(1)
    assert await until(lambda: not tab.shows("Ne sont pas reprises"))
    await tab.press("Importer 1\u00a0article")
    await tab.sees("1\u00a0article créé")
    assert (await Article.get(reference="A1")).price == 7


async def test_of_two_fields_one_has_a_column(tab: Tab) -> None:
    await tab.open("/articles/import")
    await send(tab, b"Libell\xe9;Famille\nVis;Outils\n")

    with tab.client:
        column(tab, "Référence").set_value(1)

    assert await until(lambda: column(tab, "Famille").value == -1)


async def test_a_catalogue_that_changed_meanwhile_is_shown_anew(tab: Tab) -> None:
    article = await make_article("Filtre", reference="FIL-1", price="1")
    await tab.open("/articles/import")
    await send(tab, SHEET.encode())
    await Article.amend(retyped(article, price="14,9", designation="Filtre à huile"), by=ANYBODY)

    await tab.press("Importer 2\u00a0articles")

    await tab.sees("Le catalogue a changé depuis la vérification")
    await tab.press("Importer 1\u00a0article")
    await tab.sees("1\u00a0article créé, 0\u00a0modifié")


async def test_where_nothing_is_to_be_done_nothing_can_be(tab: Tab) -> None:
    await tab.open("/articles/import")
    await send(tab, b"Machin;Chose\n1;2\n")

    await tab.sees("Aucune colonne n’est reconnue")
    (button,) = [one for one in tab.elements(ui.button) if one.text == "Importer"]
    assert button.props["aria-label"] == "Importer – Rien à importer"
    assert button.props.get("disable")


async def test_a_model_of_a_sheet_can_be_had(tab: Tab) -> None:
    await tab.open("/articles/import")

    await tab.press("Télécharger un modèle")

    assert await until(lambda: tab.user.download.http_responses)
