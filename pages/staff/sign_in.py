"""The doors: setting up, signing in and out, unlocking."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from nicegui import app

from components.frame import HOME
from models.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from models.errors import Invalid, Refused
from models.integers import integer_in
from models.staff import (
    Account,
    CodeNeeded,
    Session,
    TooMany,
    set_up,
    sign_in,
    unlock,
)
from pages.staff.plain_form import (
    AGAIN,
    NEW,
    TICKET_SECONDS,
    UNEQUAL,
    DoorField,
    DoorForm,
    browser_of,
    give_cookies,
    local_path,
    typed_in,
    welcomed,
)
from pages.web import (
    SECOND_STEP,
    SESSION_COOKIE,
    SET_UP,
    SIGN_IN,
    TICKET_COOKIE,
    cookie,
    give_cookie,
    seat_in,
    take_cookie,
)

_NAME = DoorField("identifiant", "Identifiant", "text", "username", maxlength=60)
SIGN_IN_FORM = DoorForm(
    title="Connexion",
    submit="Se connecter",
    fields=(_NAME, DoorField("mot_de_passe", "Mot de passe")),
    can_stay=True,
)
SET_UP_FORM = DoorForm(
    title="Première ouverture",
    intro="Créez le compte de l’administrateur. Le code s’affiche là où le serveur a démarré.",
    submit="Créer le compte",
    fields=(
        DoorField("code", "Code d’installation", "text", "off", maxlength=20),
        _NAME,
        replace(NEW, label="Mot de passe"),
        AGAIN,
    ),
)

DOORS = APIRouter()
"""The routes of what stands before the screens."""


def sign_in_form(action: str = "", *, done: str = "") -> DoorForm:
    """The form, sent where it stands unless it is shown elsewhere."""
    is_demo = getattr(app.state, "is_demo", False)
    shown = {"demo": DEMO_ACCOUNTS, "demo_password": DEMO_PASSWORD} if is_demo else {}
    return replace(SIGN_IN_FORM, action=action, more={"done": done, **shown})


@DOORS.get(SIGN_IN)
async def sign_in_page(request: Request) -> Response:
    if seat := request.scope["seat"]:
        asked = local_path(request.query_params.get("suite", ""))
        return RedirectResponse(asked or seat.home or HOME, 303)
    if not await Account.exists():
        return RedirectResponse(SET_UP, 303)
    lapse = await Session.lapse(cookie(request.scope, SESSION_COOKIE))
    return await sign_in_form(done=lapse or "").page(request)


@DOORS.post(SIGN_IN)
async def sign_in_sent(request: Request) -> Response:
    typed = await typed_in(request)
    try:
        entered = await sign_in(
            typed.get("identifiant", ""),
            typed.get("mot_de_passe", ""),
            browser_of(request),
            is_remembered="rester" in typed,
        )
    except CodeNeeded as needed:
        way = f"{SECOND_STEP}?{request.url.query}".rstrip("?")
        answer = RedirectResponse(way, 303)
        give_cookie(answer, request.scope, TICKET_COOKIE, needed.ticket, TICKET_SECONDS)
        return answer
    except Refused as refusal:
        return await sign_in_form().page(
            request, typed=typed, refusal=str(refusal), status=_status(refusal)
        )
    if seat := request.scope["seat"]:
        await Session.sign_out(seat.session_id)
    return welcomed(request, entered, local_path(request.query_params.get("suite", "")))


@DOORS.get(SET_UP)
async def set_up_page(request: Request) -> Response:
    if await Account.exists():
        return RedirectResponse(SIGN_IN, 303)
    return await SET_UP_FORM.page(request)


@DOORS.post(SET_UP)
async def set_up_sent(request: Request) -> Response:
    typed = await typed_in(request)
    if typed.get("password") != typed.get("again"):
        return await SET_UP_FORM.page(request, typed=typed, errors={"again": UNEQUAL}, status=422)
    code, name = typed.get("code", ""), typed.get("identifiant", "")
    try:
        entered = await set_up(code, name, typed.get("password", ""), browser_of(request))
    except Invalid as invalid:
        errors = {_SET_UP_FIELDS.get(name, name): text for name, text in invalid.errors.items()}
        return await SET_UP_FORM.page(request, typed=typed, errors=errors, status=422)
    except Refused as refusal:
        return await SET_UP_FORM.page(
            request, typed=typed, refusal=str(refusal), status=_status(refusal)
        )
    return welcomed(request, entered)


def _status(refusal: Refused) -> int:
    return 429 if isinstance(refusal, TooMany) else 401


_SET_UP_FIELDS = {"name": "identifiant"}


@DOORS.get("/api/session")
async def session() -> Response:
    """For a tab that is no longer let in: the guard says whether it is because of the session."""
    return Response(status_code=204)


@DOORS.post("/deconnexion")
async def sign_out(request: Request) -> Response:
    await Session.sign_out(seat_in(request.scope).session_id)
    answer = RedirectResponse(SIGN_IN, 303)
    take_cookie(answer, request.scope, SESSION_COOKIE)
    return answer


@DOORS.post("/deverrouiller")
async def unlock_sent(request: Request) -> Response:
    """Answers the lock screen: `reload` says that somebody else is there now."""
    typed, seat = await typed_in(request), seat_in(request.scope)
    account_id = integer_in(typed.get("compte", ""))
    try:
        if account_id is None:
            raise Refused("Choisissez votre nom.")
        entered = await unlock(seat, account_id, typed.get("pin", ""), browser_of(request))
    except Refused as refusal:
        return JSONResponse({"refusal": str(refusal)}, 401)
    answer = JSONResponse({"reload": entered is not None})
    if entered:
        give_cookies(answer, request, entered)
    return answer
