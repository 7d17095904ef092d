"""The second step: the code after the password, and where one turns it on and off for oneself."""

from __future__ import annotations

from dataclasses import replace

import segno
from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from models.errors import Invalid, Refused
from models.permissions import Permission
from models.staff import Account, Seat, Session, TooLate, TooMany, give_code
from pages.staff.own_secrets import PRESENT, note_wrong
from pages.staff.plain_form import (
    DoorField,
    DoorForm,
    browser_of,
    local_path,
    typed_in,
    welcomed,
)
from pages.staff.sign_in import sign_in_form
from pages.web import SECOND_STEP, SIGN_IN, TICKET_COOKIE, cookie, seat_in, take_cookie

ACCOUNT = "/mon-compte"

_CODE = DoorField(
    "code",
    "Code de votre application",
    "text",
    "one-time-code",
    "numeric",
    "Six chiffres, ou l’un de vos codes de secours.",
    30,
)
CODE_FORM = DoorForm(
    title="Connexion",
    intro="Votre mot de passe est bon. Il reste une étape.",
    submit="Continuer",
    fields=(_CODE,),
    way_back=SIGN_IN,
    back="Revenir au mot de passe",
)
ON_FORM = DoorForm(
    title="Connexion en deux étapes",
    intro="Lisez cette image avec une application comme Aegis, FreeOTP ou Google Authenticator. "
    "Elle donnera un code à chaque connexion.",
    submit="Activer",
    fields=(PRESENT, replace(_CODE, label="Premier code de l’application", hint="Six chiffres.")),
    way_back=ACCOUNT,
)
OFF_FORM = DoorForm(
    title="Connexion en deux étapes",
    intro="Désactivée, elle ne protège plus votre compte : le mot de passe suffira.",
    submit="Désactiver",
    fields=(PRESENT, _CODE),
    way_back=ACCOUNT,
)
PAPER = DoorForm(
    title="Vos codes de secours",
    intro="La connexion en deux étapes est activée. Sans votre téléphone, chacun de ces codes "
    "ouvre une fois à la place du sien. Imprimez-les ou notez-les : ils ne seront plus affichés.",
    submit="J’ai noté ces codes",
    fields=(),
    way_back=ACCOUNT,
)

DOORS = APIRouter()
"""The routes of the second step."""


@DOORS.get(SECOND_STEP)
async def code_page(request: Request) -> Response:
    if not cookie(request.scope, TICKET_COOKIE):
        return RedirectResponse(SIGN_IN, 303)
    return await CODE_FORM.page(request)


@DOORS.post(SECOND_STEP)
async def code_sent(request: Request) -> Response:
    typed, ticket = await typed_in(request), cookie(request.scope, TICKET_COOKIE)
    try:
        entered = await give_code(ticket, typed.get("code", ""), browser_of(request))
    except TooLate as late:
        form = sign_in_form(f"{SIGN_IN}?{request.url.query}".rstrip("?"))
        answer: Response = await form.page(request, refusal=str(late), status=401)
        if ticket:
            take_cookie(answer, request.scope, TICKET_COOKIE)
        return answer
    except TooMany as too_many:
        return await CODE_FORM.page(request, refusal=str(too_many), status=429)
    except Refused as refusal:
        return await CODE_FORM.page(request, errors={"code": str(refusal)}, status=401)
    if seat := request.scope["seat"]:
        await Session.sign_out(seat.session_id)
    answer = welcomed(request, entered, local_path(request.query_params.get("suite", "")))
    take_cookie(answer, request.scope, TICKET_COOKIE)
    return answer


# --- one's own --------------------------------------------------------------------------------


@DOORS.get("/deux-etapes")
async def second_factor_page(request: Request) -> Response:
    seat = seat_in(request.scope)
    account = await Account.get(id=seat.account_id)
    if account.has_second_factor:
        return await OFF_FORM.page(request)
    if not seat.staff.may(Permission.ACCOUNTS):
        return RedirectResponse(ACCOUNT, 303)
    await account.prepare_second_factor(by=seat.staff)
    return await _on_form(account).page(request)


@DOORS.post("/deux-etapes")
async def second_factor_sent(request: Request) -> Response:
    typed, seat = await typed_in(request), seat_in(request.scope)
    account = await Account.get(id=seat.account_id)
    present, code = typed.get("present", ""), typed.get("code", "")
    try:
        if account.has_second_factor:
            await account.turn_off_second_factor(present, code, by=seat.staff)
            return RedirectResponse(ACCOUNT, 303)
        codes = await account.turn_on_second_factor(present, code, by=seat.staff)
    except (Invalid, Refused) as error:
        return await _not_done(error, account, request, seat)
    return await replace(PAPER, more={"codes": codes}).page(request)


async def _not_done(
    error: Invalid | Refused, account: Account, request: Request, seat: Seat
) -> Response:
    form = OFF_FORM if account.has_second_factor else _on_form(account)
    if isinstance(error, Invalid):
        note_wrong(error, request, seat)
        return await form.page(request, errors=error.errors, status=422)
    status = 429 if isinstance(error, TooMany) else 403
    return await form.page(request, refusal=str(error), status=status)


def _on_form(account: Account) -> DoorForm:
    if not account.totp_pending:
        return ON_FORM
    picture = segno.make(account.totp_address, error="m").svg_data_uri(scale=4, light="white")
    return replace(ON_FORM, more={"picture": picture, "secret": account.totp_typed})
