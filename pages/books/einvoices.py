"""The states of electronic invoices, from the list that a platform gives out."""

from __future__ import annotations

from typing import Any

from nicegui import ui

from components.dialogs import inform
from components.form import FileButton
from components.frame import Frame
from components.tab import current_seat, current_staff
from models.books import import_states
from models.french import plural
from models.imports import MOST_BYTES
from models.permissions import Permission
from pages.imports import Inbox

INBOX = Inbox("/api/einvoices", Permission.ISSUE)
TYPES = ".csv,.txt,.xlsx,.ods"
MOST_TOLD = 20


def einvoice_import(frame: Frame) -> None:
    """A block with the way to send such a list."""

    async def sent(answer: dict[str, Any]) -> None:
        sheet = INBOX.collect(str(answer["name"]), current_seat()).sheet
        done = await import_states(sheet, by=current_staff())
        count = plural(done.noted, "état noté", "états notés")
        if not done.errors:
            frame.toasts.show(count)
            return

        def details() -> None:
            with ui.element("ul").classes("names"):
                for error in done.errors[:MOST_TOLD]:
                    with ui.element("li"):
                        ui.label(error)
                if (rest := len(done.errors) - MOST_TOLD) > 0:
                    with ui.element("li"):
                        ui.label(f"et {rest} autres")

        refused = plural(len(done.errors), "ligne refusée", "lignes refusées")
        await inform(f"{count}, {refused}", details=details)

    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = "Facture électronique"
        with ui.element("div").classes("settings-head"):
            title = ui.label("États des factures électroniques").classes("settings-title grow")
            title.props("role=heading aria-level=2")
            label = "Importer des états"
            FileButton(label, INBOX.path, accept=TYPES, most_bytes=MOST_BYTES, on_sent=sent)
        ui.label(
            "La liste que donne votre plateforme : numéro, code (200 à 213), date, motif."
        ).classes("settings-hint")
