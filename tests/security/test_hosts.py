"""Requests that another site has a browser send: under another name, or from its own pages."""

from __future__ import annotations

import httpx
import pytest

from models.records import JournalEntry
from models.staff import Account, Session
from tests.security.conftest import PASSWORD, NewBrowser

pytestmark = pytest.mark.usefixtures("zoe")

OURS = ("localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:65535", "[::1]", "[::1]:80")
FOREIGN = (
    *("evil.example", "evil.example:80", "EVIL.EXAMPLE", "localhost.evil.example", ".", ""),
    *("127.0.0.1.nip.io", "localhost@evil.example", "evil.example#localhost", "localhost "),
    *("localhost,evil.example", "localhost, evil.example", "local\thost", "l\xf6calhost"),
    *("[::ffff:c000:201]", "[::2]:8080", "[:::]", "[1.2.3]", "[::1", "::1", "[]"),
    *("localhost:evil", "localhost:123456", "http://localhost/"),
)
POSTS = (
    *("/connexion", "/installation", "/deconnexion"),
    *("/mot-de-passe", "/code-pin", "/deverrouiller"),
)
SAME = {"Origin": "http://test"}
ORIGINS = (
    *("http://evil.example", "http://test.evil.example", "http://test@evil.example", "http://["),
    *("http://test:81", "test", "null", ""),
)
CROSS = (
    *({"Origin": origin} for origin in ORIGINS),
    *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site", "x")),
    {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
)


async def test_only_our_own_names_are_answered(stranger: httpx.AsyncClient) -> None:
    for host in OURS:
        answer = await stranger.get("/connexion", headers={"Host": host})
        assert answer.status_code == 200, host
    for host in FOREIGN:
        for path in ("/connexion", "/clients", "/sante", "/_nicegui_ws/socket.io/"):
            answer = await stranger.get(path, headers={b"Host": host.encode("latin-1")})
            assert answer.status_code == 400, (host, path)
            assert "evil" not in answer.text


async def test_what_a_proxy_says_of_the_name_changes_nothing(stranger: httpx.AsyncClient) -> None:
    claims = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}

    refused = await stranger.get("/connexion", headers={**claims, "Host": "evil.example"})
    sent = await stranger.get("/clients", headers=claims)

    assert refused.status_code == 400
    assert sent.headers["location"] == "/connexion?suite=/clients"
    claims["X-Forwarded-Host"] = "localhost"
    assert (await stranger.get("/", headers={**claims, "Host": "evil.example"})).status_code == 400


async def test_no_form_of_another_site_is_taken(
    insider: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    written = await JournalEntry.all().count()
    for browser in (insider, stranger):
        for path in POSTS:
            for headers in CROSS:
                answer = await browser.post(path, headers=headers, data={"identifiant": "Zoé"})

                assert answer.status_code == 403, (path, headers)
                assert "comptoir_" not in answer.headers.get("set-cookie", "")
    assert await JournalEntry.all().count() == written
    assert await Session.filter(ended_at=None).count() == 1


async def test_no_request_that_could_change_something_comes_from_another_site(
    insider: httpx.AsyncClient, subtests: pytest.Subtests
) -> None:
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        with subtests.test(method=method):
            for path in ("/api/clients", "/clients", "/_nicegui_ws/socket.io/", "/sante"):
                for headers in CROSS:
                    answer = await insider.request(method, path, headers=headers)
                    assert answer.status_code == 403, (path, headers)


async def test_the_socket_is_not_opened_for_another_site_even_by_polling(
    insider: httpx.AsyncClient,
) -> None:
    for headers in CROSS:
        answer = await insider.get(
            "/_nicegui_ws/socket.io/?EIO=4&transport=polling", headers=headers
        )
        assert answer.status_code == 403, headers


async def test_nobody_is_signed_in_by_another_site(stranger: httpx.AsyncClient) -> None:
    typed = {"identifiant": "Zoé", "mot_de_passe": PASSWORD}

    for headers in CROSS:
        assert (await stranger.post("/connexion", data=typed, headers=headers)).status_code == 403
    assert not stranger.cookies.get("comptoir_session")
    assert (await stranger.post("/connexion", data=typed, headers=SAME)).status_code == 303


async def test_a_link_on_another_site_may_lead_here(insider: httpx.AsyncClient) -> None:
    answer = await insider.get(
        "/mon-compte", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    )

    assert answer.status_code == 200


async def test_no_answer_may_be_read_by_another_site(insider: httpx.AsyncClient) -> None:
    for path in ("/api/clients", "/sante", "/connexion", "/clients"):
        answer = await insider.get(path, headers={"Origin": "http://evil.example"})

        allowed = {name for name in answer.headers if name.startswith("access-control-")}
        assert allowed == set(), path


async def test_signing_out_is_a_form_and_no_link(insider: httpx.AsyncClient, zoe: Account) -> None:
    for method in ("GET", "HEAD"):
        await insider.request(method, "/deconnexion")

    assert (await insider.get("/api/clients")).status_code == 200


async def test_the_port_and_scheme_of_the_door_do_not_matter(new_browser: NewBrowser) -> None:
    for base in ("http://127.0.0.1:8080", "https://localhost", "http://[::1]:8080"):
        browser = new_browser(base_url=base)
        answer = await browser.post("/connexion", data={}, headers={"Origin": base})
        assert answer.status_code == 401, base
