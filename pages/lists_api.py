"""What the grids fetch while they scroll: pages of rows as JSON."""

from __future__ import annotations

import orjson
from fastapi import HTTPException, Request, Response
from nicegui import app

from components.list import page_json
from models.clients import CLIENTS
from models.documents import DOCUMENT_LISTS
from models.history import JOURNAL
from models.lists import Listing, Query
from models.permissions import Permission
from pages.web import seat_in

FILTERS = ("kind", "open", "trash", "status", "topic")
FURTHEST = 10_000_000
LONGEST = 20
"""Digits of a start; Python refuses to read numbers of several thousand."""


@app.get("/api/clients")
async def client_rows(request: Request) -> Response:
    return await _rows(CLIENTS, request)


@app.get("/api/documents/{kind}")
async def document_rows(kind: str, request: Request) -> Response:
    if kind not in DOCUMENT_LISTS:
        raise HTTPException(404)
    return await _rows(DOCUMENT_LISTS[kind], request)


@app.get("/api/journal")
async def journal_rows(request: Request) -> Response:
    if reason := seat_in(request.scope).staff.refusal(Permission.JOURNAL):
        raise HTTPException(403, reason)
    return await _rows(JOURNAL, request)


async def _rows(listing: Listing, request: Request) -> Response:
    asked = request.query_params
    start = asked.get("start", "0")
    if not start.isdecimal() or len(start) > LONGEST or int(start) > FURTHEST:
        raise HTTPException(400, "start")
    filters = {name: asked.get(name, "").replace("\0", "") for name in FILTERS}
    query = Query(asked.get("q", ""), asked.get("sort", ""), filters)
    page = await listing.page(query, int(start))
    return Response(
        orjson.dumps(page_json(page)),
        media_type="application/json",
        headers={"Cache-Control": "no-store"},
    )
