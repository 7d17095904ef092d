"""Scripts and style sheets: compressed once and kept, instead of anew for every browser."""

from __future__ import annotations

import asyncio
import gzip
from collections import OrderedDict
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.nicegui_patches import ASSETS, MADE_ANEW

FOREVER = (ASSETS, "/look/")
"""What lies there has an address that changes with what it says."""
PLAIN = ("text/", "application/javascript", "application/json")
SMALLEST = 500
"""Bytes below which compressing is not worth it."""
MOST_PATHS = 1_000
"""NiceGUI has some 200; one file may be asked for under many spellings of its path."""
MOST_KEPT = 30_000_000
"""Bytes, compressed, of all that is kept."""


class Kept:
    """What was served, once however it was asked for; the longest unasked gives way."""

    def __init__(self, most_paths: int = MOST_PATHS, most_bytes: int = MOST_KEPT) -> None:
        self._most_paths = most_paths
        self._most_bytes = most_bytes
        self._prints: OrderedDict[str, str] = OrderedDict()
        """By path, the fingerprint of what lies there."""
        self._answers: OrderedDict[str, Response] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._answers)

    def at(self, path: str) -> Response | None:
        """What lies at a path, if that is known."""
        return self.known(path, self._prints[path]) if path in self._prints else None

    def known(self, path: str, print_: str) -> Response | None:
        """What has this fingerprint, if it is kept; from now on it lies at this path too."""
        if print_ not in self._answers:
            return None
        self._answers.move_to_end(print_)
        self._prints[path] = print_
        self._prints.move_to_end(path)
        while len(self._prints) > self._most_paths:
            self._prints.popitem(last=False)
        return self._answers[print_]

    def keep(self, path: str, print_: str, answer: Response) -> None:
        if print_ not in self._answers:
            self._answers[print_] = answer
            self.bytes += len(answer.body)
        self.known(path, print_)
        while self.bytes > self._most_bytes:
            _, oldest = self._answers.popitem(last=False)
            self.bytes -= len(oldest.body)


class Assets:
    """ASGI middleware that answers from memory what it has been asked for before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept = Kept()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_asked_for_as_a_whole(scope):
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        if (kept := self._kept.at(path)) is None:
            answer = Recorder()
            await self._app(scope, receive, answer.record)
            if not answer.is_worth_keeping:
                await answer.repeat(send)
                return
            print_ = answer.fingerprint
            if (kept := self._kept.known(path, print_)) is None:
                kept = await asyncio.to_thread(answer.compressed)
                self._kept.keep(path, print_, kept)
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
        if not self._messages:  # who asked has left
            return False
        start = self._messages[0]
        headers = Headers(scope=start)
        is_plain = headers.get("content-type", "").startswith(PLAIN)
        is_raw = "content-encoding" not in headers
        is_as_such = start["status"] == 200 and is_plain and is_raw
        return is_as_such and self._is_whole and len(self._body) >= SMALLEST

    @property
    def _is_whole(self) -> bool:
        """Whether it went on to its end: it stops where a browser leaves."""
        return not self._messages[-1].get("more_body", False)

    @property
    def fingerprint(self) -> str:
        """What it is, by whichever path it was asked for."""
        kind = Headers(scope=self._messages[0])["content-type"]
        return sha256(kind.encode() + b"\n" + self._body).hexdigest()

    def compressed(self) -> Response:
        headers = dict(Headers(scope=self._messages[0]))
        headers |= {"content-encoding": "gzip", "vary": "Accept-Encoding"}
        headers.pop("content-length", None)
        headers.pop("accept-ranges", None)
        return Response(gzip.compress(self._body, 9), headers=headers)

    @property
    def _body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self._messages)
