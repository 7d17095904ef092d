"""What to know of a client before anything is done for it, with the reason in sight."""

from __future__ import annotations

from nicegui import ui

from components.looks import ICONS
from models.clients import Client, ClientStatus

SIGNS = {
    ClientStatus.WARN: "warning",
    ClientStatus.BLOCK: "block",
    ClientStatus.ARCHIVED: "archived",
}


def client_alert(client: Client) -> None:
    """« Bloqué – Depuis le 12 oct. 2026 : impayés », of one that is not served as usual."""
    if not client.mark:
        return
    with ui.element("div").classes(f"client-alert client-alert-{client.status}") as box:
        box.props("role=note")
        box.props["aria-label"] = f"Statut du client : {client.mark}"
        ui.icon(ICONS[SIGNS[client.status]])
        with ui.element("div").classes("grow"):
            ui.label(client.mark).classes("client-alert-title")
            if client.alert:
                ui.label(client.alert)
