"""Every answer tells the browser what it may not do with it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from nicegui import __version__

from components.looks.looks import stylesheet_path
from models.staff import Account
from tests.factories import make_client
from tests.security.conftest import NewBrowser

NICEGUI = f"/_nicegui/{__version__}"
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
DIRECTIVES = (
    *("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"),
    "frame-ancestors 'none'",
)


def policy(answer: httpx.Response) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in parts}


def assert_protected(answer: httpx.Response) -> None:
    where = f"{answer.status_code} {answer.request.url}"
    assert ALWAYS.items() <= dict(answer.headers).items(), where
    assert "camera=()" in answer.headers["permissions-policy"], where
    for directive in DIRECTIVES:
        assert directive in answer.headers["content-security-policy"], where
    assert "cache-control" in answer.headers, where
    scripts = policy(answer)["script-src"]
    assert not {"'unsafe-inline'", "*", "data:", "http:", "https:"} & set(scripts), where
    for told in ("server", "x-powered-by"):
        assert told not in answer.headers, where


@pytest.fixture(autouse=True)
def _with_an_account(zoe: Account) -> None:
    """Else everything leads to the first door."""


async def test_every_kind_of_answer_is_protected(
    stranger: httpx.AsyncClient, insider: httpx.AsyncClient
) -> None:
    statuses = set()
    for browser, method, path, more in (
        (stranger, "GET", "/connexion", {}),
        (stranger, "POST", "/connexion", {}),
        (stranger, "PUT", "/connexion", {}),
        (stranger, "GET", "/clients", {}),
        (stranger, "GET", "/api/clients", {}),
        (stranger, "GET", "/sante", {}),
        (stranger, "GET", "/favicon.ico", {}),
        (stranger, "GET", stylesheet_path(), {}),
        (stranger, "GET", "/sante", {"Host": "evil.example"}),
        (stranger, "POST", "/connexion", {"Origin": "http://evil.example"}),
        (stranger, "POST", "/connexion", {"Content-Length": "2000000"}),
        (stranger, "GET", "/" + "a" * 3_000, {}),
        (insider, "GET", "/clients", {}),
        (insider, "GET", "/nulle/part", {}),
        (insider, "GET", "/locations/99", {}),
        (insider, "GET", "/api/clients", {}),
        (insider, "GET", "/api/clients?start=x", {}),
        (insider, "GET", "/api/documents/x", {}),
        (insider, "GET", "/mot-de-passe", {}),
        (insider, "GET", f"{NICEGUI}/static/nicegui.js", {}),
        (insider, "GET", f"{NICEGUI}/components/x", {}),
        (insider, "GET", "/_nicegui_ws/socket.io/", {}),
    ):
        answer = await browser.request(method, path, headers=more)
        statuses.add(answer.status_code)
        assert_protected(answer)

    assert statuses == {200, 303, 400, 401, 403, 404, 405, 413, 414}


async def test_what_is_cut_off_is_protected(stranger: httpx.AsyncClient) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = await stranger.post("/connexion", content=body(), headers=form)

    assert answer.status_code == 413
    assert_protected(answer)


async def test_what_fails_is_protected(
    insider: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for accept in ("text/html", "application/json"):
        with subtests.test(accept=accept):

            async def fail(*_: object, **__: object) -> None:
                raise LookupError("Zanzibar")

            monkeypatch.setattr("models.lists.listing.Listing.page", fail)
            insider._transport.raise_app_exceptions = False  # type: ignore[attr-defined]

            for path in ("/api/clients", "/clients"):
                answer = await insider.get(path, headers={"Accept": accept})

                assert_protected(answer)
                assert "Zanzibar" not in answer.text
                assert "Traceback" not in answer.text


async def test_only_over_https_is_https_asked_for(new_browser: NewBrowser) -> None:
    plain = await new_browser().get("/connexion")
    secure = await new_browser(base_url="https://test").get("/connexion")

    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"] == "max-age=31536000"


async def test_pages_and_data_are_kept_nowhere(insider: httpx.AsyncClient) -> None:
    for path in ("/clients", "/api/clients", "/mon-compte", "/connexion", "/mot-de-passe"):
        assert "no-store" in (await insider.get(path)).headers["cache-control"], path


async def test_the_doors_run_no_script_at_all(insider: httpx.AsyncClient) -> None:
    for path in ("/mot-de-passe", "/code-pin", "/sante", "/api/clients"):
        answer = await insider.get(path)
        assert policy(answer)["script-src"] == ["'none'"]
        assert policy(answer)["style-src"] == ["'self'"]
        assert "<script" not in answer.text


async def test_a_page_runs_the_scripts_that_it_was_sent_with_and_no_others(
    insider: httpx.AsyncClient,
) -> None:
    nonces = set()
    for _ in range(3):
        page = await insider.get("/clients")
        (nonce,) = re.findall(r"'nonce-([\w-]{20,})'", page.headers["content-security-policy"])
        scripts = re.findall(r"<script\b[^>]*", page.text)

        assert len(scripts) > 1
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        assert "strict-dynamic" not in page.headers["content-security-policy"]
        assert not re.search(r"<[^>]*\son\w+=", page.text.split("<script")[0])
        nonces.add(nonce)
    assert len(nonces) == 3


async def test_nothing_that_is_stored_becomes_a_script_of_the_page(
    insider: httpx.AsyncClient,
) -> None:
    hostile = "</script><script>alert(1)</script><script src=//evil.example>"
    tame = await make_client("Dupont")
    before = await insider.get(f"/clients?client={tame.id}")
    wild = await make_client(hostile[:60], city=hostile, notes=hostile, contact=hostile)

    for path in (
        f"/clients?client={wild.id}",
        f"/clients?client=99999&q={hostile}",
        f"/clients?q={hostile}&sort={hostile}&kind={hostile}",
        f"/nulle/part/{hostile}",
    ):
        page = await insider.get(path)
        count = [one.text.count("<script") for one in (before, page)]
        assert count[0] == count[1], path
        assert "evil.example>" not in page.text


async def test_the_page_may_talk_to_this_server_only(insider: httpx.AsyncClient) -> None:
    connect = policy(await insider.get("/clients"))["connect-src"]

    assert set(connect) == {"'self'", "ws://test", "wss://test"}
