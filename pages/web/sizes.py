"""How much may be sent to us in one request: more is refused before anybody reads it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

MOST_BYTES = 1_000_000
"""Of a request's body, and of one message of the websocket."""
FAREWELL = "took leave"
FAREWELLS = (1000, 1001)
"""The codes with which a browser closes a websocket that it wants no more (RFC 6455, 7.4.1)."""
UPLOADS: dict[str, int] = {}
"""By its path, how much may be sent to a route that takes files."""
LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
"""A search of 200 characters takes 1,800, and 3,000 inside the address of the door."""
MOST_PARAMETERS = 100
MOST_HEADERS = 16_000
"""Bytes of all headers together."""


def take_files(path: str, most: int) -> None:
    """Have a route take bodies of so many bytes, from who has signed in."""
    UPLOADS[path] = most


def _most_at(scope: MutableMapping[str, Any]) -> int:
    return UPLOADS.get(scope["path"], MOST_BYTES)


def size_refusal(scope: MutableMapping[str, Any]) -> Response | None:
    """Why a request is too large as it says itself, or None."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 12 or int(length) > _most_at(scope):
        return _too_large()
    if len(scope["path"]) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
        return PlainTextResponse("Adresse trop longue.", 414)
    if scope["query_string"].count(b"&") >= MOST_PARAMETERS:
        return PlainTextResponse("Trop de paramètres.", 400)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return PlainTextResponse("En-têtes trop longs.", 431)
    return None


def _too_large() -> Response:
    return PlainTextResponse("Envoi trop volumineux.", 413)


class Body:
    """What is sent to us, up to the limit; `refusal` says why it did not arrive as a whole.

    Of a websocket it notes in the scope whether the browser took leave.
    """

    def __init__(self, receive: Receive, scope: MutableMapping[str, Any]) -> None:
        self._receive = receive
        self._scope = scope
        self._most = _most_at(scope) if scope["type"] == "http" else MOST_BYTES
        self._taken = 0
        self._is_whole = False
        self.refusal: Response | None = None

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            self._is_whole = not message.get("more_body")
            if self._taken > self._most:
                self.refusal = _too_large()
                return {"type": "http.disconnect"}
        elif message["type"] == "http.disconnect" and not self._is_whole:
            self.refusal = PlainTextResponse("Envoi interrompu.", 400)
        elif message["type"] == "websocket.disconnect":
            self._scope[FAREWELL] = message.get("code") in FAREWELLS
        return message
