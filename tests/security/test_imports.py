"""What is sent to be imported is taken from who may, counted, and told by its bytes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from models.errors import Refused
from models.imports import MOST_BYTES
from models.permissions import PERMISSIONS, Permission, Role
from models.staff import Seat
from pages.imports import INBOXES
from pages.imports.inbox import MOST_KEPT
from pages.web import SESSION_COOKIE
from tests.factories import make_session
from tests.security.conftest import STAFF, NewBrowser

PATH = "/api/import/article"
SHEET = b"Libelle\nVis\n"
INBOX = INBOXES["article"]

pytestmark = pytest.mark.usefixtures("database")


async def piecemeal(size: int) -> AsyncIterator[bytes]:
    """So much, without saying so beforehand."""
    for _ in range(size // 100_000):
        yield b"x" * 100_000


async def signed_in(new_browser: NewBrowser, role: Role) -> httpx.AsyncClient:
    browser = new_browser()
    browser.cookies.set(SESSION_COOKIE, await make_session(STAFF[role]))
    return browser


async def seat_of(browser: httpx.AsyncClient) -> Seat:
    seat = await Seat.of_token(browser.cookies[SESSION_COOKIE])
    assert seat
    return seat


async def test_a_stranger_sends_nothing(stranger: httpx.AsyncClient) -> None:
    assert (await stranger.post(PATH, content=SHEET)).status_code == 401


async def test_who_may_not_import_sends_nothing_either(new_browser: NewBrowser) -> None:
    for role in Role:
        browser = await signed_in(new_browser, role)
        answer = await browser.post(PATH, content=SHEET)
        may = Permission.CATALOGUE in PERMISSIONS[role]
        assert answer.status_code == (200 if may else 403), role


async def test_another_site_sends_nothing(insider: httpx.AsyncClient) -> None:
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await insider.post(PATH, content=SHEET, headers=headers)).status_code == 403


async def test_bytes_are_counted_whatever_is_said_of_them(insider: httpx.AsyncClient) -> None:
    assert (await insider.post(PATH, content=b"a;b\n" * 20_000)).status_code == 200
    assert (await insider.post(PATH, content=b"x" * (MOST_BYTES + 1))).status_code == 413
    assert (await insider.post(PATH, content=piecemeal(MOST_BYTES + 200_000))).status_code == 413
    elsewhere = await insider.post(f"{PATH}/x", content=b"x" * 1_000_001)
    assert elsewhere.status_code == 413


async def test_two_gigabytes_are_refused_as_they_are_announced(
    insider: httpx.AsyncClient,
) -> None:
    headers = {"Content-Length": "2000000000"}
    assert (await insider.post(PATH, content=b"a", headers=headers)).status_code == 413


async def test_a_file_is_what_its_bytes_are(insider: httpx.AsyncClient) -> None:
    for content in (b"%PDF-1.7\n\x00", b"PK\x03\x04x", b"", b"\x89PNG\x00"):
        headers = {"Content-Type": "text/csv"}
        answer = await insider.post(PATH, content=content, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["detail"].startswith("Ce ")


async def test_only_who_has_sent_a_sheet_finds_it_and_only_once(new_browser: NewBrowser) -> None:
    sender = await signed_in(new_browser, Role.MANAGER)
    other = await signed_in(new_browser, Role.ADMINISTRATOR)
    name = (await sender.post(PATH, content=SHEET)).json()["name"]

    for wrong in (await seat_of(other), None):
        with pytest.raises(Refused, match="encore une fois"):
            INBOX.collect(name if wrong else "x" * 9_000, wrong or await seat_of(sender))
    assert INBOX.collect(name, await seat_of(sender)).sheet.rows[1] == ["Vis"]
    with pytest.raises(Refused, match="encore une fois"):
        INBOX.collect(name, await seat_of(sender))


async def test_only_the_last_few_are_kept(insider: httpx.AsyncClient) -> None:
    names = [(await insider.post(PATH, content=SHEET)).json()["name"] for _ in range(MOST_KEPT + 1)]

    with pytest.raises(Refused):
        INBOX.collect(names[0], await seat_of(insider))
    for name in names[1:]:
        INBOX.collect(name, await seat_of(insider))
