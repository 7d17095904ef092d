"""The session is a cookie that only the server makes, and only the server keeps alive."""

from __future__ import annotations

from http.cookies import Morsel, SimpleCookie

import httpx
import pytest

from models.permissions import Role
from models.staff import Account, Session
from pages.web import SESSION_COOKIE, cookie
from tests.factories import make_session
from tests.security.conftest import PASSWORD, STAFF, NewBrowser

pytestmark = pytest.mark.usefixtures("zoe")

OTHER = "un-bateau-au-quai"
TYPED = {"identifiant": "Zoé", "mot_de_passe": PASSWORD}


async def sign_in(browser: httpx.AsyncClient, **more: str) -> str:
    answer = await browser.post("/connexion", data={**TYPED, **more})
    assert answer.status_code == 303, answer.text
    return browser.cookies["comptoir_session"]


async def is_in(browser: httpx.AsyncClient) -> bool:
    return (await browser.get("/api/clients")).status_code == 200


def given(answer: httpx.Response) -> dict[str, Morsel[str]]:
    jar: SimpleCookie = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        jar.load(line)
    return {name: morsel for name, morsel in jar.items() if "comptoir" in name}


async def with_cookie(browser: httpx.AsyncClient, value: bytes) -> httpx.Response:
    return await browser.get("/api/clients", headers={b"Cookie": b"comptoir_session=" + value})


async def test_a_cookie_chosen_by_somebody_else_is_not_adopted(
    new_browser: NewBrowser,
) -> None:
    victim, attacker = new_browser(), new_browser()
    for browser in (victim, attacker):
        browser.cookies.set("comptoir_session", "chosen-by-the-attacker", domain="test.local")
        browser.cookies.set("comptoir_device", "chosen-too", domain="test.local")
    made = await victim.post("/connexion", data=TYPED)

    cookies = given(made)
    assert len(cookies["comptoir_session"].value) >= 43
    assert len(cookies["comptoir_device"].value) >= 43
    assert {one.value for one in cookies.values()}.isdisjoint(
        {"chosen-by-the-attacker", "chosen-too"}
    )
    assert not await is_in(attacker)


async def test_each_sign_in_makes_another_token_and_ends_the_session_before(
    new_browser: NewBrowser, stranger: httpx.AsyncClient
) -> None:
    first = await sign_in(stranger)
    second = await sign_in(stranger)

    assert first != second
    assert (await with_cookie(new_browser(), second.encode())).status_code == 200
    assert (await with_cookie(new_browser(), first.encode())).status_code == 401


async def test_a_token_that_an_attacker_knows_is_not_what_the_victim_gets(
    new_browser: NewBrowser,
) -> None:
    attacker, victim = new_browser(), new_browser()
    attacker.cookies.set("comptoir_session", await make_session(STAFF[Role.READER]))
    victim.cookies.set(
        "comptoir_session", attacker.cookies["comptoir_session"], domain="test.local"
    )
    assert await is_in(attacker)

    await victim.post("/connexion", data=TYPED)

    assert not await is_in(attacker), "the planted session ends with the sign-in"


async def test_what_the_database_keeps_opens_nothing(new_browser: NewBrowser) -> None:
    token = await make_session(STAFF[Role.ADMINISTRATOR])
    stored = (await Session.all().order_by("-id").first()).token_hash  # type: ignore[union-attr]

    assert token not in stored
    assert (await with_cookie(new_browser(), stored.encode())).status_code == 401


async def test_cookies_that_nobody_was_given_open_nothing(
    new_browser: NewBrowser, stranger: httpx.AsyncClient
) -> None:
    token = (await sign_in(stranger)).encode()
    for value in (
        *(b"", b"x", b"1", b"null", b"None", b"*", b"%", b"' OR 1=1 --", b"\xff\xfe\xed\xa0\x80"),
        *(token[:-1], token + b"A", token.swapcase(), token[::-1], b"A" * 43, b"A" * 100_000),
        *(
            b'"' + token + b"A" + b'"',
            (b"-" if token.startswith(b"_") else b"_") + token[1:],
            b"\x00" + token,
            b"%00",
        ),
    ):
        answer = await with_cookie(new_browser(), value)
        assert answer.status_code in {400, 401, 431}, value[:50]


async def test_of_two_cookies_at_most_one_counts(
    new_browser: NewBrowser, stranger: httpx.AsyncClient
) -> None:
    token = await sign_in(stranger)
    doubled = f"comptoir_session={token}; comptoir_session=x"

    answer = await new_browser().get("/api/clients", headers={"Cookie": doubled})

    assert answer.status_code in {200, 401}
    other = f"comptoir_sessio={token}; Comptoir_Session={token}; comptoir_device={token}"
    assert (await new_browser().get("/api/clients", headers={"Cookie": other})).status_code == 401


