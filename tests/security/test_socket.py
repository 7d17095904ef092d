"""The websocket of an open tab obeys the session that it was opened with, message by message."""

from __future__ import annotations

import asyncio
import gc
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest
import socketio
import uvicorn
from nicegui import Client as NiceGuiClient
from nicegui import app, core, ui

from components.list.grid import LiveGrid
from components.tab import has_left
from models.clients import Client
from models.database import transaction
from models.permissions import Role, Staff
from models.records import JournalEntry
from models.records.changes import pass_on
from models.staff import (
    Account,
    Device,
    Seat,
    Session,
    unlock,
)
from pages.web import socket_guard
from pages.web.socket_guard import MOST_COMPLAINTS, guard_socket
from tests.factories import ANYWHERE, make_account, make_client, make_session, retyped
from tests.processes import free_port
from tests.security.conftest import PASSWORD, STAFF
from tests.simulation import Simulation, at_rest
from tests.waiting import PATIENCE, until

ADMIN = STAFF[Role.ADMINISTRATOR]
MANAGER = STAFF[Role.MANAGER]
RELOAD = "location.reload()"
TRANSPORTS = ("websocket", "polling")


@dataclass
class Socket:
    """What a browser does after it has fetched a page."""

    url: str
    token: str = ""
    page: str = ""
    heard: list[tuple[str, Any]] = field(default_factory=list)
    sio: socketio.AsyncClient = field(
        default_factory=lambda: socketio.AsyncClient(reconnection=False)
    )

    async def fetch(self, path: str = "/clients") -> None:
        headers = {"Cookie": f"comptoir_session={self.token}"}
        async with httpx.AsyncClient(base_url=self.url, headers=headers) as http:
            answer = await http.get(path)
        assert answer.status_code == 200
        (self.page,) = re.findall(r"client_id['\"]?: ?['\"]([\w-]{36})", answer.text)[:1]

    @property
    def client(self) -> NiceGuiClient:
        return NiceGuiClient.instances[self.page]

    async def connect(self, origin: str = "", transport: str = "websocket") -> bool:
        """Whether the server lets this browser connect."""
        self.sio.on("*", lambda event, *args: self.heard.append((event, args[0] if args else {})))
        headers = {"Cookie": f"comptoir_session={self.token}"} if self.token else {}
        if origin:
            headers["Origin"] = origin
        try:
            await self.sio.connect(
                f"{self.url}?client_id={self.page}",
                headers=headers,
                transports=[transport],
                socketio_path="/_nicegui_ws/socket.io",
            )
        except (socketio.exceptions.ConnectionError, RuntimeError):
            return False
        return True

    async def shake(self, page: str = "") -> bool:
        """Whether the server gives this browser the page."""
        asked = {"client_id": page or self.page, "tab_id": "t", "document_id": "d"}
        return bool(await self.ask("handshake", {**asked, "next_message_id": 0}))

    async def send(self, element: ui.element, event: str, args: Any = None) -> None:
        """An event of an element, as JavaScript sends it."""
        message = {"id": element.id, "client_id": element.client.id, "args": [json.dumps(args)]}
        for listener in tuple(element._event_listeners.values()):
            if listener.type.split(".")[0] == event:
                await self.ask("event", {**message, "listener_id": listener.id})

    async def ask(self, event: str, message: dict[str, Any]) -> Any:
        """Send a message, and wait until the server has dealt with it."""
        return await self.sio.call(event, message, timeout=PATIENCE)

    def element(self, kind: type[ui.element], client: NiceGuiClient | None = None) -> ui.element:
        return next(
            one for one in (client or self.client).elements.values() if isinstance(one, kind)
        )

    async def hears_everything(self) -> None:
        """Wait until what has begun is done and what it has to say has arrived."""
        await at_rest(self.client)
        if has_left(self.client):  # it is told nothing more, but its questions are answered
            await self.shake()
            return
        mark = f"/* {uuid4()} */"
        self.client.run_javascript(mark)
        assert await until(lambda: mark in str(self.heard))

    def has_heard(self, text: str) -> bool:
        return text in str(self.heard)

    def heard_of(self, client: Client) -> bool:
        return self.has_heard(f"client={client.id}")

    async def hears_reload(self) -> bool:
        return await until(lambda: any(RELOAD in str(message) for event, message in self.heard))


