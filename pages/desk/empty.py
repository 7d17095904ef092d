"""What a desk says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.looks import ICONS, button
from models.french import Noun, quoted
from models.lists import Query, patterns_in


def hint(noun: Noun) -> None:
    """The right side while no record is open."""
    with ui.element("div").classes("empty side-hint"):
        ui.icon(ICONS["touch"])
        ui.label(f"Touchez un {noun.one} pour voir sa fiche").classes("empty-title")
        ui.label(f"Cochez les cercles pour agir sur plusieurs {noun.many} à la fois.")


def nothing_found(
    noun: Noun, query: Query, advice: str, *, show_all: Callable[[], Awaitable[None]]
) -> None:
    """The list while nothing matches; `advice` says what else could be searched for."""
    ui.icon(ICONS["nothing"])
    if query.search:
        ui.label(f"Aucun {noun.one} ne correspond à {quoted(query.search)}").classes("empty-title")
        if any(one.startswith(" ") for one in patterns_in(query.search)):
            ui.label("Une ou deux lettres se cherchent au début des mots : ajoutez-en une.")
        else:
            ui.label(advice)
    elif query.filters.get("trash"):
        ui.label("La corbeille est vide").classes("empty-title")
        ui.label(f"Les {noun.many} supprimés se retrouvent ici et peuvent revenir.")
    elif query.is_narrowed:
        ui.label(f"Aucun {noun.one} avec ces filtres").classes("empty-title")
    else:
        ui.label(f"Tous les {noun.many} sont dans la corbeille").classes("empty-title")
    if query.is_narrowed:
        button("Tout afficher", "quiet", on_click=show_all)
