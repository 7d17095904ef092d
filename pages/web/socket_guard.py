"""The websocket: every message is checked against the session that opened it, and its page's."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeGuard
from urllib.parse import parse_qs
from weakref import WeakKeyDictionary

from nicegui import Client

from components.nicegui_patches import (
    awaited,
    client_of_socket,
    delete_unless_back,
    is_socket_of,
    socket_handlers,
    socket_scope,
)
from components.tab import has_left, is_made_for, leave, note_fault, seat_down, seat_of
from models.database import Outage
from models.staff import Seat
from pages.web.sizes import FAREWELL

REFUSED = False
AFTER_FAREWELL = 1.0
"""Seconds that a tab is kept whose browser took leave: what it said last may still be under way."""

MOST_COMPLAINTS = 20
"""Lines of the log that a tab may cause by what it sends: a program in its place could go on."""

_complaints: WeakKeyDictionary[Client, int] = WeakKeyDictionary()
_turns: WeakKeyDictionary[Client, asyncio.Lock] = WeakKeyDictionary()
"""Each message of a tab is a task of its own, and whether it may speak takes a reading at times."""


def guard_socket() -> None:
    """Put the checks before NiceGUI's own handlers; once, before the server starts."""
    handlers = socket_handlers()
    handlers["event"] = _checked(handlers["event"], is_work=True)
    handlers["ack"] = _checked(handlers["ack"], is_harmless=True)
    handlers["javascript_response"] = _checked(handlers["javascript_response"])
    handlers["log"] = _checked(handlers["log"], is_complaint=True)
    handlers["handshake"] = _checked_handshake(handlers["handshake"])
    handlers["connect"] = _checked_connect(handlers["connect"])
    handlers["disconnect"] = _followed_by_end(handlers["disconnect"])


def _checked(
    handle: Callable[..., Any],
    *,
    is_work: bool = False,
    is_harmless: bool = False,
    is_complaint: bool = False,
) -> Callable[..., Any]:
    async def checked(sid: str, message: dict[str, Any]) -> None:
        client = Client.instances.get(_client_id(message)) or client_of_socket(sid)
        if client is None:
            return
        async with _turns.setdefault(client, asyncio.Lock()):  # what is typed keeps its order
            seat = await _seat(sid, client)
            if not is_socket_of(sid, client) or has_left(client):
                return
            if not _is_page_for(seat, client):
                leave(client)
                return
            if seat.is_locked and not is_harmless:
                return  # it has nothing to say: its keys and names do not come this way
            if is_complaint and not _may_complain(client):
                return
            seat_down(client, seat)
            try:
                await awaited(handle(sid, message))
            except Exception:  # of a message that is none: the socket's library logs it
                if _may_complain(client):
                    raise
                return
        if is_work:
            await _use(seat)

    return checked


def _may_complain(client: Client) -> bool:
    _complaints[client] = _complaints.get(client, 0) + 1
    return _complaints[client] <= MOST_COMPLAINTS


def _checked_handshake(handle: Callable[..., Any]) -> Callable[..., Any]:
    async def checked(sid: str, message: dict[str, Any]) -> bool:
        client = Client.instances.get(_client_id(message))
        if client is None or not _is_page_for(await _seat(sid, client), client):
            return REFUSED
        return bool(await awaited(handle(sid, message)))

    return checked


def _checked_connect(handle: Callable[..., Any]) -> Callable[..., Any]:
    async def checked(sid: str, environ: dict[str, Any], auth: Any = None) -> Any:
        asked = parse_qs(environ.get("QUERY_STRING", "")).get("client_id", [""])[0]
        client = Client.instances.get(asked)
        if client is not None and not _is_page_for(await _seat(sid, client), client):
            return REFUSED
        return await awaited(handle(sid, environ, auth))

    return checked


def _followed_by_end(handle: Callable[..., Any]) -> Callable[..., Any]:
    """Keep the tab of a lost connection as long as NiceGUI does, but not one that was closed."""

    async def followed(sid: str, _reason: str = "") -> None:
        client, took_leave = client_of_socket(sid), socket_scope(sid).get(FAREWELL)
        await awaited(handle(sid))
        if client is not None and took_leave:
            asyncio.get_running_loop().call_later(AFTER_FAREWELL, delete_unless_back, client)

    return followed


async def _seat(sid: str, client: Client | None) -> Seat | None:
    """Who holds this socket, if it is who the page was made for and the session is not over."""
    opened: Seat | None = socket_scope(sid).get("seat")
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


def _is_page_for(seat: Seat | None, client: Client) -> TypeGuard[Seat]:
    """Whether a page is what this seat may see now: while it is locked the lock, and only then; and
    what was built for its role."""
    if seat is None or seat.must_change or has_left(client):
        return False
    return seat.is_locked == seat_of(client).is_locked and is_made_for(client, seat)


async def _use(seat: Seat) -> None:
    try:
        await Seat.use(seat.session_id)
    except Outage as outage:
        note_fault(outage)


def _client_id(message: Any) -> str:
    return str(message.get("client_id", "")) if isinstance(message, dict) else ""
