"""The database goes away under open windows, and comes back."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Callable

from playwright.sync_api import expect

from models.database.outage import MOVED
from tests.browser.conftest import Desk, Server
from tests.factories import make_client
from tests.outages import moved_away

AWAY = "La base de données ne répond pas ; nouvel essai…"


async def some_clients() -> None:
    for name in ("Ateliers Port", "Menuiserie Vallon", *(f"Client {n:03}" for n in range(248))):
        await make_client(name)


def test_every_window_says_so_and_goes_on_by_itself(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.fill(some_clients)
    own_server.start()
    typing, searching, opening, scrolling = (new_desk(url=own_server.url) for _ in range(4))
    expect(scrolling.row("Ateliers Port")).to_be_visible()
    typing.button("+ Nouveau client")
    typing.button("Oui")
    typing.field("Raison sociale").fill("Pendant la panne")

    with moved_away(own_server.database_url):
        typing.button("Enregistrer")
        searching.search("port")
        scrolling.page.locator(".list-rows").evaluate("(box) => box.scrollTo(0, 1e6)")
        opening.open("/clients")
        expect(typing.page.get_by_role("alert")).to_contain_text(MOVED)
        expect(typing.field("Raison sociale")).to_have_value("Pendant la panne")
        for waiting in (searching, scrolling):
            expect(waiting.page.get_by_text(AWAY)).to_be_visible()
        opening.button("Réessayer")
        expect(opening.page.get_by_text("sans réponse")).to_be_visible()

    expect(searching.row("Ateliers Port")).to_be_visible()
    expect(searching.page.get_by_text(AWAY)).not_to_be_attached()
    expect(scrolling.row("Menuiserie Vallon")).to_be_visible()
    expect(scrolling.page.get_by_text("250\u00a0clients")).to_be_visible()
    expect(opening.row("Ateliers Port")).to_be_visible()
    typing.button("Enregistrer")
    expect(typing.card).to_contain_text("Pendant la panne")
    opening.search("panne")
    expect(opening.row("Pendant la panne")).to_be_visible()
    a_browser_whose_session_cannot_even_be_read_is_let_in_once_it_can(own_server, opening)


def a_browser_whose_session_cannot_even_be_read_is_let_in_once_it_can(
    server: Server, desk: Desk
) -> None:
    server.stop()
    server.start()

    with moved_away(server.database_url):
        desk.open("/clients")
        expect(desk.page.get_by_role("link", name="Réessayer")).to_be_visible()

    expect(desk.row("Ateliers Port")).to_be_visible()


def test_the_log_of_a_server_is_json_whoever_writes_it(own_server: Server) -> None:
    log = own_server.log = own_server.folder / "log"
    own_server.start()
    with urllib.request.urlopen(f"{own_server.url}/favicon.ico") as icon:
        assert icon.headers["content-type"] == "image/svg+xml"
    with socket.create_connection(("127.0.0.1", own_server.port)) as other:
        other.sendall(b"no HTTP at all\r\n\r\n")
        other.recv(1_000)
    own_server.stop()

    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [line["logger"] for line in lines] == ["uvicorn.error"]
    assert lines[0]["message"] == "Invalid HTTP request received."
