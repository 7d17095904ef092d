"""The route that takes a logo: session, right, size and real type are checked there."""

from __future__ import annotations

import httpx

from models.company import Company
from models.permissions import Role
from tests.factories import make_session
from tests.pictures import picture
from tests.security.conftest import STAFF, NewBrowser

LOGO = "/api/logo"


async def test_a_picture_is_kept_and_shown_as_nothing_but_a_picture(
    insider: httpx.AsyncClient,
) -> None:
    kept = await insider.post(LOGO, content=picture("JPEG"))
    name = kept.json()["logo"]
    shown = await insider.get(f"{LOGO}/{name}")

    assert (await Company.current()).logo == name
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'none'" in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"].startswith("private")


async def test_what_is_no_picture_is_refused_whatever_it_says_it_is(
    insider: httpx.AsyncClient,
) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    for content, kind in ((svg, "image/svg+xml"), (svg, "image/png"), (b"", "image/png")):
        answer = await insider.post(LOGO, content=content, headers={"Content-Type": kind})

        assert answer.status_code == 422, kind
        assert "PNG, JPEG ou WebP" in answer.json()["detail"]


async def test_too_much_is_refused_before_it_is_read(insider: httpx.AsyncClient) -> None:
    for size, status in ((1_500_000, 422), (2_000_001, 413)):
        assert (await insider.post(LOGO, content=b"x" * size)).status_code == status, size
    assert (await insider.post("/api/clients", content=b"x" * 1_500_000)).status_code == 413


async def test_only_who_may_change_settings_changes_the_logo(new_browser: NewBrowser) -> None:
    for role, status in (
        (Role.MANAGER, 200),
        (Role.COUNTER, 403),
        (Role.READER, 403),
    ):
        browser = new_browser()
        browser.cookies.set("comptoir_session", await make_session(STAFF[role]))
        answer = await browser.post(LOGO, content=picture("PNG"))
        assert answer.status_code == status, role
    assert (await browser.post(LOGO, headers={"Origin": "http://evil.example"})).status_code == 403


async def test_no_other_address_shows_anything(insider: httpx.AsyncClient) -> None:
    for name in ("x", "0" * 64, "..%2f..%2fetc%2fpasswd", "a" * 1_000):
        assert (await insider.get(f"{LOGO}/{name}")).status_code == 404, name
