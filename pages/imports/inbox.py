"""Spreadsheets that somebody has just sent: read at once, kept until the screen takes them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from secrets import token_urlsafe

from fastapi import APIRouter, HTTPException, Request

from models.errors import Refused
from models.imports import MOST_BYTES, Sheet, read_sheet
from models.permissions import Permission
from models.staff import Seat
from pages.web import seat_in, take_files

MOST_KEPT = 4
LONGEST_NAME = 40
ONE_AT_A_TIME = ThreadPoolExecutor(1, "sheets")
"""A workbook takes many times its size in memory."""


class Inbox:
    """A route that takes spreadsheets from who has a permission; it answers with the name by which
    the same person's screen finds the sheet, once."""

    def __init__(self, path: str, permission: Permission) -> None:
        self.path = path
        self.routes = APIRouter()
        self._permission = permission
        self._sheets: dict[tuple[str, int | None], Sheet] = {}
        take_files(path, MOST_BYTES)
        self.routes.post(path)(self._take)

    async def _take(self, request: Request) -> dict[str, str]:
        seat = seat_in(request.scope)
        if reason := seat.staff.refusal(self._permission):
            raise HTTPException(403, reason)
        loop = asyncio.get_running_loop()
        try:
            sheet = await loop.run_in_executor(ONE_AT_A_TIME, read_sheet, await request.body())
        except Refused as refusal:
            raise HTTPException(422, str(refusal)) from None
        name = token_urlsafe(16)
        self._keep((name, seat.account_id), sheet)
        return {"name": name}

    def _keep(self, key: tuple[str, int | None], sheet: Sheet) -> None:
        while len(self._sheets) >= MOST_KEPT:
            del self._sheets[next(iter(self._sheets))]
        self._sheets[key] = sheet

    def collect(self, name: str, seat: Seat) -> Sheet:
        """The sheet of this name; Refused where it is not this person's, or there no more."""
        sheet = self._sheets.pop((name[:LONGEST_NAME], seat.account_id), None)
        if sheet is None:
            raise Refused("Ce fichier n’est plus là : envoyez-le encore une fois.")
        return sheet