async def test_no_script_and_no_other_site_gets_the_cookies(new_browser: NewBrowser) -> None:
    for base, is_secure in (("http://test", False), ("https://test", True)):
        browser = new_browser(base_url=base)
        cookies = given(await browser.post("/connexion", data=TYPED))
        taken = given(await browser.post("/deconnexion"))

        start = "__Host-comptoir" if is_secure else "comptoir"
        assert cookies.keys() == {f"{start}_session", f"{start}_device"}
        assert taken.keys() == {f"{start}_session"}
        cookies |= {f"{name} taken": one for name, one in taken.items()}
        for morsel in cookies.values():
            assert morsel["httponly"]
            assert morsel["samesite"].lower() == "lax"
            assert morsel["path"] == "/"
            assert morsel["domain"] == ""
            assert bool(morsel["secure"]) == is_secure


async def test_a_cookie_counts_only_under_the_name_that_is_right_for_the_scheme(
    new_browser: NewBrowser,
) -> None:
    """Over plain HTTP anybody on the network can plant a cookie that is not called `__Host-…`."""
    for base, right, wrong in (
        ("http://test", "comptoir", "__Host-comptoir"),
        ("https://test", "__Host-comptoir", "comptoir"),
    ):
        browser = new_browser(base_url=base)
        await browser.post("/connexion", data=TYPED)
        again = given(await browser.post("/connexion", data=TYPED))
        assert f"{right}_device" not in again, "the device is known"
        token = browser.cookies[f"{right}_session"]
        for name, status in ((right, 200), (wrong, 401), ("__host-comptoir", 401)):
            sent = {"Cookie": f"{name}_session={token}"}
            answer = await new_browser(base_url=base).get("/api/clients", headers=sent)
            assert answer.status_code == status, (base, name)
        planted = new_browser(base_url=base)
        planted.cookies.set(f"{wrong}_device", browser.cookies[f"{right}_device"])
        assert f"{right}_device" in given(await planted.post("/connexion", data=TYPED))


def test_a_websocket_brings_the_cookie_of_its_page() -> None:
    headers = [(b"cookie", b"comptoir_session=plain; __Host-comptoir_session=safe")]
    for scheme, value in (("ws", "plain"), ("wss", "safe")):
        scope = {"type": "websocket", "scheme": scheme, "headers": headers}
        assert cookie(scope, SESSION_COOKIE) == value


async def test_a_session_is_forgotten_with_the_browser_unless_asked(
    new_browser: NewBrowser,
) -> None:
    short = given(await new_browser().post("/connexion", data=TYPED))["comptoir_session"]
    kept = given(await new_browser().post("/connexion", data={**TYPED, "rester": "on"}))

    assert short["max-age"] == ""
    assert int(kept["comptoir_session"]["max-age"]) == 90 * 24 * 3600


async def test_signing_out_ends_the_session_on_the_server(
    new_browser: NewBrowser, stranger: httpx.AsyncClient
) -> None:
    token = await sign_in(stranger)

    answer = await stranger.post("/deconnexion")

    assert answer.headers["location"] == "/connexion"
    assert given(answer)["comptoir_session"].value == ""
    for method, path in (("GET", "/api/clients"), ("GET", "/clients"), ("POST", "/deverrouiller")):
        again = await new_browser().request(
            method, path, headers={"Cookie": f"comptoir_session={token}"}
        )
        assert again.status_code in {303, 401}


async def test_whatever_ends_an_account_or_its_secret_ends_its_sessions(
    new_browser: NewBrowser, zoe: Account
) -> None:
    by = STAFF[Role.ADMINISTRATOR]
    await make_session(by)
    account = await Account.open("Paul", Role.COUNTER, PASSWORD, by=by)
    for password, end in (
        (PASSWORD, lambda: account.reset_password(by=by, password=PASSWORD)),
        (PASSWORD, lambda: account.change_password(PASSWORD, OTHER, by=by)),
        (OTHER, lambda: account.disable(by=by)),
    ):
        browser = new_browser()
        typed = {"identifiant": "Paul", "mot_de_passe": password}
        assert (await browser.post("/connexion", data=typed)).status_code == 303
        assert await is_in(browser)

        await end()

        assert not await is_in(browser)


async def test_changing_the_password_gives_this_browser_a_new_session(
    stranger: httpx.AsyncClient,
) -> None:
    before = await sign_in(stranger)

    await stranger.post(
        "/mot-de-passe",
        data={"present": PASSWORD, "password": OTHER, "again": OTHER},
    )

    assert stranger.cookies["comptoir_session"] != before
    assert await is_in(stranger)


async def test_with_a_provisional_password_there_is_only_one_way(
    stranger: httpx.AsyncClient, zoe: Account
) -> None:
    provisional = await zoe.reset_password(by=STAFF[Role.ADMINISTRATOR])
    await stranger.post("/connexion", data={**TYPED, "mot_de_passe": provisional})

    assert (await stranger.get("/api/clients")).status_code == 401
    assert (await stranger.get("/clients")).headers["location"] == "/mot-de-passe"
    assert (await stranger.post("/code-pin", data={})).status_code == 401
    assert (
        await stranger.get("/_nicegui_ws/socket.io/?EIO=4&transport=polling")
    ).status_code == 401
