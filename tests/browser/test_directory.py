"""The directory of firms: a button where it is switched on, and fields that one takes over."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from models.company import Company
from tests.browser.conftest import Desk, Server
from tests.models.clients.test_directory import CLOSED, MOREL


class StandIn(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps({"results": [MOREL, {**CLOSED, "siren": "552100554"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the console."""


@pytest.fixture
def directory() -> Iterator[str]:
    """The address of a stand-in for the directory."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


async def _switched_on() -> None:
    await Company.create(id=1, directory="on")


def test_a_firm_is_found_and_taken_over_field_by_field(
    own_server: Server, directory: str, new_desk: Callable[..., Desk]
) -> None:
    own_server.settings["COMPTOIR_DIRECTORY_URL"] = directory
    own_server.fill(_switched_on)
    own_server.start()
    desk = new_desk(url=own_server.url)
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill("garage morel")
    desk.button("Chercher dans l’annuaire")
    found = desk.page.get_by_role("region", name="Chercher dans l’annuaire")
    expect(found).to_contain_text("Fermé le 30 juin 2024.")
    found.get_by_role("button", name="GARAGE MOREL – 29200 Brest").first.click()
    found.get_by_role("button", name="Reprendre : SIRET").click()
    expect(desk.field("SIRET")).to_have_value("404\u00a0833\u00a0048\u00a000022")
    found.get_by_role("button", name="Remplir les champs vides").click()
    expect(desk.field("Ville")).to_have_value("Brest")
    expect(desk.field("Raison sociale")).to_have_value("garage morel")
    expect(found).to_contain_text("au lieu de garage morel")
