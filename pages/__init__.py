"""The screens. Importing this module registers every route."""

from __future__ import annotations

from typing import Any

from nicegui import app, ui

import pages.rows  # noqa: F401 - registers its routes
from components.layout import Frame, Section, dead_end, note_fault
from components.looks import dress
from models import KINDS, VERSION, Client, dialect
from pages.clients import clients_screen
from pages.document_page import DOCUMENT_PAGES
from pages.documents import DOCUMENT_SCREENS
from pages.settings import settings_screen
from pages.sheets import sheets

SECTIONS = (
    Section("Clients", "/clients"),
    *(Section(kind.plural, kind.path) for kind in KINDS.values()),
    Section("Paramètres", "/parametres"),
)
ROUTES: dict[str, Any] = {
    "/clients": clients_screen,
    **DOCUMENT_SCREENS,
    **DOCUMENT_PAGES,
    "/parametres": settings_screen,
}

dress()


@app.get("/sante")
async def health() -> dict[str, Any]:
    """For a monitor: answers once the database does."""
    await Client.exists()
    return {"ready": True, "database": dialect(), "version": VERSION}


async def root() -> None:
    """One page for every address: the sections replace each other inside it."""
    frame = Frame(SECTIONS, sheets, ROUTES)
    await frame.ready()


@app.on_page_exception
def page_failed(error: Exception) -> None:
    """The page could not be built at all: say so, and how to go on."""
    dead_end(f"Cette page n’a pas pu s’afficher (référence {note_fault(error, 'page')}).")


for path in ("/", *ROUTES, "/{elsewhere:path}"):
    ui.page(path)(root)
