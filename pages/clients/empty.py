"""What the Clients screen says when there is nothing to show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS, button
from components.tab import current_staff
from models.demo import fill
from models.french import quoted
from models.lists import Query, patterns_in
from models.permissions import Permission

SAMPLE_CLIENTS = 60


def hint() -> None:
    """The right side while no client is open."""
    with ui.element("div").classes("empty side-hint"):
        ui.icon(ICONS["touch"])
        ui.label("Touchez un client pour voir sa fiche").classes("empty-title")
        ui.label("Cochez les cercles pour agir sur plusieurs clients à la fois.")


def nothing_found(query: Query, *, show_all: Callable[[], Awaitable[None]]) -> None:
    """The list while nothing matches."""
    ui.icon(ICONS["nothing"])
    if query.search:
        ui.label(f"Aucun client ne correspond à {quoted(query.search)}").classes("empty-title")
        if any(one.startswith(" ") for one in patterns_in(query.search)):
            ui.label("Une ou deux lettres se cherchent au début des mots : ajoutez-en une.")
        else:
            ui.label("Essayez un autre mot, un numéro de téléphone ou un SIRET.")
    elif query.filters.get("trash"):
        ui.label("La corbeille est vide").classes("empty-title")
        ui.label("Les clients supprimés se retrouvent ici et peuvent revenir.")
    elif query.is_narrowed:
        ui.label("Aucun client avec ces filtres").classes("empty-title")
    else:
        ui.label("Tous les clients sont dans la corbeille").classes("empty-title")
    if query.is_narrowed:
        button("Tout afficher", "quiet", on_click=show_all)


def welcome(frame: Frame, *, create: Callable[[], Awaitable[None]]) -> ui.element:
    """An empty database explains itself and offers two ways to begin."""

    async def load_sample() -> None:
        load.disable()
        try:
            await fill(clients=SAMPLE_CLIENTS, by=current_staff())
        finally:
            load.enable()
        frame.toasts.show("Le jeu d’exemple est chargé")

    with ui.element("div").classes("welcome empty") as box:
        ui.icon(ICONS["empty"])
        ui.label("Bienvenue au comptoir").classes("empty-title").props("role=heading aria-level=2")
        ui.label(
            "Ici vivront vos clients : leurs fiches, leurs interventions, leurs locations, leurs "
            "ventes et leurs factures. Créez le premier, ou essayez avec des données d’exemple."
        )
        with ui.element("div").classes("welcome-ways"):
            if current_staff().may(Permission.EDIT):
                button("+ Nouveau client", on_click=create)
            load = button("Charger un jeu d’exemple", "quiet", icon="sample", on_click=load_sample)
            load.visible = current_staff().may(Permission.SETTINGS)
    return box
