"""The logo: sent and shown by routes of its own."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response
from nicegui import ui

from components.dialogs import confirm
from components.form import FileButton
from components.looks import button
from components.tab import current_staff
from models.company import MOST_LOGO_BYTES, Company, keep_logo, logo_png
from models.errors import Invalid
from models.permissions import Permission
from pages.settings.section import Section
from pages.web import seat_in, take_files

LOGO = "/api/logo"
TYPES = "image/png,image/jpeg,image/webp"
LONGEST_HASH = 64
ROUTES = APIRouter()
take_files(LOGO, MOST_LOGO_BYTES)


@ROUTES.post(LOGO)
async def take(request: Request) -> dict[str, str]:
    """Keep the image that is the body of the request."""
    by = seat_in(request.scope).staff
    if reason := by.refusal(Permission.SETTINGS):
        raise HTTPException(403, reason)
    try:
        return {"logo": await keep_logo(await request.body(), by=by)}
    except Invalid as invalid:
        raise HTTPException(422, str(invalid)) from None


@ROUTES.get(f"{LOGO}/{{name}}")
async def show(name: str) -> Response:
    """A logo by its hash, for who has signed in."""
    png = await logo_png(name) if len(name) == LONGEST_HASH else None
    if png is None:
        raise HTTPException(404, "Ce logo n’existe pas.")
    kept = {"Cache-Control": "private, max-age=31536000, immutable"}
    return Response(png, media_type="image/png", headers=kept)


class LogoSection(Section):
    code = "logo"
    title = "Logo"
    hint = "PNG, JPEG ou WebP, 2 Mo au plus. Il s’imprime en tête des documents."

    async def read(self) -> None:
        self._logo = (await Company.current()).logo

    def fill(self) -> None:
        with ui.element("div").classes("settings-logo"):
            if self._logo:
                image = ui.element("img")
                image.props["src"] = f"{LOGO}/{self._logo}"
                image.props["alt"] = "Logo de l’entreprise"
            FileButton(
                "Choisir un logo" if not self._logo else "Changer de logo",
                LOGO,
                accept=TYPES,
                most_bytes=MOST_LOGO_BYTES,
                on_sent=self._sent,
            )
            if self._logo:
                button("Retirer le logo", "quiet", on_click=self._remove)

    async def _sent(self, _answer: object) -> None:
        self.frame.toasts.show("Logo enregistré")

    async def _remove(self) -> None:
        if await confirm("Retirer le logo ?", danger=True):
            await Company.show_logo("", by=current_staff())
