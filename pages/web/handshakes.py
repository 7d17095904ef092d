"""HTTPS: a connection counts, and has its time, from before both ends have agreed on a key.

Uvicorn would be told of it only afterwards, and who never ends the handshake be counted nowhere.
"""

from __future__ import annotations

import asyncio
import ssl
from asyncio.sslproto import SSLProtocol
from pathlib import Path
from typing import Any, ClassVar

from pages.web.connections import IDLE_SECONDS, Connection, connection_class


class Handshake(SSLProtocol):
    """What stands between a connection of HTTPS and what is said on it."""

    secret: ClassVar[ssl.SSLContext]
    inner: ClassVar[type[Connection]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._connection = self.inner(*args, **kwargs)
        super().__init__(
            self._connection.loop,
            self._connection,
            self.secret,
            None,  # type: ignore[arg-type]
            server_side=True,
            ssl_shutdown_timeout=IDLE_SECONDS,
        )

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        if self._connection.arrive(transport):
            super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        self._connection.go()
        super().connection_lost(exc)


def encrypted_class(
    certificate: Path, key: Path, most: int, proxies: tuple[str, ...] = ()
) -> type[Any]:
    """What uvicorn makes of each connection where HTTPS is spoken; see `connection_class`."""
    secret = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secret.load_cert_chain(certificate, key)
    return handshake_class(secret, connection_class(most, proxies))


def handshake_class(secret: ssl.SSLContext, inner: type[Connection]) -> type[Any]:
    return type("Handshake", (Handshake,), {"secret": secret, "inner": inner})
