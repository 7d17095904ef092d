"""Nobody who has not signed in gets past the doors, on whatever address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import httpx
import pytest
from nicegui import Client as Tab
from nicegui import __version__, app
from starlette.routing import BaseRoute, Mount, Route

from components.looks.looks import stylesheet_path
from components.nicegui_patches import FONTS
from models.records import JournalEntry
from models.staff import Account
from pages.web import API
from tests.factories import make_client, make_document
from tests.security.conftest import PASSWORD

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
OPEN = (
    "/connexion",
    "/connexion/code",
    "/installation",
    "/sante",
    "/favicon.ico",
    *(stylesheet_path(), FONTS),
    *("/manifest.webmanifest", "/sw.js", "/hors-ligne"),
    *("/icone-180.png", "/icone-192.png", "/icone-512.png"),
)
SECRET = "Zanzibar"
"""Stands in everything that a stranger must not see."""
PARAMETERS = {"kind": "rental", "id": "1", "elsewhere": "nulle/part"}
NICEGUI = f"/_nicegui/{__version__}"
TYPED = {"identifiant": "Zoé", "mot_de_passe": PASSWORD}

pytestmark = pytest.mark.usefixtures("zoe")


def paths(routes: Sequence[BaseRoute], prefix: str = "") -> Iterator[str]:
    """An address for each route that the app has."""
    for route in routes:
        if isinstance(route, Mount):
            yield f"{prefix}{route.path}/index.html"
            yield from paths(route.routes, prefix + route.path)
        elif included := getattr(route, "original_router", None):
            yield from paths(included.routes, prefix)
        else:
            assert isinstance(route, Route), f"a route of a new sort: {route}"
            yield prefix + re.sub(
                r"{(\w+)(:\w+)?}", lambda found: PARAMETERS.get(found[1], "x"), route.path
            )


def every_path() -> list[str]:
    return sorted(path for path in set(paths(app.routes)) - set(OPEN) if not is_api(path))


def is_api(path: str) -> bool:
    """Whether programs ask there, whom no cookie lets in."""
    return f"{path}/".startswith(f"{API}/")


async def ask(browser: httpx.AsyncClient, raw_path: str) -> httpx.Response:
    """An address as it is written, with nothing put in order."""
    return await browser.request("GET", httpx.URL("http://test", raw_path=raw_path.encode()))


@pytest.fixture
async def secrets(zoe: Account) -> None:
    client = await make_client(SECRET, city=SECRET, notes=SECRET)
    await make_document(client, "rental")


def test_the_walk_finds_the_routes_that_there_are() -> None:
    found = set(every_path())

    assert {"/", "/clients", "/comptes", "/api/clients", "/api/documents/rental"} <= found
    assert {"/deconnexion", "/code-pin", "/mot-de-passe", "/deverrouiller"} <= found
    assert {f"{NICEGUI}/components/x", "/_nicegui_ws/index.html", "/nulle/part"} <= found


@pytest.mark.usefixtures("secrets")
async def test_every_route_sends_a_stranger_to_the_door(stranger: httpx.AsyncClient) -> None:
    for path in every_path():
        for method in METHODS:
            answer = await stranger.request(method, path)

            assert "comptoir_" not in answer.headers.get("set-cookie", ""), path
            assert SECRET not in answer.text
            is_page = not path.startswith(("/api/", "/_nicegui", "/deverrouiller"))
            if is_page and method in {"GET", "HEAD"}:
                door = "/connexion" if path == "/" else f"/connexion?suite={path}"
                assert (answer.status_code, answer.headers["location"]) == (303, door), path
            else:
                assert answer.status_code == 401, (method, path)
                assert method == "HEAD" or answer.json() == {"detail": "Connectez-vous d’abord."}
    assert Tab.instances == {}, "a screen was built for a stranger"


@pytest.mark.usefixtures("secrets")
async def test_the_open_routes_tell_a_stranger_nothing(stranger: httpx.AsyncClient) -> None:
    written = await JournalEntry.all().count()

    for path in OPEN:
        for method in METHODS:
            answer = await stranger.request(method, path)

            assert answer.status_code in {200, 303, 401, 405, 422}, (method, path)
            assert SECRET not in answer.text
            assert "Zoé" not in answer.text
            assert "comptoir_" not in answer.headers.get("set-cookie", ""), path
    assert await JournalEntry.all().count() == written
    assert Tab.instances == {}


@pytest.mark.usefixtures("secrets")
async def test_no_way_of_writing_an_address_gets_around_the_door(
    stranger: httpx.AsyncClient,
) -> None:
    for path in (
        "/look/../api/clients",
        "/look/..%2fapi%2fclients",
        "/look/%2e%2e/%2e%2e/app.py",
        "/look/..\\..\\app.py",
        "/look/x.css",
        "/look/",
        "/sante/../clients",
        "/connexion/../clients",
        "/connexion/",
        "//clients",
        "/Clients",
        "/clients;/connexion",
        "/clients%00",
        "/clients%2f..%2fconnexion",
        f"{NICEGUI}/static/../../../../etc/passwd",
    ):
        answer = await ask(stranger, path)

        assert answer.status_code in {303, 401, 404}, path
        assert SECRET not in answer.text
    assert Tab.instances == {}


async def test_no_address_leads_out_of_its_folder(insider: httpx.AsyncClient) -> None:
    for path in (
        f"{NICEGUI}/static/../nicegui.py",
        f"{NICEGUI}/static/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        f"{NICEGUI}/static//etc/passwd",
        f"{NICEGUI}/libraries/../../app.py",
        f"{NICEGUI}/libraries/%2fetc%2fpasswd",
        f"{NICEGUI}/components/..%2f..%2fapp.py",
        f"{NICEGUI}/components//etc/passwd",
        f"{NICEGUI}/resources/../../../../etc/passwd",
        f"{NICEGUI}/resources/x/..%2f..%2f..%2fetc%2fpasswd",
        f"{NICEGUI}/esm/comptoir-list/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        f"{NICEGUI}/esm/comptoir-list/%2fetc%2fpasswd",
        f"{NICEGUI}/esm/..%2f../models/config.py",
        f"{NICEGUI}/dynamic_resources/..%2f..%2fapp.py",
        "/api/documents/..%2f..%2fetc%2fpasswd",
        "/api/documents/rental%00",
        "/api/documents/../clients/../../etc/passwd",
        "/look/..%2f..%2fapp.py",
        "/look/%2fetc%2fpasswd",
    ):
        answer = await ask(insider, path)

        assert answer.status_code in {403, 404}, (path, answer.status_code)
        assert "root:" not in answer.text
        assert "import annotations" not in answer.text


async def test_after_signing_in_one_stays_here(stranger: httpx.AsyncClient) -> None:
    for target in (
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://evil.example/clients",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/%2f%2fevil.example",
        "%2f%2fevil.example",
        "/%09/evil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/clients\r\nSet-Cookie: a=b",
        "/\u2028/evil.example",
        "evil.example",
        "@evil.example",
        "",
    ):
        where = {"suite": target}
        for answer in (
            await stranger.post("/connexion", params=where, data=TYPED),
            await stranger.get("/connexion", params=where),
        ):
            location = answer.headers["location"]
            assert answer.status_code == 303, target
            assert re.match(r"/[^/\\\s]", location), location
            assert httpx.URL("http://test/connexion").join(location).host == "test"
            assert "a=b" not in answer.headers.get("set-cookie", "")


async def test_the_door_leads_back_to_where_one_wanted_to_go(stranger: httpx.AsyncClient) -> None:
    sent = await stranger.get("/clients?q=a%26b&client=3")

    entered = await stranger.post(sent.headers["location"], data=TYPED)

    assert entered.headers["location"] == "/clients?q=a%26b&client=3"
