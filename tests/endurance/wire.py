"""The websocket of one page: the few frames of Socket.IO that NiceGUI's script exchanges."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import orjson
from aiohttp.abc import AbstractCookieJar

OPENED, PING, PONG, JOIN, EVENT, REFUSED = "0", "2", "3", "40", "42", "44"
PATH = "/_nicegui_ws/socket.io/"


class Lost(ConnectionError):
    """The server does not answer, or has gone."""


class Unknown(ConnectionError):
    """The server does not know this page: it has been started again since."""


class Wire:
    """A connection that the server has accepted."""

    def __init__(
        self, http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse
    ) -> None:
        self._http = http
        self._socket = socket
        self._early: list[str] = []

    @classmethod
    async def open(cls, cookies: AbstractCookieJar, url: str, query: Mapping[str, str]) -> Wire:
        """Connect as the page that this query names; raises Lost or Unknown."""
        # A browser takes no connection that has served requests: uvicorn may close such a one
        # after its keep-alive time, five seconds, websocket or not.
        http = aiohttp.ClientSession(cookie_jar=cookies)
        try:
            socket = await http.ws_connect(
                f"{url}{PATH}",
                params={**query, "EIO": "4", "transport": "websocket"},
                headers={"Origin": url},
                max_msg_size=0,
            )
            wire = cls(http, socket)
            await wire._join()
        except aiohttp.ClientError as error:
            await http.close()
            raise Lost(str(error)) from error
        except BaseException:
            await http.close()
            raise
        return wire

    async def send(self, event: str, data: Mapping[str, Any]) -> None:
        """Tell the server; raises Lost."""
        await self._send(EVENT + orjson.dumps([event, data]).decode())

    async def events(self) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """What the server says, until the connection ends."""
        while True:
            try:
                frame = self._early.pop(0) if self._early else await self._frame()
            except Lost:
                return
            if frame.startswith(EVENT):
                event, *data = orjson.loads(frame[len(EVENT) :])
                yield event, data[0] if data else {}

    async def close(self) -> None:
        try:
            await self._socket.close()
        finally:
            await self._http.close()

    async def _join(self) -> None:
        while not (frame := await self._frame()).startswith(JOIN):
            if frame.startswith(OPENED):
                await self._send(JOIN)
            elif frame.startswith(REFUSED):
                raise Unknown(frame)
            else:
                self._early.append(frame)

    async def _frame(self) -> str:
        while True:
            message = await self._socket.receive()
            if message.type != aiohttp.WSMsgType.TEXT:
                raise Lost(f"the connection has ended ({message.type.name})")
            frame = str(message.data)
            if not frame.startswith(PING):
                return frame
            await self._send(PONG)

    async def _send(self, frame: str) -> None:
        try:
            await self._socket.send_str(frame)
        except (aiohttp.ClientError, ConnectionError) as error:
            raise Lost(str(error)) from error
