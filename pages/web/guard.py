"""What stands before every request: who may ask, from where, how much, and what a browser is told.

Everything needs a session but the doors, the health check and the style sheet, and what programs
ask by a token: no cookie counts there. The guard puts the seat into the scope, where pages and the
websocket find it.
"""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from components.looks import stylesheet_path
from components.nicegui_patches import FONTS, PAGE_HEADER, SOCKET, note_request
from models.database import Outage
from models.log import REFUSALS
from models.staff import Account, Seat
from pages.web.cookies import SESSION_COOKIE, cookie, is_https
from pages.web.error_pages import request_failed
from pages.web.headers import POLICY, protect
from pages.web.problems import as_problem, is_for_programs
from pages.web.secret_address import put_secret_away, secret_in
from pages.web.sizes import Body, size_refusal
from pages.web.tablet import TABLET_PATHS

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SIGN_IN, SECOND_STEP = "/connexion", "/connexion/code"
SET_UP, NEW_PASSWORD = "/installation", "/mot-de-passe"
DOORS = {SIGN_IN, SECOND_STEP, SET_UP}
WITHOUT_SEAT = {"/sante", "/favicon.ico", stylesheet_path(), *TABLET_PATHS}
IS_TYPEFACE = re.compile(rf"{re.escape(FONTS.removesuffix('.css'))}(\.css|/\w+\.woff2)", re.ASCII)
"""The door is written in the same letters as what is behind it."""
WITHOUT_PAGE = ("/api/", "/_nicegui", "/deverrouiller")
LONGEST_WAY_BACK = 4_000
LONGEST_ADDRESS = 45
"""Characters of an IPv6 address; a proxy may name anything as the address of a browser."""
NEWS = {400, 403, 408, 413, 414, 431}
"""The refusals that somebody at work does not meet."""


class Guard:
    """ASGI middleware; `hosts` are further names by which the server may be called."""

    def __init__(self, app: App, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts} | _own_names()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        put_secret_away(scope)
        if scope.get("client"):
            scope["client"] = (scope["client"][0][:LONGEST_ADDRESS], scope["client"][1])
        answer = Answer(scope, send)
        refusal = self._refusal(scope) or await _entry_refusal_or_outage(scope)
        if refusal is not None:
            _note(refusal, scope)
            await _refuse(_for_its_reader(refusal, scope), scope, receive, answer.send)
        else:
            if scope["type"] == "http":
                note_request(Request(scope))  # tells the log where it acts
            await self._admit(scope, receive, answer)

    async def _admit(self, scope: Scope, receive: Receive, answer: Answer) -> None:
        body = Body(receive, scope)
        try:
            await self._app(scope, body.receive, answer.send)
        except Exception:
            if body.refusal is None:
                raise
            _note(body.refusal, scope)
            await _for_its_reader(body.refusal, scope)(scope, receive, answer.send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._knows(headers.get("host", ""), scope):
            return PlainTextResponse("Ce serveur ne répond pas à ce nom.", 400)
        if not _is_own_origin(headers, scope):
            return PlainTextResponse("Demande venue d’un autre site : refusée.", 403)
        return size_refusal(scope)

    def _knows(self, host: str, scope: Scope) -> bool:
        """Whether a browser that means us would say so: another site's name is a trap."""
        here = (scope.get("server") or ("",))[0]
        if not (found := _HOST.fullmatch(host)):
            return False
        name = found["name"].strip("[]").lower()
        return name in self._hosts or name == here


_HOST = re.compile(r"(?P<name>[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?", re.ASCII)


def _own_names() -> set[str]:
    name = socket.gethostname().lower()
    return {"localhost", "127.0.0.1", "::1", name, f"{name.partition('.')[0]}.local"}


def _is_own_origin(headers: Headers, scope: Scope) -> bool:
    """Whether a request that can change something comes from our own pages.

    Browsers say where a websocket, a form and a script's request come from; other programs do not,
    and hold nobody's cookies.
    """
    is_safe = scope["type"] == "http" and scope["method"] in {"GET", "HEAD", "OPTIONS"}
    is_socket = scope["path"].startswith(SOCKET)
    if is_safe and not is_socket:
        return True
    if (origin := headers.get("origin")) is not None:
        host = headers.get("host", "").lower()
        return origin.lower() in {f"http://{host}", f"https://{host}"}
    return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}


