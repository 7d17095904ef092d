"""Scripts and style sheets: compressed once and kept, instead of anew for every browser."""

from __future__ import annotations

import asyncio
import gzip

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.nicegui_patches import ASSETS, MADE_ANEW

FOREVER = (ASSETS, "/look/")
"""What lies there has an address that changes with what it says."""
PLAIN = ("text/", "application/javascript", "application/json")
SMALLEST = 500
"""Bytes below which compressing is not worth it."""


class Assets:
    """ASGI middleware that answers from memory what it has been asked for before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_asked_for_as_a_whole(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if (kept := self._kept.get(path)) is None:
            answer = Recorder()
            await self._app(scope, receive, answer.record)
            if not answer.is_worth_keeping:
                await answer.repeat(send)
                return
            kept = self._kept[path] = await asyncio.to_thread(answer.compressed)
        await kept(scope, receive, send)


def _is_asked_for_as_a_whole(scope: Scope) -> bool:
    if scope["type"] != "http":
        return False
    if not scope["path"].startswith(FOREVER) or scope["path"].startswith(MADE_ANEW):
        return False
    headers = Headers(scope=scope)
    return (
        scope["method"] == "GET"
        and "gzip" in headers.get("accept-encoding", "")
        and not {"range", "if-none-match", "if-modified-since"} & set(headers)
    )


class Recorder:
    """An answer, held back until it is there as a whole."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    async def record(self, message: Message) -> None:
        self._messages.append(message)

    async def repeat(self, send: Send) -> None:
        for message in self._messages:
            await send(message)

    @property
    def is_worth_keeping(self) -> bool:
        start = self._messages[0]
        headers = Headers(scope=start)
        is_plain = headers.get("content-type", "").startswith(PLAIN)
        is_raw = "content-encoding" not in headers
        return start["status"] == 200 and is_plain and is_raw and len(self._body) >= SMALLEST

    def compressed(self) -> Response:
        headers = dict(Headers(scope=self._messages[0]))
        headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        headers.pop("content-length", None)
        headers.pop("accept-ranges", None)
        return Response(gzip.compress(self._body, 9), headers=headers)

    @property
    def _body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self._messages)
