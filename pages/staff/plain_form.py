"""The plain forms for secrets: no script, no websocket, nothing kept in the browser's storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader

from components.frame import HOME
from components.looks import stylesheet_path
from components.nicegui_patches import FONTS
from models.staff import LONGEST_REMEMBERED, Browser, Device, SignedIn
from pages.web import DEVICE_COOKIE, SESSION_COOKIE, cookie, give_cookie

LONGEST_VALUE = 300
DEVICE_SECONDS = 400 * 24 * 3600
TICKET_SECONDS = 300
UNEQUAL = "Les deux saisies sont différentes."


@dataclass(frozen=True)
class DoorField:
    """A field of a plain form; `name` is also what errors are given under."""

    name: str
    label: str
    type: str = "password"
    autocomplete: str = "current-password"
    inputmode: str = ""
    hint: str = ""
    maxlength: int = LONGEST_VALUE


NEW = DoorField(
    "password",
    "Nouveau mot de passe",
    autocomplete="new-password",
    hint="10 caractères au moins, par exemple quatre mots sans rapport.",
)
AGAIN = DoorField("again", "Confirmer le mot de passe", autocomplete="new-password")


@dataclass(frozen=True)
class DoorForm:
    """A whole page: a title, some fields, a button."""

    title: str
    submit: str
    fields: Sequence[DoorField]
    intro: str = ""
    can_stay: bool = False
    can_leave: bool = False
    way_back: str = ""
    back: str = "Revenir sans changer"
    action: str = ""
    """Where it is sent, if that is not where it stands."""
    more: Mapping[str, Any] = field(default_factory=dict)

    async def page(
        self,
        request: Request,
        *,
        typed: Mapping[str, str] | None = None,
        errors: Mapping[str, str] | None = None,
        refusal: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """The form as HTML, with what was typed (no secret) and what is wrong beside its field."""
        typed, errors = typed or {}, errors or {}
        html = _template().render(
            {
                **{name: getattr(self, name) for name in self.__dataclass_fields__},
                **self.more,
                "stylesheet": stylesheet_path(),
                "typefaces": FONTS,
                "theme": await _theme(request),
                "typed": typed,
                "errors": errors,
                "refusal": refusal,
                "focused": self._to_fill_in(typed, errors),
            }
        )
        return HTMLResponse(html, status)

    def _to_fill_in(self, typed: Mapping[str, str], errors: Mapping[str, str]) -> str:
        """The first field that is wrong or empty: a secret is always typed again."""
        kept = {one.name for one in self.fields if one.type == "text" and typed.get(one.name)}
        return next((one.name for one in self.fields if one.name not in kept - errors.keys()), "")


async def _theme(request: Request) -> str:
    """Light or dark as this device likes it, whoever stands before it."""
    device = await Device.known(cookie(request.scope, DEVICE_COOKIE))
    if device is None or device.is_dark is None:
        return "auto"
    return "dark" if device.is_dark else "light"


@cache
def _template() -> Any:
    folder = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=folder, autoescape=True).get_template("door.html")


async def typed_in(request: Request) -> dict[str, str]:
    """The texts of the form that was sent, cut to what a form may hold."""
    form = await request.form()
    return {name: value[:LONGEST_VALUE] for name, value in form.items() if isinstance(value, str)}


def browser_of(request: Request) -> Browser:
    return Browser(
        address=request.client.host if request.client else "",
        user_agent=request.headers.get("user-agent", ""),
        device_token=cookie(request.scope, DEVICE_COOKIE),
    )


def local_path(text: str) -> str:
    """Where to go after signing in: a path of ours, whatever the address says; "" if none."""
    is_local = text.startswith("/") and not text.startswith(("//", "/\\", "/connexion"))
    return text if is_local and text.isprintable() and "\\" not in text else ""


def welcomed(request: Request, entered: SignedIn, path: str = "") -> Response:
    """Go on to a page, or to what this person wants to see first, with the cookies of a new
    session."""
    answer = RedirectResponse(path or entered.seat.home or HOME, 303)
    give_cookies(answer, request, entered)
    return answer


def give_cookies(answer: Response, request: Request, entered: SignedIn) -> None:
    kept = int(LONGEST_REMEMBERED.total_seconds()) if entered.is_remembered else None
    give_cookie(answer, request.scope, SESSION_COOKIE, entered.session_token, kept)
    if entered.device_token:
        give_cookie(answer, request.scope, DEVICE_COOKIE, entered.device_token, DEVICE_SECONDS)
