"""What the lists fetch while they scroll: pages of rows as JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

import orjson
from fastapi import HTTPException, Request, Response
from nicegui import app

from components.frame import Screen
from components.list import page_json
from models.lists import Listing
from models.permissions import Permission
from pages.web import seat_in

FURTHEST = 10_000_000
LONGEST = 20
"""Digits of a start; Python refuses to read numbers of several thousand."""


def serve_rows(screens: Iterable[Screen]) -> None:
    """A route for the rows of each screen that is a list, for who may see the screen."""
    for screen in screens:
        if screen.listing:
            app.get(screen.rows)(_answering(screen, screen.listing))


def _answering(screen: Screen, listing: Listing) -> Callable[[Request], Awaitable[Response]]:
    async def rows(request: Request) -> Response:
        staff = seat_in(request.scope).staff
        if reason := staff.refusal(screen.permission):
            raise HTTPException(403, reason)
        hidden = frozenset() if staff.may(Permission.PRICES) else screen.priced
        asked = request.query_params
        start = asked.get("start", "0")
        if not start.isdecimal() or len(start) > LONGEST or int(start) > FURTHEST:
            raise HTTPException(400, "start")
        page = await listing.page(listing.asked(asked), int(start))
        return Response(
            orjson.dumps(page_json(page, hidden)),
            media_type="application/json",
            headers={"Cache-Control": "no-store"},
        )

    return rows
