"""Spreadsheets that somebody has just sent: read at once, kept until the screen takes them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from secrets import token_urlsafe
from typing import Any

from fastapi import APIRouter, HTTPException, Request

from models.errors import Refused
from models.imports import MOST_BYTES, Headings, Importable, Sheet, read_sheet
from models.permissions import Permission
from models.staff import Seat
from pages.web import seat_in, take_files

MOST_KEPT = 4
LONGEST_NAME = 40
ONE_AT_A_TIME = ThreadPoolExecutor(1, "sheets")
"""A workbook takes many times its size in memory."""


@dataclass(frozen=True)
class Sent:
    """A file, and what was read of it; another sheet or encoding is read from the file again."""

    content: bytes
    sheet: Sheet

    async def read(self, name: str, encoding: str, separator: str) -> Sheet:
        return await _read(self.content, name=name, encoding=encoding, separator=separator)


async def _read(content: bytes, **chosen: Any) -> Sheet:
    read = partial(read_sheet, content, **chosen)
    return await asyncio.get_running_loop().run_in_executor(ONE_AT_A_TIME, read)


class Inbox:
    """A route that takes spreadsheets from who has a permission; it answers with the name by which
    the same person's screen finds the sheet, once. Of a workbook it is the one that has the most
    of `headings`."""

    def __init__(self, path: str, permission: Permission, headings: Headings | None = None) -> None:
        self.path = path
        self.routes = APIRouter()
        self._permission = permission
        self._chosen = {"known": headings.known_in} if headings else {}
        self._sent: dict[tuple[str, int | None], Sent] = {}
        take_files(path, MOST_BYTES)
        self.routes.post(path)(self._take)

    async def _take(self, request: Request) -> dict[str, str]:
        seat = seat_in(request.scope)
        if reason := seat.staff.refusal(self._permission):
            raise HTTPException(403, reason)
        content = await request.body()
        try:
            sheet = await _read(content, **self._chosen)
        except Refused as refusal:
            raise HTTPException(422, str(refusal)) from None
        name = token_urlsafe(16)
        self._keep((name, seat.account_id), Sent(content, sheet))
        return {"name": name}

    def _keep(self, key: tuple[str, int | None], sent: Sent) -> None:
        while len(self._sent) >= MOST_KEPT:
            del self._sent[next(iter(self._sent))]
        self._sent[key] = sent

    def collect(self, name: str, seat: Seat) -> Sent:
        """The file of this name; Refused where it is not this person's, or there no more."""
        sent = self._sent.pop((name[:LONGEST_NAME], seat.account_id), None)
        if sent is None:
            raise Refused("Ce fichier n’est plus là : envoyez-le encore une fois.")
        return sent


def inbox_of(path: str, importable: Importable) -> Inbox:
    return Inbox(path, importable.permission, importable.headings)
