"""One's own secrets: the password and the PIN, each on a plain page."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from models.errors import Invalid
from models.log import note_refusal
from models.staff import Account, Seat, Session, TooMany, enter
from pages.staff.plain_form import (
    AGAIN,
    NEW,
    UNEQUAL,
    DoorField,
    DoorForm,
    browser_of,
    typed_in,
    welcomed,
)
from pages.web import NEW_PASSWORD, seat_in

PRESENT = DoorField("present", "Mot de passe actuel")
PASSWORD_FORM = DoorForm(
    title="Changer mon mot de passe",
    intro="Vos autres sessions seront fermées.",
    submit="Changer le mot de passe",
    fields=(PRESENT, NEW, AGAIN),
    way_back="/mon-compte",
)
PIN_FORM = DoorForm(
    title="Mon code PIN",
    intro="Il ouvre votre session sur les appareils partagés. Laissez-le vide pour le retirer.",
    submit="Enregistrer le code",
    fields=(
        PRESENT,
        DoorField(
            "pin",
            "Code PIN",
            "password",
            "off",
            "numeric",
            "De 4 à 6 chiffres, sans suite ni date.",
            6,
        ),
        DoorField("again", "Confirmer le code", "password", "off", "numeric", maxlength=6),
    ),
    way_back="/mon-compte",
)


DOORS = APIRouter()
"""The routes of who has signed in and changes what proves it."""


@DOORS.get(NEW_PASSWORD)
async def password_page(request: Request) -> Response:
    return await _password_form(seat_in(request.scope)).page(request)


@DOORS.post(NEW_PASSWORD)
async def password_sent(request: Request) -> Response:
    typed, seat = await typed_in(request), seat_in(request.scope)
    form = _password_form(seat)
    if typed.get("password") != typed.get("again"):
        return await form.page(request, errors={"again": UNEQUAL}, status=422)
    account = await Account.get(id=seat.account_id)
    stays = (await Session.get(id=seat.session_id)).is_remembered
    try:
        await account.change_password(
            typed.get("present", ""), typed.get("password", ""), by=seat.staff
        )
    except Invalid as invalid:
        note_wrong(invalid, request, seat)
        return await form.page(request, errors=invalid.errors, status=422)
    except TooMany as too_many:
        return await form.page(request, refusal=str(too_many), status=429)
    entered = await enter(account, browser_of(request), is_remembered=stays)
    return welcomed(request, entered, "" if seat.must_change else "/mon-compte")


def note_wrong(invalid: Invalid, request: Request, seat: Seat) -> None:
    if "present" in invalid.errors:
        address = browser_of(request).address
        note_refusal(invalid, "wrong present password", address, seat.staff.name)


def _password_form(seat: Seat) -> DoorForm:
    if not seat.must_change:
        return PASSWORD_FORM
    intro = "Votre mot de passe est provisoire : choisissez le vôtre pour continuer."
    return replace(PASSWORD_FORM, intro=intro, way_back="", can_leave=True)


@DOORS.get("/code-pin")
async def pin_page(request: Request) -> Response:
    return await PIN_FORM.page(request)


@DOORS.post("/code-pin")
async def pin_sent(request: Request) -> Response:
    typed, seat = await typed_in(request), seat_in(request.scope)
    if typed.get("pin") != typed.get("again"):
        return await PIN_FORM.page(request, errors={"again": UNEQUAL}, status=422)
    account = await Account.get(id=seat.account_id)
    try:
        await account.choose_pin(typed.get("present", ""), typed.get("pin", ""), by=seat.staff)
    except Invalid as invalid:
        note_wrong(invalid, request, seat)
        return await PIN_FORM.page(request, errors=invalid.errors, status=422)
    except TooMany as too_many:
        return await PIN_FORM.page(request, refusal=str(too_many), status=429)
    return RedirectResponse("/mon-compte", 303)
