"""What the Clients screen says while there are no clients."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.frame import Frame
from components.looks import ICONS, button
from components.tab import current_staff
from models.demo import fill
from models.permissions import Permission

SAMPLE_CLIENTS = 60
Act = Callable[[], Awaitable[None]]


def welcome(frame: Frame, *, create: Act, bring_in: Act) -> ui.element:
    """An empty database explains itself and offers the ways to begin."""

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
            "ventes et leurs factures. Créez le premier, importez votre liste, ou essayez avec des "
            "données d’exemple."
        )
        with ui.element("div").classes("welcome-ways"):
            if current_staff().may(Permission.EDIT):
                button("+ Nouveau client", on_click=create)
            if current_staff().may(Permission.IMPORT):
                button("Importer", "quiet", icon="import", on_click=bring_in)
            load = button("Charger un jeu d’exemple", "quiet", icon="sample", on_click=load_sample)
            load.visible = current_staff().may(Permission.SETTINGS)
    return box
