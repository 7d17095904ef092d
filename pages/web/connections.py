"""The connections of browsers: none waits for ever for what its other end does not send.

Opening one costs a stranger nothing, and a process has so many files and no more. What counts here
are connections on which nothing is being answered: half a request, half a body, nothing at all, or
an answer that nobody reads.
An open websocket is none of them: the guard has asked it for its session.
"""

from __future__ import annotations

import asyncio
import ipaddress
import resource
from asyncio.events import TimerHandle
from contextlib import suppress
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import get_remote_addr

from models.staff import network_of

HEAD_SECONDS = 15.0
"""For all headers of a request."""
BODY_SECONDS = 60.0
"""For a megabyte, over the poorest wireless network; and until more of an answer is read."""
IDLE_SECONDS = 5
"""Without a request."""
LONGEST_HEAD = 64_000
"""Bytes."""
MOST_PER_ADDRESS = 400
"""A whole firm may come from one address, each browser with six connections at most."""
MOST_FILES = 65_536


def raise_file_limit() -> int:
    """Let this process open as many files as it may; how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST_FILES
    with suppress(ValueError, OSError):  # macOS says a limit that it does not grant
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


class Crowd:
    """The open connections of a process. From a proxy all come with one address, which is no
    reason to close any."""

    def __init__(self, most: int, proxies: tuple[str, ...] = ()) -> None:
        self._most = most
        self._proxies = [ipaddress.ip_network(one) for one in proxies]
        self._open: dict[str, int] = {}
        self._waiting: dict[str, dict[Connection, None]] = {}
        """By address, those that wait, the longest first."""
        self._all_waiting: dict[Connection, None] = {}

    def counted_as(self, address: str) -> str:
        """A proxy counts as itself, anybody else as what one subscriber keeps of an address."""
        return address if self._is_proxy(address) else network_of(address)

    def enter(self, one: Connection, address: str) -> bool:
        """Whether there is room for one more; the one that has waited longest may make it."""
        self._open[address] = self._open.get(address, 0) + 1
        is_full = not self._is_proxy(address) and self._open[address] > MOST_PER_ADDRESS
        if is_full and not self._close_longest(self._waiting.get(address, {})):
            return False
        if len(self._all_waiting) >= self._most:
            self._close_longest(self._all_waiting)
        self.wait(one, address)
        return True

    def leave(self, one: Connection, address: str) -> None:
        self.work(one, address)
        left = self._open.get(address, 0) - 1
        self._open[address] = left
        if left <= 0:
            self._open.pop(address)
            self._waiting.pop(address, None)

    def wait(self, one: Connection, address: str) -> None:
        self._waiting.setdefault(address, {})[one] = None
        self._all_waiting[one] = None

    def work(self, one: Connection, address: str) -> None:
        self._waiting.get(address, {}).pop(one, None)
        self._all_waiting.pop(one, None)

    def _close_longest(self, waiting: dict[Connection, None]) -> bool:
        longest = next(iter(waiting), None)
        if longest is None:
            return False
        longest.hang_up()
        return True

    def _is_proxy(self, address: str) -> bool:
        with suppress(ValueError):
            return any(ipaddress.ip_address(address) in one for one in self._proxies)
        return False


class Connection(HttpToolsProtocol):
    """One connection: it has a time for each thing that its other end has to send."""

    crowd: ClassVar[Crowd]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._timer: TimerHandle | None = None
        self._unread: TimerHandle | None = None
        self._address = ""
        self._is_counted = False
        self._has_head = False
        self._head_bytes = 0

    # --- the connection ---------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        has_arrived = self.transport is not None  # HTTPS: before its handshake
        super().connection_made(transport)
        if not has_arrived:
            self.arrive(transport)

    def arrive(self, transport: asyncio.Transport) -> bool:
        """Whether there is room for it, and a time for its first headers."""
        self.transport = transport
        client = get_remote_addr(transport)
        self._address = self.crowd.counted_as(client[0] if client else "")
        self._is_counted = True
        if is_let_in := self.crowd.enter(self, self._address):
            self._allow(HEAD_SECONDS)
        else:
            self.hang_up()
        return is_let_in

    def connection_lost(self, exc: Exception | None) -> None:
        self.go()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self.go()
        super().handle_websocket_upgrade()

    def hang_up(self) -> None:
        self.go()
        self.transport.abort()

    def go(self) -> None:
        """It is none any more that waits, or that is counted."""
        self._allow(None)
        self._is_read()
        if self._is_counted:
            self._is_counted = False
            self.crowd.leave(self, self._address)

    # --- what arrives -----------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        super().data_received(data)
        if not self._is_counted:
            return
        if self._is_idle and self._timer is None:
            self.crowd.wait(self, self._address)
            self._allow(HEAD_SECONDS)  # also for empty lines, which begin no request
        if not self._has_head:
            self._head_bytes += len(data)
            if self._head_bytes > LONGEST_HEAD:
                self.hang_up()

    @property
    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._has_head = False
        self._allow(HEAD_SECONDS)

    def on_headers_complete(self) -> None:
        self._has_head = True
        self._head_bytes = 0
        self._allow(BODY_SECONDS)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._allow(None)
        if self._unread is None:
            self.crowd.work(self, self._address)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._is_counted and not self.pipeline:
            self.crowd.wait(self, self._address)

    def pause_writing(self) -> None:
        super().pause_writing()
        if self._is_counted and self._unread is None:
            self._unread = self.loop.call_later(BODY_SECONDS, self.hang_up)
            self.crowd.wait(self, self._address)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._is_read()
        if self._is_counted and not self._is_idle:
            self.crowd.work(self, self._address)

    def _is_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
        self._unread = None

    def _allow(self, seconds: float | None) -> None:
        """So long for what comes next; None for as long as we take."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, self.hang_up)


def connection_class(most: int, proxies: tuple[str, ...] = ()) -> type[Connection]:
    """What uvicorn makes of each connection, of which `most` may wait at a time."""
    return type("Connection", (Connection,), {"crowd": Crowd(most, proxies)})
