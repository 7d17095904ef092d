"""What a browser loads beside the page: little, once, and with the first rows in it."""

from __future__ import annotations

import gzip
import re

import httpx
import nicegui
import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from components.looks.looks import stylesheet_path
from models.lists import PAGE_ROWS
from pages.web.assets import Assets, Kept
from tests.factories import make_client
from tests.simulation import Tab

STATIC = f"/_nicegui/{nicegui.__version__}/static"
QUASAR = f"{STATIC}/quasar.umd.prod.js"
ICONS = f"{STATIC}/fonts/0c19a63c7528cc1a.woff2"


async def test_scripts_and_styles_are_sent_compressed(tab: Tab, subtests: pytest.Subtests) -> None:
    for path in (QUASAR, stylesheet_path()):
        with subtests.test(path=path):
            for _ in ("made", "kept"):
                async with tab.http.stream("GET", path) as answer:
                    raw = b"".join([part async for part in answer.aiter_raw()])

                assert answer.headers["content-encoding"] == "gzip"
                assert len(raw) < len(gzip.decompress(raw)) / 2


async def test_who_does_not_understand_compression_is_sent_it_plain(tab: Tab) -> None:
    compressed = await tab.http.get(QUASAR)

    plain = await tab.http.get(QUASAR, headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in plain.headers
    assert plain.content == compressed.content


async def test_what_cannot_be_made_smaller_is_sent_as_it_is(tab: Tab) -> None:
    assert "content-encoding" not in (await tab.http.get(ICONS)).headers


async def test_what_is_not_there_is_asked_for_again(tab: Tab) -> None:
    for _ in range(2):
        assert (await tab.http.get(f"{STATIC}/nothing.js")).status_code == 404


async def test_a_page_sends_as_many_rows_as_a_list_asks_for_at_once(tab: Tab) -> None:
    for serial in range(PAGE_ROWS + 5):
        await make_client(f"Client {serial:03d}")

    await tab.open("/clients")

    assert len(tab.first_rows) == PAGE_ROWS
    assert len((await tab.http.get("/api/clients")).json()["rows"]) == PAGE_ROWS


async def test_the_first_rows_can_be_read_before_any_script_runs(tab: Tab) -> None:
    await make_client("Garage <Martin>", city="Gap")

    page = (await tab.http.get("/clients")).text

    picture = re.search(r'<div class="picture .*?</script>', page, re.DOTALL)
    assert picture
    assert "Garage &lt;Martin&gt;" in picture[0]
    assert "Gap" in picture[0]


async def a_script(scope: Scope, receive: Receive, send: Send) -> None:
    """One file, however its path is spelled."""
    await Response("let x;" * 1_000, media_type="application/javascript")(scope, receive, send)


async def test_a_file_is_kept_once_however_its_path_is_spelled() -> None:
    assets = Assets(a_script)
    transport = httpx.ASGITransport(assets)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        for n in range(60):
            answer = await http.get(f"{STATIC}/{n}//x.js", headers={"Accept-Encoding": "gzip"})
            assert answer.text.startswith("let x;")

    assert len(assets._kept) == 1
    assert assets._kept.bytes < 1_000


async def test_what_a_browser_left_halfway_is_not_kept(subtests: pytest.Subtests) -> None:
    whole = b"window.is_here = true;\n" * 100

    async def left_halfway(scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/javascript")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": whole[:1_000], "more_body": True})
        if scope["path"].endswith("stays.js"):
            await send({"type": "http.response.body", "body": whole[1_000:], "more_body": False})

    assets = Assets(left_halfway)
    for name, kept in (("stays.js", 1), ("leaves.js", 1)):
        with subtests.test(name=name):
            scope = {
                "type": "http",
                "method": "GET",
                "path": f"{STATIC}/{name}",
                "headers": [(b"accept-encoding", b"gzip")],
            }
            await assets(scope, _nothing_more, _nobody)
            assert len(assets._kept) == kept


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}


async def _nobody(_message: Message) -> None:
    """The browser has left."""


def test_what_is_kept_has_bounds() -> None:
    kept = Kept(most_paths=10, most_bytes=1_000)
    for n in range(50):
        kept.keep(f"/{n}", f"print {n % 25}", Response(b"x" * 90))
        for m in range(20):
            kept.known(f"/{n}/{m}", f"print {n % 25}")

    assert kept.bytes <= 1_000
    assert len(kept) == kept.bytes // 90
    assert len(kept._prints) <= 10
    assert kept.at("/49/19") is not None
    assert kept.at("/0") is None
