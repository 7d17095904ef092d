"""The picture of a page: what it shows, and what must not be in it."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from nicegui import ui

from components.first_paint.list import MOST_ROWS, list_picture
from components.first_paint.page import drawn
from components.list.search_box import search_box
from components.list.tick_box import TickBox
from components.looks.buttons import button, icon_button
from tests.simulation import Tab

COLUMN = {
    "field": "name",
    "label": "Raison sociale",
    "toneOf": "",
    "tones": None,
    "isName": True,
}


def text_of(html: str) -> list[str]:
    return [text for text in re.split("<[^>]*>", html) if text.strip()]


def test_a_list_knows_by_which_filters_it_was_narrowed() -> None:
    assert a_list([]).startswith('<div class="list with-trash">')


async def nothing(_value: object = None) -> None:
    """What these elements do is of no matter here."""


def a_list(rows: list[dict[str, Any]], **column: Any) -> str:
    page = {"rows": rows, "last": len(rows), "found": f"{len(rows)} clients"}
    return pictured(page, **column)


def pictured(page: dict[str, Any] | None, **column: Any) -> str:
    columns = [{**COLUMN, **column}]
    start = SimpleNamespace(page=page, sort="-name", params={"q": "", "trash": "1"})
    arrangement = {"columns": columns, "css": "", "compact": False}
    return list_picture({"arrangement": arrangement, "selectable": True, "start": start})


async def test_what_the_page_says_is_in_its_picture(page: Tab) -> None:
    with page.client, ui.element("div").classes("desk") as desk:
        ui.label("Bonjour")
        button("+ Nouveau client", on_click=nothing)
        icon_button("help", "Aide", nothing)
        search_box("Rechercher", "", on_change=nothing)
        ui.select({"": "Tous les types", "person": "Particulier"}, value="")
        TickBox("Corbeille", False, on_change=nothing)

    shown = ["Bonjour", "+ Nouveau client", "keyboard", "search", "Rechercher"]
    shown += ["Tous les types", "arrow_drop_down", "Corbeille"]
    assert text_of(drawn(desk)) == shown


async def test_what_is_not_seen_at_first_is_not_in_the_picture(page: Tab) -> None:
    with page.client, ui.element("div") as desk:
        ui.label("Caché").visible = False
        with ui.dialog():
            ui.label("Plus tard")
        with ui.button("Menu"), ui.menu():
            ui.menu_item("Supprimer")

    assert text_of(drawn(desk)) == ["Menu"]


async def test_nothing_in_a_picture_takes_the_keyboard(page: Tab) -> None:
    with page.client, ui.element("form") as desk:
        ui.link("Interventions", "/interventions")
        ui.element("a").props('href="/clients"')
        ui.element("button")
        search_box("Rechercher", "martin", on_change=nothing)

    assert not re.search("<(button|input|form|textarea|select)[ >]|href|tabindex", drawn(desk))


async def test_no_text_becomes_markup(page: Tab) -> None:
    hostile = "<img src=x onerror=alert(1)>\"'&"
    with page.client, ui.element("div").classes('"><script>') as desk:
        ui.label(hostile)
        ui.button(hostile)
        search_box(hostile, hostile, on_change=nothing)
        ui.select([hostile], value=hostile)

    for html in (drawn(desk), a_list([{"id": 1, "name": hostile}])):
        assert "<img" not in html
        assert "<script" not in html
        assert "&lt;img" in html


def test_a_list_shows_no_more_rows_than_fit_a_tall_screen() -> None:
    html = a_list([{"id": serial, "name": f"Client {serial}"} for serial in range(2 * MOST_ROWS)])

    assert html.count('list-row"') == MOST_ROWS
    assert text_of(html)[:2] == ["Tout sélectionner", f"{2 * MOST_ROWS} clients"]


def test_a_list_that_could_not_be_read_is_an_empty_picture() -> None:
    html = pictured(None)

    assert 'list-row"' not in html
    assert "Raison sociale" in html


def test_a_status_is_a_chip_in_its_tone() -> None:
    row = {"id": 1, "name": "Sorti", "stage": "out"}

    html = a_list([row], tones={"out": "active"}, toneOf="stage")

    assert '<span class="chip chip-active">' in html


def test_a_list_shows_in_which_order_it_is() -> None:
    assert '<div class="cell column-name" aria-sort="descending">' in a_list([])