@pytest.fixture
async def url(simulation: Simulation) -> AsyncIterator[str]:
    """The app on a port of its own, in this process."""
    handlers = dict(core.sio.handlers["/"])
    guard_socket()
    port = free_port()
    config = uvicorn.Config(app, "127.0.0.1", port, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    assert await until(lambda: server.started)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = server.force_exit = True
    await serving
    core.sio.handlers["/"].update(handlers)


NewSocket = Callable[..., Awaitable[Socket]]


@pytest.fixture
async def new_socket(url: str) -> AsyncIterator[NewSocket]:
    """Makes browsers of somebody; with a page fetched unless nobody has signed in."""
    async with AsyncExitStack() as stack:

        async def open_one(staff: Staff | None = ADMIN, path: str = "/clients") -> Socket:
            socket = Socket(url, await make_session(staff) if staff else "")
            stack.push_async_callback(socket.sio.disconnect)
            if staff:
                await socket.fetch(path)
            return socket

        yield open_one


@pytest.fixture
async def tab(new_socket: NewSocket) -> Socket:
    """A tab of a manager, open and at work."""
    return await opened(new_socket)


async def opened(new_socket: NewSocket, staff: Staff = MANAGER, path: str = "/clients") -> Socket:
    socket = await new_socket(staff, path)
    assert await socket.connect()
    assert await socket.shake()
    return socket


async def works(tab: Socket) -> bool:
    """Whether an event of this tab does anything: it opens a client's card, and writes the URL."""
    client = await make_client("Dupont")
    await tab.send(tab.element(LiveGrid), "open", client.id)
    await tab.hears_everything()
    return tab.heard_of(client)


# --- getting in -------------------------------------------------------------------------------


async def test_a_tab_that_is_in_order_works(tab: Socket) -> None:
    assert await works(tab)


async def test_nobody_connects_without_a_session(new_socket: NewSocket, tab: Socket) -> None:
    for transport in TRANSPORTS:
        stranger = await new_socket(None)
        stranger.page = tab.page

        assert not await stranger.connect(transport=transport), transport
        assert not await stranger.connect(tab.url, transport=transport), transport


async def test_no_other_site_connects(new_socket: NewSocket) -> None:
    for origin in ("http://evil.example", "null", "http://localhost:1", "http://["):
        for transport in TRANSPORTS:
            socket = await new_socket()
            assert not await socket.connect(origin, transport), (origin, transport)
    socket = await new_socket()
    assert await socket.connect(socket.url)


async def test_the_page_of_somebody_else_is_refused(new_socket: NewSocket, tab: Socket) -> None:
    spy = await new_socket(STAFF[Role.READER])
    own, spy.page = spy.page, tab.page
    assert not await spy.connect()

    spy.sio, spy.page = socketio.AsyncClient(reconnection=False), own
    assert await spy.connect()
    assert await spy.shake()
    assert not await spy.shake(tab.page)
    client = await make_client("Dupont")
    await spy.send(tab.element(LiveGrid), "open", client.id)
    for one in (spy, tab):
        await one.hears_everything()
        assert not one.heard_of(client)
    assert await works(tab)
    await spy.sio.disconnect()


async def test_another_session_of_the_same_person_is_another_one(
    new_socket: NewSocket, tab: Socket
) -> None:
    other = await new_socket(MANAGER)
    other.page = tab.page

    assert not await other.connect()


async def test_messages_that_are_none_do_nothing(tab: Socket) -> None:
    for event in ("event", "ack", "log", "javascript_response", "handshake", "connect", "x"):
        for message in ({}, "x", None, [], [1], 7, {"client_id": "x"}, {"client_id": tab.page}):
            await tab.sio.emit(event, message)
    await tab.sio.eio.send("42" + "[" * 5_000 + "]" * 5_000)
    await tab.sio.eio.send("4x{}")

    assert await works(tab)


async def test_a_tab_does_not_fill_the_log(tab: Socket, caplog: pytest.LogCaptureFixture) -> None:
    unheard = {"id": tab.client.layout.id, "client_id": tab.page, "listener_id": "x", "args": []}
    said = {"client_id": tab.page, "level": "error", "message": "Zanzibar"}
    for _ in range(2 * MOST_COMPLAINTS):
        await tab.sio.emit("event", unheard)
        await tab.sio.emit("log", said)

    assert await works(tab)
    gc.collect()  # what raised is told of once its task is gone
    errors = [one for one in caplog.records if one.levelname == "ERROR"]
    assert 0 < len(errors) <= MOST_COMPLAINTS


# --- losing it --------------------------------------------------------------------------------


async def manager() -> Account:
    return await make_account(MANAGER)


async def sign_out() -> None:
    session = await Session.get(account_id=(await manager()).id, ended_at=None)
    await Session.sign_out(session.id)


async def disable() -> None:
    await make_account(ADMIN)
    await (await manager()).disable(by=ADMIN)


async def reset_password() -> None:
    await (await manager()).reset_password(by=ADMIN, password=PASSWORD)


async def revoke() -> None:
    session = await Session.get(account_id=(await manager()).id, ended_at=None)
    await Session.revoke(session.id, by=ADMIN)


async def grow_old() -> None:
    old = datetime.now(UTC) - timedelta(days=7, hours=1)
    async with transaction():
        await Session.filter(account_id=(await manager()).id).update(created_at=old)
    pass_on("session")


async def test_once_the_session_is_over_the_tab_leaves_and_does_nothing_more(
    new_socket: NewSocket, subtests: pytest.Subtests
) -> None:
    for end in (sign_out, grow_old, reset_password, revoke, disable):
        with subtests.test(end.__name__):
            tab = await opened(new_socket)
            assert await works(tab)
            grid, client = tab.element(LiveGrid), await make_client("Durand")

            await end()

            assert await tab.hears_reload()
            await tab.hears_everything()
            written = await JournalEntry.all().count()
            await tab.send(grid, "open", client.id)
            await tab.hears_everything()
            assert await JournalEntry.all().count() == written
            assert not tab.heard_of(client)
            assert not await tab.shake()


async def test_once_the_session_is_over_the_tab_is_told_nothing_more(
    new_socket: NewSocket, tab: Socket
) -> None:
    """Also a browser that does not do as it is told, and stays."""
    colleague = await opened(new_socket, ADMIN)
    await sign_out()
    assert await tab.hears_reload()

    client = await make_client("Zanzibar")
    await Client.amend(retyped(client, city="Zanzibar"), by=ADMIN)

    assert await until(lambda: "Zanzibar" in str(colleague.heard))
    await tab.hears_everything()
    assert "Zanzibar" not in str(tab.heard)


async def test_a_lower_role_counts_from_the_next_event_on(tab: Socket) -> None:
    client = await make_client("Dupont")
    await tab.send(tab.element(LiveGrid), "open", client.id)
    await tab.hears_everything()
    (delete,) = [
        one
        for one in tab.client.elements.values()
        if isinstance(one, ui.menu_item) and one.props.get("aria-label") == "Supprimer"
    ]
    await Account.amend(retyped(await manager(), role="lecture"), by=ADMIN)

    await tab.send(delete, "click")
    await tab.hears_everything()
    yes = [one for one in tab.client.elements.values() if getattr(one, "text", "") == "Oui"]
    for button in yes:
        await tab.send(button, "click")
    await tab.hears_everything()

    assert not (await Client.get(id=client.id)).is_trashed
    assert await tab.hears_reload()


async def test_once_its_role_is_another_a_tab_is_told_nothing_more(
    new_socket: NewSocket, subtests: pytest.Subtests
) -> None:
    """Also a browser that does not do as it is told, and stays."""
    colleague = await opened(new_socket, ADMIN)
    for path in ("/clients", "/comptes", "/journal"):
        with subtests.test(path):
            somebody = Staff(f"Sam {path}", Role.ADMINISTRATOR)
            tab = await opened(new_socket, somebody, path)
            account = await make_account(somebody)
            await Account.amend(retyped(account, role="lecture"), by=ADMIN)
            assert await tab.hears_reload()

            news = f"Zanzibar {path}"  # the news of the path before may be on this page
            client = await make_client(news)
            colleague.heard.clear()
            await Account.open(news, Role.READER, PASSWORD, by=ADMIN)
            await Client.amend(retyped(client, city=news), by=ADMIN)

            assert await until(partial(colleague.has_heard, news))
            await tab.hears_everything()
            assert not tab.has_heard(news)
            assert not await tab.shake()


async def test_a_locked_device_does_nothing_until_it_is_open_again(
    new_socket: NewSocket, tab: Socket
) -> None:
    colleague = await opened(new_socket, ADMIN)
    account = await Account.open("Paul", Role.COUNTER, PASSWORD, by=ADMIN)
    await account.choose_pin(PASSWORD, "4711", by=ADMIN)
    session = await Session.get(account_id=(await manager()).id, ended_at=None)
    await Device.share(session.device_id, "Tablette", by=ADMIN)
    await (await manager()).reset_password(by=ADMIN, password=PASSWORD)
    tab.token = await shared_session(session.device_id)
    await tab.fetch()
    tab.sio = socketio.AsyncClient(reconnection=False)
    assert await tab.connect()
    assert await tab.shake()
    assert await works(tab)

    grid, seat = tab.element(LiveGrid), await Seat.of_token(tab.token)
    assert seat
    await Session.lock(seat.session_id)
    assert await tab.hears_reload()
    tab.heard.clear()
    client = await make_client("Zanzibar")
    await tab.send(grid, "open", client.id)
    await Client.amend(retyped(client, city="Zanzibar"), by=ADMIN)
    await tab.sio.emit("ack", {"client_id": tab.page, "next_message_id": 0})
    assert await until(lambda: "Zanzibar" in str(colleague.heard))
    await tab.hears_everything()
    assert all(RELOAD in str(one) for one in tab.heard), "a browser that stays is told no more"
    assert not await tab.shake()
    again = Socket(tab.url, tab.token, tab.page)
    assert not await again.connect(), "nor does it come back to the page"
    async with httpx.AsyncClient(base_url=tab.url) as http:
        cookie = {"Cookie": f"comptoir_session={tab.token}"}
        assert (await http.get("/api/clients", headers=cookie)).status_code == 403
        assert "Dupont" not in (await http.get("/clients", headers=cookie)).text

    lock = Socket(tab.url, tab.token)
    await lock.fetch()
    assert await lock.connect()
    assert await lock.shake()
    for message in ("ack", "log", "event", "javascript_response"):
        await lock.sio.emit(message, {"client_id": lock.page, "next_message_id": 0})
    await Client.amend(retyped(await make_client("Tombouctou"), city="Tombouctou"), by=ADMIN)
    assert await until(lambda: "Tombouctou" in str(colleague.heard))
    await lock.hears_everything()
    assert not any(RELOAD in str(one) or "Tombouctou" in str(one) for one in lock.heard)

    seat = await Seat.of_token(tab.token)
    assert seat
    await (await manager()).choose_pin(PASSWORD, "4812", by=ADMIN)
    assert await unlock(seat, seat.account_id, "4812", ANYWHERE) is None

    assert await lock.hears_reload()
    await lock.sio.disconnect()
    await tab.sio.disconnect()
    tab.sio = socketio.AsyncClient(reconnection=False)
    await tab.fetch()
    assert await tab.connect()
    assert await tab.shake()
    assert await works(tab)
    await tab.sio.disconnect()


async def shared_session(device_id: int) -> str:
    """A new session of the manager on this device."""
    async with transaction():
        return await Session.begin((await manager()).id, device_id)


async def test_what_is_typed_keeps_its_order_while_the_seat_is_read_again(
    tab: Socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pool of connections answers later readings before earlier ones at times."""
    search, texts = tab.element(ui.input), ["d", "du", "dup", "dupo", "dupon", "dupont"]
    seat, turns = Seat.of_session, iter([500, 400, 300, 200, 100])
    answered: list[object] = []

    async def late(session_id: int) -> object:
        for _ in range(next(turns, 0)):
            await asyncio.sleep(0)
        return await seat(session_id)

    monkeypatch.setattr(Seat, "of_session", late)
    (listener,) = (one.id for one in search._event_listeners.values() if one.type == "update:value")
    message = {"id": search.id, "client_id": search.client.id, "listener_id": listener}
    for text in texts:
        typed = {**message, "args": [json.dumps(text)]}
        await tab.sio.emit("event", typed, callback=lambda *_: answered.append(1))
    assert await until(lambda: len(answered) == len(texts))

    assert isinstance(search, ui.input)
    assert search.value == "dupont"


async def test_what_still_waits_when_the_socket_closes_is_dropped_in_silence(
    tab: Socket, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    search, seat, goes_on = tab.element(ui.input), Seat.of_session, asyncio.Event()
    handle, begun = core.sio.handlers["/"]["event"], list[asyncio.Task[Any] | None]()

    async def late(session_id: int) -> object:
        await goes_on.wait()
        return await seat(session_id)

    async def noted(sid: str, message: dict[str, Any]) -> None:
        begun.append(asyncio.current_task())
        await handle(sid, message)

    monkeypatch.setattr(Seat, "of_session", late)
    monkeypatch.setitem(core.sio.handlers["/"], "event", noted)
    (listener,) = (one.id for one in search._event_listeners.values() if one.type == "update:value")
    message = {"id": search.id, "client_id": search.client.id, "listener_id": listener}
    for text in ("d", "du", "dup"):
        await tab.sio.emit("event", {**message, "args": [json.dumps(text)]})
    assert await until(lambda: len(begun) == 3)
    await tab.sio.disconnect()
    assert await until(lambda: not tab.client.has_socket_connection)
    goes_on.set()
    assert await until(lambda: all(task and task.done() for task in begun))
    begun.clear()
    gc.collect()  # a task that has failed is told of when it goes

    assert caplog.messages == []


async def test_a_tab_that_was_closed_is_let_go_and_one_that_was_cut_off_is_kept(
    new_socket: NewSocket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_guard, "AFTER_FAREWELL", 0)
    closed, cut_off = await opened(new_socket), await opened(new_socket)
    pages = closed.client, cut_off.client

    await closed.sio.disconnect()
    cut_off.sio.eio.ws._response.connection.transport.abort()

    assert await until(lambda: pages[0].is_deleted)
    assert await until(lambda: not pages[1].has_socket_connection)
    assert not pages[1].is_deleted
    assert cut_off.page in NiceGuiClient.instances
