"""The address at which somebody's calendar is fetched, which nobody else knows."""

from __future__ import annotations

from hashlib import sha256

from fastapi import APIRouter, Request, Response

from models.errors import Refused
from models.feeds import calendar_of
from models.log import REFUSALS
from models.staff import ApiToken, Scope, TooMany, network_of
from pages.web import CALENDAR, secret_in

ROUTES = APIRouter()
MEDIA = "text/calendar; charset=utf-8"


@ROUTES.get(CALENDAR)
async def calendar(request: Request) -> Response:
    """What is planned, for who knows the address; as little as can be said to anybody else."""
    address = request.client.host if request.client else ""
    text = secret_in(request.scope).removesuffix(".ics")
    try:
        bearer = await ApiToken.admit(text, address, network_of(address))
        by = bearer.acting(Scope.READ_CALENDAR)
    except TooMany as too_many:
        return Response(status_code=429, headers={"Retry-After": str(too_many.seconds)})
    except Refused:
        REFUSALS.note("wrong calendar", address)
        return Response("Ce calendrier n’existe pas, ou plus.", 404, media_type="text/plain")
    content = await calendar_of(by, f"{request.url.scheme}://{request.url.netloc}")
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="comptoir.ics"'
    return Response(content, media_type=MEDIA, headers=headers)
