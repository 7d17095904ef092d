"""What is answered where something raised before there was a screen to say so."""

from __future__ import annotations

from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from nicegui import ui

from components.faults import note_fault
from components.layout import PRODUCT, dead_end
from components.looks import stylesheet_path

SENTENCE = "Une erreur est survenue."


def page_failed(error: Exception) -> None:
    """The page could not be built at all: say so, and how to go on."""
    with ui.element("div").classes("alone"):
        dead_end(f"Cette page n’a pas pu s’afficher (référence {note_fault(error)}).", icon="error")


async def request_failed(request: Request, error: Exception) -> Response:
    """Anything but a page: a page without NiceGUI for a person, JSON for a program."""
    reference = note_fault(error)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": SENTENCE, "id": reference}, 500)
    return HTMLResponse(_bare_page(f"{SENTENCE} Référence {reference}."), 500)


def _bare_page(sentence: str) -> str:
    return f"""<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{PRODUCT}</title>
<link rel="stylesheet" href="{stylesheet_path()}">
</head>
<body class="alone">
<main class="empty">
<h1 class="empty-title">{escape(sentence)}</h1>
<a href="/clients">Revenir aux clients</a>
</main>
</body>
</html>"""
