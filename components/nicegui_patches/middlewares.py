"""What NiceGUI adds to every answer, as plain ASGI.

Its own are Starlette's `BaseHTTPMiddleware`: it takes each answer through a stream, and raises
« No response returned. » where a browser leaves before there is one.
"""

from __future__ import annotations

import nicegui
from nicegui import core, ui_run
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN = ("RedirectWithPrefixMiddleware", "SetCacheControlMiddleware")
"""What NiceGUI's start calls them."""


class Redirecting:
    """Has an address of ours begin as the proxy says that it does."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        prefix = Headers(scope=scope).get("x-forwarded-prefix", "")

        async def prefixed(message: Message) -> None:
            if message["type"] == "http.response.start" and prefix:
                headers = MutableHeaders(scope=message)
                if (where := headers.get("location", "")).startswith("/"):
                    headers["location"] = prefix + where
            await send(message)

        await self._app(scope, receive, prefixed)


class Lasting:
    """Says of NiceGUI's own files that they stay as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = f"/_nicegui/{nicegui.__version__}/"
        self._made_anew = f"{self._files}dynamic_resources/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_file = path.startswith(self._files) and not path.startswith(self._made_anew)
        if scope["type"] != "http" or not is_file:
            await self._app(scope, receive, send)
            return

        async def lasting(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = core.app.config.cache_control_directives
                MutableHeaders(scope=message)["cache-control"] = kept
            await send(message)

        await self._app(scope, receive, lasting)


def put_plain_ones() -> None:
    """Have NiceGUI's start take these in the place of its own."""
    for name, plain in zip(OWN, (Redirecting, Lasting), strict=True):
        setattr(ui_run, name, plain)
