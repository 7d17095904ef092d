"""The routes of files: session, right, size and real type are checked there, and nothing runs."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image

from models.attachments import FILES, MOST_BYTES, Attachment
from models.clients import Client
from models.permissions import Role
from tests.factories import ANYBODY, make_client, make_session
from tests.papers_of_others import office_file, pdf_file, photo
from tests.security.conftest import STAFF, NewBrowser

PATH = "/api/fichiers"


@pytest.fixture
async def client(database: None) -> Client:
    return await make_client("Dupont")


def address(client: Client, name: str = "photo.jpg", topic: str = "client") -> httpx.URL:
    return httpx.URL(PATH, params={"de": topic, "id": str(client.id), "nom": name})


async def test_a_photo_is_kept_and_given_out_as_nothing_but_a_photo(
    insider: httpx.AsyncClient, client: Client
) -> None:
    sent = await insider.post(address(client), content=photo())
    path = f"{PATH}/{sent.json()['id']}"
    for where, kind in ((path, "image/jpeg"), (f"{path}/vignette", "image/webp")):
        shown = await insider.get(where)

        assert (shown.status_code, shown.headers["content-type"]) == (200, kind)
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert shown.headers["content-security-policy"].startswith("sandbox;")
        assert shown.headers["cache-control"] == "private, no-cache"
        assert b"Secret" not in shown.content
        again = await insider.get(where, headers={"If-None-Match": shown.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert (await insider.get(f"{path}/pages/1")).status_code == 404, "it has no pages"


async def test_a_paper_is_shown_in_a_sandbox_and_by_its_pages(
    insider: httpx.AsyncClient, client: Client
) -> None:
    sent = await insider.post(address(client, "Été & <b>.pdf"), content=pdf_file("Un", "Deux"))
    path = f"{PATH}/{sent.json()['id']}"

    shown = await insider.get(path)
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-security-policy"].startswith("sandbox;")
    assert (
        shown.headers["content-disposition"]
        == "inline; filename*=UTF-8''%C3%89t%C3%A9%20%26%20b.pdf"
    )
    taken = await insider.get(f"{path}?telecharger")
    assert taken.headers["content-disposition"].startswith("attachment;")
    page = await insider.get(f"{path}/pages/2")
    with Image.open(io.BytesIO(page.content)) as picture:
        assert (page.headers["content-type"], picture.format) == ("image/webp", "WEBP")
    for number in ("0", "3", "x", "9" * 30, "-1"):
        assert (await insider.get(f"{path}/pages/{number}")).status_code == 404, number


async def test_what_a_browser_could_run_is_only_taken_away(
    insider: httpx.AsyncClient, client: Client
) -> None:
    sent = await insider.post(address(client, "liste.ods"), content=office_file("ods"))
    path = f"{PATH}/{sent.json()['id']}"

    assert (await insider.get(path)).headers["content-disposition"].startswith("attachment;")
    assert (await insider.get(f"{path}/vignette")).status_code == 404


async def test_what_is_refused_is_said_in_a_sentence_and_not_kept(
    insider: httpx.AsyncClient, client: Client
) -> None:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    for name, content, sentence in (
        ("photo.svg", svg, "Ce genre de fichier"),
        ("photo.jpg", svg, "Ce genre de fichier"),
        ("photo.jpg", b"", "vide"),
        ("facture.pdf.exe", pdf_file("Un"), "en réalité un fichier PDF"),
    ):
        headers = {"Content-Type": "image/jpeg"}
        answer = await insider.post(address(client, name), content=content, headers=headers)
        assert answer.status_code == 422, name
        assert sentence in answer.json()["detail"], name
    await _nothing_is_kept()


async def test_too_much_is_refused_before_it_is_read(
    insider: httpx.AsyncClient, client: Client
) -> None:
    announced = {"Content-Length": str(2_000_000_000)}
    answer = await insider.post(address(client), content=b"x", headers=announced)
    assert (answer.status_code, answer.text) == (413, "Envoi trop volumineux.")

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(MOST_BYTES // 1_000_000 + 1):
            yield bytes(1_000_000)

    answer = await insider.post(address(client), content=drops())
    assert answer.status_code == 413, "whatever was announced"
    await _nothing_is_kept()


async def test_who_may_edit_adds_and_everybody_who_has_signed_in_sees(
    new_browser: NewBrowser, client: Client
) -> None:
    for number, (role, status) in enumerate(
        ((Role.MANAGER, 200), (Role.COUNTER, 200), (Role.READER, 403))
    ):
        browser = new_browser()
        browser.cookies.set("comptoir_session", await make_session(STAFF[role]))
        sent = await browser.post(address(client), content=photo(size=(50 + number, 50)))
        assert sent.status_code == status, role
        found = await Attachment.all().first()
        assert found
        assert (await browser.get(f"{PATH}/{found.id}")).status_code == 200, role
    foreign = await browser.post(address(client), headers={"Origin": "http://evil.example"})
    assert foreign.status_code == 403
    stranger = new_browser()
    for path in (f"{PATH}/1", f"{PATH}/1/vignette"):
        assert (await stranger.get(path)).status_code == 401
    assert (await stranger.post(address(client), content=photo())).status_code == 401


async def test_no_other_address_takes_or_shows_anything(
    insider: httpx.AsyncClient, client: Client
) -> None:
    for topic, status in (("account", 404), ("", 404), ("x" * 500, 404)):
        answer = await insider.post(address(client, topic=topic), content=photo())
        assert answer.status_code == status, topic
    for record_id in ("0", "-1", "x", "9" * 40, "99"):
        where = httpx.URL(PATH, params={"de": "client", "id": record_id, "nom": "a.jpg"})
        assert (await insider.post(where, content=photo())).status_code == 422, record_id
    for name in ("0", "x", "9" * 30, "..%2f..%2fetc%2fpasswd", "1"):
        assert (await insider.get(f"{PATH}/{name}")).status_code == 404, name
    await _nothing_is_kept()


async def test_a_file_that_is_lost_is_said(insider: httpx.AsyncClient, client: Client) -> None:
    kept = await Attachment.receive("client", client.id, "a.jpg", photo(), by=ANYBODY)
    await FILES.store.forget(kept.file, idle=0)

    assert (await insider.get(f"{PATH}/{kept.id}")).status_code == 404


async def _nothing_is_kept() -> None:
    assert not await Attachment.exists()
    assert not [name async for name in FILES.store.names()]
