"""What stands in place of a screen that the database could not fill, until it can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from nicegui import ui

from components.looks import ICONS, button
from components.tab import with_reference
from models.database import Outage, is_answering
from models.french import moment

SECONDS = 3.0
"""Between two looks whether the database is back."""


def outage_notice(outage: Outage, back: Callable[[], object]) -> None:
    """Say it, and call `back` as soon as the database answers, or when the user asks to."""
    is_looking = False
    looks = 0

    async def look() -> None:
        nonlocal is_looking, looks
        if is_looking:
            return
        is_looking = True
        try:
            if await is_answering():
                back()
                return
        finally:
            is_looking = False
        if not tried.is_deleted:  # or the user has gone elsewhere meanwhile
            looks += 1
            tried.set_text(f"Essai nº\u00a0{looks} sans réponse, {moment(datetime.now(UTC))}.")

    async def press() -> None:
        retry.props("loading")
        await look()
        retry.props(remove="loading")

    soon = "La page s’affichera d’elle-même dès que possible."
    with ui.element("div").classes("empty"):
        ui.icon(ICONS["outage"])
        ui.label(str(outage)).classes("empty-title").props("role=alert")
        ui.label(with_reference(soon, outage))
        retry = button("Réessayer", icon="again", on_click=press)
        tried = ui.label()
        ui.timer(SECONDS, look)
