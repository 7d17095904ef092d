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
    for name in ("Ateliers Port", "Menuiserie Vallon"):
        await make_client(name)


def test_every_window_says_so_and_goes_on_by_itself(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.fill(some_clients)
    own_server.start()
    typing, searching, opening = (new_desk(url=own_server.url) for _ in range(3))
    typing.button("+ Nouveau client")
    typing.button("Oui")
    typing.field("Raison sociale").fill("Pendant la panne")

    with moved_away(own_server.database_url):
        typing.button("Enregistrer")
        searching.search("port")
        opening.open("/clients")
        expect(typing.page.get_by_role("alert")).to_contain_text(MOVED)
        expect(typing.field("Raison sociale")).to_have_value("Pendant la panne")
        expect(searching.page.get_by_text(AWAY)).to_be_visible()
        opening.button("Réessayer")
        expect(opening.page.get_by_text("sans réponse")).to_be_visible()

    expect(searching.row("Ateliers Port")).to_be_visible()
    expect(searching.page.get_by_text(AWAY)).not_to_be_attached()
    expect(opening.row("Menuiserie Vallon")).to_be_visible()
    typing.button("Enregistrer")
    expect(typing.card).to_contain_text("Pendant la panne")
    expect(opening.row("Pendant la panne")).to_be_visible()


def test_a_browser_whose_session_cannot_even_be_read_is_let_in_once_it_can(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.fill(some_clients)
    own_server.start()
    desk = new_desk(url=own_server.url)
    own_server.stop()
    own_server.start()

    with moved_away(own_server.database_url):
        desk.open("/clients")
        expect(desk.page.get_by_role("link", name="Réessayer")).to_be_visible()

    expect(desk.row("Ateliers Port")).to_be_visible()


def test_rows_that_are_scrolled_to_during_an_outage_come_afterwards(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    async def many_clients() -> None:
        for serial in range(250):
            await make_client(f"Client {serial:03}")

    own_server.fill(many_clients)
    own_server.start()
    desk = new_desk(url=own_server.url)
    expect(desk.row("Client 000")).to_be_visible()

    with moved_away(own_server.database_url):
        desk.page.locator(".list-rows").evaluate("(box) => box.scrollTo(0, 1e6)")
        expect(desk.page.get_by_text(AWAY)).to_be_visible()

    expect(desk.row("Client 249")).to_be_visible()
    expect(desk.page.get_by_text("250\u00a0clients")).to_be_visible()


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
