"""Who leaves before there is an answer is nobody's fault, and nothing of it stands in the log."""

from __future__ import annotations

import asyncio
from typing import Any

from nicegui import app
from nicegui.storage import RequestTrackingMiddleware
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.nicegui_patches import ASSETS
from tests.simulation import Simulation


def around(inmost: ASGIApp) -> ASGIApp:
    """An application behind all that stands before ours; NiceGUI's storage has us use it in tests
    alone."""
    whole = inmost
    for one in reversed(app.user_middleware):
        kind: Any = one.cls
        if kind is not RequestTrackingMiddleware:
            whole = kind(whole, *one.args, **one.kwargs)
    return whole


def request(path: str, *headers: tuple[bytes, bytes]) -> Scope:
    named: Any = [(b"host", b"localhost"), *headers]
    asked = {"path": path, "raw_path": path.encode(), "query_string": b"", "headers": named}
    http = {"type": "http", "method": "GET", "scheme": "http", "asgi": {"spec_version": "2.3"}}
    return {**http, **asked, "client": ("192.0.2.1", 1), "server": ("localhost", 80)}


async def asked(inmost: ASGIApp, scope: Scope, *said: Message) -> list[Message]:
    """What is answered to who says this and then no more."""
    answers: list[Message] = []
    words: list[Message] = [*said]

    async def receive() -> Message:
        return words.pop(0) if words else await asyncio.Future()

    async def send(message: Message) -> None:
        answers.append(message)

    await around(inmost)(scope, receive, send)
    return answers


WHOLE: Message = {"type": "http.request", "body": b"", "more_body": False}
GONE: Message = {"type": "http.disconnect"}


async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
    """An export that has not begun when its reader leaves."""

    async def never() -> Any:
        await asyncio.Future()
        yield b""

    await StreamingResponse(never())(scope, receive, send)


async def silent(_scope: Scope, _receive: Receive, _send: Send) -> None:
    """Stops without a word."""


async def test_who_leaves_before_the_answer_is_no_fault(simulation: Simulation) -> None:
    compressed = (b"accept-encoding", b"gzip")
    for inmost in (slowly, silent):
        for path in ("/sante", f"{ASSETS}static/fonts.css"):
            for headers in ((), (compressed,)):
                answers = await asked(inmost, request(path, *headers), WHOLE, GONE)
                assert not any(one.get("body") for one in answers), (inmost, path)


async def test_an_address_of_ours_begins_as_the_proxy_says(simulation: Simulation) -> None:
    async def elsewhere(_scope: Scope, _receive: Receive, send: Send) -> None:
        where = [(b"location", b"/clients")]
        await send({"type": "http.response.start", "status": 303, "headers": where})
        await send({"type": "http.response.body", "body": b""})

    for told, where in ((b"/desk", b"/desk/clients"), (b"", b"/clients")):
        scope = request("/sante", (b"x-forwarded-prefix", told))
        answers = await asked(elsewhere, scope, WHOLE)
        assert (b"location", where) in answers[0]["headers"]


async def test_the_files_of_the_library_stay_in_the_browser(simulation: Simulation) -> None:
    for path, is_kept in (("static/fonts.css", True), ("dynamic_resources/x.css", False)):
        answers = await asked(app, request(f"{ASSETS}{path}"), WHOLE)
        kept = dict(answers[0]["headers"]).get(b"cache-control", b"")
        assert (b"max-age" in kept) is is_kept, path
