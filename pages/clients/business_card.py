"""The business card of a client: a file for an address book, and a picture for a telephone."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable

import segno
from fastapi import APIRouter, HTTPException, Request, Response
from nicegui import ui

from components.dialogs import inform
from models.clients import Client
from models.feeds import business_card, compact_card
from models.french import quoted
from models.integers import integer_in
from models.permissions import Permission
from pages.web import SANDBOXED, seat_in

ROUTES = APIRouter()
VCARD, SVG = "text/vcard; charset=utf-8", "image/svg+xml"
TOO_LONG = "Cette fiche est trop longue pour un code à photographier : téléchargez la carte."

Sent = Callable[[Client], Response]


async def show_card(client: Client) -> None:
    """Show the card as a picture to photograph, and the way to take it away."""

    def details() -> None:
        hint = "Photographiez ce code pour enregistrer le contact, ou téléchargez la carte."
        ui.label(hint).classes("question-text")
        picture = ui.element("img").classes("card-code")
        picture.props["src"] = f"/clients/{client.id}/qr.svg"
        picture.props["alt"] = f"Code QR de {client.name}"
        link = ui.element("a").classes("button button-quiet button-link")
        link.props["href"] = f"/clients/{client.id}.vcf"
        link.props["download"] = ""
        with link:
            ui.label("Télécharger la carte (.vcf)")

    await inform(f"Carte de visite de {quoted(client.name)}", details=details)


def _answering(send: Sent) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if reason := seat_in(request.scope).staff.refusal(Permission.SEE):
            raise HTTPException(403, reason)
        client = await Client.get_or_none(id=integer_in(request.path_params["id"]))
        if client is None:
            raise HTTPException(404, "Ce client n’existe pas.")
        return send(client)

    return answer


def _file(client: Client) -> Response:
    said = f'attachment; filename="{client.code}.vcf"'
    return Response(business_card(client), media_type=VCARD, headers={"Content-Disposition": said})


def _picture(client: Client) -> Response:
    picture = io.BytesIO()
    try:
        code = segno.make(compact_card(client), error="l", micro=False, encoding="utf-8")
    except segno.DataOverflowError:
        raise HTTPException(422, TOO_LONG) from None
    code.save(picture, kind="svg", scale=4, light="white")
    return Response(picture.getvalue(), media_type=SVG, headers=SANDBOXED)


ROUTES.get("/clients/{id}.vcf")(_answering(_file))
ROUTES.get("/clients/{id}/qr.svg")(_answering(_picture))
