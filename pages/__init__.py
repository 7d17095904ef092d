"""The screens. Importing this module registers every route."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from nicegui import app, ui

import pages.lists_api
import pages.staff.sign_in  # noqa: F401 - registers its routes
from components.frame import Frame, Section, bare_lock
from components.leftovers import leave_nothing
from components.list import preload_grid
from components.looks import dress
from components.signatures import remember_signatures
from components.tab import seat_down
from models.config import SETTINGS, VERSION
from models.database import Outage, dialect, is_answering
from models.documents import KINDS
from models.permissions import Permission
from pages.clients import clients_screen
from pages.documents import DOCUMENT_PAGES, DOCUMENT_SCREENS
from pages.editors import editors
from pages.journal import journal_screen
from pages.settings import settings_screen
from pages.staff import accounts_screen, my_account_screen
from pages.web import Assets, Guard, page_failed, request_failed, seat_in

SECTIONS = (
    Section("Clients", "/clients"),
    *(Section(kind.plural, kind.path) for kind in KINDS.values()),
    Section("Paramètres", "/parametres", Permission.SETTINGS),
    Section("Mon compte", "/mon-compte", is_personal=True),
    Section("Comptes", "/comptes", Permission.ACCOUNTS, is_personal=True),
    Section("Journal", "/journal", Permission.JOURNAL, is_personal=True),
)
ROUTES: dict[str, Any] = {
    "/clients": clients_screen,
    **DOCUMENT_SCREENS,
    **DOCUMENT_PAGES,
    "/parametres": settings_screen,
    "/mon-compte": my_account_screen,
    "/comptes": accounts_screen,
    "/journal": journal_screen,
}
LONGEST_BUILD = 60.0
"""Seconds that a page may take: a restart has every tab ask for its page in the same second."""
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<text y="85" font-size="90">🏪</text></svg>"""

app.add_middleware(Assets)
app.add_middleware(Guard, hosts=SETTINGS.hosts)  # the later one stands before the earlier
dress()
preload_grid()
remember_signatures()
leave_nothing()


@app.get("/sante")
async def health(response: Response) -> dict[str, Any]:
    """For a monitor: 200 while the database answers, else 503."""
    is_ready = await is_answering()
    response.status_code = 200 if is_ready else 503
    return {"ready": is_ready, "database": dialect(), "version": VERSION}


@app.get("/favicon.ico")
def icon() -> Response:
    """For pages that bring none; NiceGUI's own route comes after the one for every address."""
    return Response(ICON, media_type="image/svg+xml")


async def root() -> None:
    """One page for every address: the sections replace each other inside it."""
    client = ui.context.client
    seat = seat_in(client.request.scope)
    seat_down(client, seat)
    if seat.is_locked:
        await bare_lock(seat)
        return
    frame = Frame(SECTIONS, editors, ROUTES)
    await frame.ready()


for path in ("/", *ROUTES, "/{elsewhere:path}"):
    ui.page(path, response_timeout=LONGEST_BUILD)(root)

app.on_page_exception(page_failed)
app.add_exception_handler(Outage, request_failed)  # of its own: it ends nothing in the server
app.add_exception_handler(Exception, request_failed)
