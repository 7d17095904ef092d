"""What is answered where something raised before there was a screen to say so."""

from __future__ import annotations

from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from nicegui import ui

from components.frame import PRODUCT, SECONDS, dead_end, outage_notice
from components.looks import stylesheet_path
from components.tab import note_fault, seat_down, with_reference
from models.database import outage_of
from pages.web.headers import protect

SENTENCE = "Une erreur est survenue."


def page_failed(error: Exception) -> None:
    """The page could not be built at all: say so, and how to go on."""
    client = ui.context.client
    if seat := client.request.scope.get("seat"):
        seat_down(client, seat)  # or its websocket would be refused, and it could not try again
    with ui.element("div").classes("alone"):
        if outage := outage_of(error):
            outage_notice(outage, lambda: ui.navigate.reload())
            return
        dead_end(f"Cette page n’a pas pu s’afficher (référence {note_fault(error)}).", icon="error")


async def request_failed(request: Request, error: Exception) -> Response:
    """Anything but a page: a page without NiceGUI for a person, JSON for a program."""
    outage = outage_of(error)
    sentence, status = (str(outage), 503) if outage else (SENTENCE, 500)
    answer: Response
    if "text/html" in request.headers.get("accept", ""):
        page = bare_page(with_reference(sentence, error), is_passing=bool(outage))
        answer = HTMLResponse(page, status)
    else:
        answer = JSONResponse({"error": sentence, "id": note_fault(error)}, status)
    protect(answer.headers)  # what the server answers by itself does not pass the guard
    return answer


def bare_page(sentence: str, *, is_passing: bool) -> str:
    """A page that tries again by itself if what keeps it away will pass."""
    again = f'<meta http-equiv="refresh" content="{SECONDS:.0f}">' if is_passing else ""
    target, label = ("", "Réessayer") if is_passing else ("/clients", "Revenir aux clients")
    return f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{again}
<title>{PRODUCT}</title>
<link rel="stylesheet" href="{stylesheet_path()}">
</head>
<body class="alone">
<main class="empty">
<h1 class="empty-title">{escape(sentence)}</h1>
<a class="button button-quiet button-link" href="{target}">{label}</a>
</main>
</body>
</html>"""
