"""The websocket: every message is checked against the session that opened it, and its page's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs
from weakref import WeakKeyDictionary

from nicegui import Client, core
from nicegui.helpers import should_await

from components.tab import note_fault, seat_down, seat_of
from models.database import Outage
from models.staff import Seat

REFUSED = False

_turns: WeakKeyDictionary[Client, asyncio.Lock] = WeakKeyDictionary()
"""Each message of a tab is a task of its own, and whether it may speak takes a reading at times."""


def guard_socket() -> None:
    """Put the checks before NiceGUI's own handlers; once, before the server starts."""
    handlers: dict[str, Callable[..., Any]] = core.sio.handlers["/"]
    handlers["event"] = _checked(handlers["event"], is_work=True)
    for name in ("javascript_response", "ack", "log"):
        handlers[name] = _checked(handlers[name])
    handlers["handshake"] = _checked_handshake(handlers["handshake"])
    handlers["connect"] = _checked_connect(handlers["connect"])


def _checked(handle: Callable[..., Any], *, is_work: bool = False) -> Callable[..., Any]:
    async def checked(sid: str, message: dict[str, Any]) -> None:
        client = Client.instances.get(_client_id(message) or _room(sid))
        if client is None:
            return
        async with _turns.setdefault(client, asyncio.Lock()):  # what is typed keeps its order
            seat = await _seat(sid, client)
            if not _is_in(sid, client.id):
                return
            if seat is None or not seat.is_open:
                client.run_javascript("location.reload()")
                return
            seat_down(client, seat)
            await _awaited(handle(sid, message))
        if is_work:
            await _use(seat)

    return checked


def _checked_handshake(handle: Callable[..., Any]) -> Callable[..., Any]:
    async def checked(sid: str, message: dict[str, Any]) -> bool:
        if await _seat(sid, Client.instances.get(_client_id(message))) is None:
            return REFUSED
        return bool(await _awaited(handle(sid, message)))

    return checked


def _checked_connect(handle: Callable[..., Any]) -> Callable[..., Any]:
    async def checked(sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        asked = parse_qs(environ.get("QUERY_STRING", "")).get("client_id", [""])[0]
        client = Client.instances.get(asked)
        if client is not None and await _seat(sid, client) is None:
            return REFUSED
        return await _awaited(handle(sid, environ, auth))

    return checked


async def _seat(sid: str, client: Client | None) -> Seat | None:
    """Who holds this socket, if it is who the page was made for and the session is not over."""
    environ = core.sio.get_environ(sid) or {}  # nothing once the socket is closed
    opened: Seat | None = environ.get("asgi.scope", {}).get("seat")
    if opened is None or client is None:
        return None
    known = seat_of(client)
    if known.session_id != opened.session_id:
        return None
    try:
        return await Seat.of_session(opened.session_id)
    except Outage as outage:
        note_fault(outage)
        return known  # nobody can read or save anything now; what is typed must not be lost


async def _use(seat: Seat) -> None:
    try:
        await Seat.use(seat.session_id)
    except Outage as outage:
        note_fault(outage)


def _client_id(message: Any) -> str:
    return str(message.get("client_id", "")) if isinstance(message, dict) else ""


def _room(sid: str) -> str:
    return next((room for room in core.sio.rooms(sid) if room in Client.instances), "")


def _is_in(sid: str, room: str) -> bool:
    """Asked at every message: the list of a socket's rooms looks into the rooms of everybody."""
    return any(one == sid for one, _ in core.sio.manager.get_participants("/", room))


async def _awaited(result: Any) -> Any:
    return await result if should_await(result) else result