async def _entry_refusal_or_outage(scope: Scope) -> Response | None:
    try:
        return await _entry_refusal(scope)
    except Outage as outage:
        if scope["type"] == "websocket":
            return Response(status_code=503)
        return await request_failed(Request(scope), outage)


async def _entry_refusal(scope: Scope) -> Response | None:
    """Where whoever asks has to go first, or None; puts the seat into the scope."""
    path = scope["path"]
    scope["seat"] = None
    is_open = path in WITHOUT_SEAT or IS_TYPEFACE.fullmatch(path)
    if is_open or is_for_programs(scope) or secret_in(scope):
        return None
    seat = await Seat.of_token(cookie(scope, SESSION_COOKIE))
    scope["seat"] = seat
    if path in DOORS:
        return None
    if seat is None:
        return await _to_the_door(scope)
    if seat.must_change and path not in {NEW_PASSWORD, "/deconnexion"}:
        return _elsewhere(scope, NEW_PASSWORD)
    if seat.is_locked and path.startswith("/api/"):
        return JSONResponse({"detail": "L’écran est verrouillé."}, 403)
    return None


async def _to_the_door(scope: Scope) -> Response:
    door = SIGN_IN if await Account.exists() else SET_UP
    if door == SIGN_IN and scope["path"] != "/" and scope["type"] == "http":
        query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        back = quote(scope["path"] + query)
        door += f"?suite={back}" if len(back) <= LONGEST_WAY_BACK else ""
    return _elsewhere(scope, door)


def _elsewhere(scope: Scope, door: str) -> Response:
    is_page = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
    if is_page and not scope["path"].startswith(WITHOUT_PAGE):
        return RedirectResponse(door, 303)
    return JSONResponse({"detail": "Connectez-vous d’abord."}, 401)


def _note(refusal: Response, scope: Scope) -> None:
    """Who has to sign in first is no news, and an outage is told of elsewhere."""
    if refusal.status_code in NEWS:
        address = (scope.get("client") or ("",))[0]
        sentence = bytes(refusal.body).decode()
        refusal.headers["X-Reference"] = REFUSALS.note(sentence, address)


def _for_its_reader(refusal: Response, scope: Scope) -> Response:
    return as_problem(refusal) if is_for_programs(scope) else refusal


async def _refuse(refusal: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        await refusal(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})


class Answer:
    """What goes back to the browser, with the headers that protect it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._scope = scope
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            await self._page(message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        message.setdefault("headers", [])
        headers = MutableHeaders(scope=message)
        protect(headers)
        if is_https(self._scope):
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if PAGE_HEADER in headers:
            self._start = message  # held back until the body has its nonces
        else:
            await self._send(message)

    async def _page(self, message: Message) -> None:
        """A page of NiceGUI: only the scripts that it was sent with may run."""
        assert self._start is not None
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        nonce = secrets.token_urlsafe(16)
        body = self._body.replace(b"<script", f'<script nonce="{nonce}"'.encode())
        headers = MutableHeaders(scope=self._start)
        host = Headers(scope=self._scope).get("host", "")
        headers["Content-Length"] = str(len(body))
        headers["Content-Security-Policy"] = (
            f"{POLICY}; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
            f"style-src 'self' 'unsafe-inline'; connect-src 'self' ws://{host} wss://{host}"
        )
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})
        self._start, self._body = None, b""  # the tab keeps its request, and so this


def seat_in(scope: Scope) -> Seat:
    """Who asks, on a route that the guard lets nobody else reach."""
    seat: Seat = scope["seat"]
    return seat
