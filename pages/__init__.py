"""The screens. Importing this module registers every route."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from fastapi.responses import RedirectResponse
from nicegui import app, ui

from components.form import hold_back
from components.frame import Frame, bare_lock
from components.list import SCRIPTS as LIST_SCRIPTS
from components.looks import dress
from components.nicegui_patches import apply_patches, preload_script
from components.tab import is_made_for, seat_down
from models.config import SETTINGS, VERSION
from models.database import Outage, dialect, unreadiness
from models.staff import Seat
from pages import (
    api,
    books,
    calendar_feed,
    catalogue,
    clients,
    documents,
    files,
    help,
    imports,
    journal,
    settings,
    staff,
    today,
    todos,
)
from pages.finding import searching
from pages.lists_api import serve_rows
from pages.web import (
    TABLET_ROUTES,
    Assets,
    Guard,
    fit_for_tablets,
    page_failed,
    request_failed,
    seat_in,
)

SCREENS = (
    *today.SCREENS,
    *(*clients.SCREENS, *todos.SCREENS, *documents.SCREENS, *books.SCREENS, *catalogue.SCREENS),
    *(*imports.SCREENS, *settings.SCREENS, *staff.SCREENS, *journal.SCREENS),
    *help.SCREENS,
)
"""In the order of the header."""
LONGEST_BUILD = 60.0
"""Seconds that a page may take: a restart has every tab ask for its page in the same second."""
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<text y="85" font-size="90">🏪</text></svg>"""

app.add_middleware(Assets)
app.add_middleware(Guard, hosts=SETTINGS.hosts)  # the later one stands before the earlier
dress()
fit_for_tablets()
hold_back()
apply_patches()
for file in ("pages.js", "row.js", "marking.js"):
    preload_script(LIST_SCRIPTS, file)


@app.get("/sante")
async def health(response: Response) -> dict[str, Any]:
    """For a monitor: 200 while the database answers and has room, else 503 and the reason."""
    reason = await unreadiness()
    response.status_code = 503 if reason else 200
    state = {"ready": reason is None, "database": dialect(), "version": VERSION}
    return {**state, "reason": reason} if reason else state


@app.get("/favicon.ico")
def icon() -> Response:
    """For pages that bring none; NiceGUI's own route comes after the one for every address."""
    return Response(ICON, media_type="image/svg+xml")


async def root() -> Response | None:
    """One page for every address: the sections replace each other inside it."""
    client = ui.context.client
    seat = seat_in(client.request.scope)
    seat_down(client, seat)
    if seat.is_locked:
        await bare_lock(seat)
        return None
    frame = Frame(SCREENS, searcher=searching(SCREENS))
    await frame.ready()
    now = await Seat.of_session(seat.session_id)
    if now is None or now.is_locked or not is_made_for(client, now):  # meanwhile
        return RedirectResponse(str(client.request.url), 303)
    return None


for routes in (
    *(*staff.DOORS, settings.ROUTES, *imports.ROUTES, books.ROUTES, files.ROUTES),
    *(clients.ROUTES, calendar_feed.ROUTES, help.ROUTES, TABLET_ROUTES),
):
    app.include_router(routes)
app.router.routes.extend(api.api())
serve_rows(SCREENS)
documents.serve_files()
for path in ("/", *(screen.path for screen in SCREENS), "/{elsewhere:path}"):
    ui.page(path, response_timeout=LONGEST_BUILD)(root)

app.on_page_exception(page_failed)
app.add_exception_handler(Outage, request_failed)  # of its own: it ends nothing in the server
app.add_exception_handler(Exception, request_failed)
