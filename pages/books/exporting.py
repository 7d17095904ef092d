"""What the accountant takes away, asked for by kind and days."""

from __future__ import annotations

from datetime import timedelta

from nicegui import ui

from components.dialogs import Asked, ask
from components.tab import current_staff
from models.books import EXPORT_WORDS, ExportedFile, ExportKind, export
from models.errors import Invalid
from models.french import today
from pages.receiving import day_in


async def ask_export() -> None:
    """Ask for which days, and hand the file out."""

    async def do(texts: dict[str, str]) -> ExportedFile:
        days = {name: day_in(texts, name) for name in ("first", "last")}
        empty = {name: "Indiquez une date." for name, day in days.items() if day is None}
        if empty or days["first"] is None or days["last"] is None:
            raise Invalid(empty)
        return await export(texts["kind"], days["first"], days["last"], by=current_staff())

    before = today().replace(day=1) - timedelta(days=1)
    fields = [
        Asked("first", "Du", before.replace(day=1).isoformat(), "date"),
        Asked("last", "Au", before.isoformat(), "date"),
        Asked("kind", "Fichier", str(ExportKind.ENTRIES), choices=EXPORT_WORDS),
    ]
    file = await ask("Exporter pour le comptable", fields, do, yes="Exporter")
    if file is not None:
        ui.download.content(file.content, file.name, file.media_type)
