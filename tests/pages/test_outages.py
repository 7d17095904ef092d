"""What the screens say while the database is locked, full or gone, and how they go on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from nicegui import ui

from components.frame.frame import Frame
from components.tab.seat import seat_of
from models.clients import Client
from models.database import Outage
from models.database.outage import (
    ALMOST_FULL,
    BUSY,
    FULL,
    GONE,
    MOVED,
)
from models.french import unparted
from models.lists import Listing
from models.records import announce
from models.staff import Seat
from pages import SCREENS
from pages.web import socket_guard
from tests.conftest import Logged
from tests.factories import ANYBODY, make_client
from tests.outages import file_of, full_disk, held_up, locked, moved_away
from tests.simulation import Tab
from tests.waiting import until

pytestmark = pytest.mark.sqlite


@pytest.fixture
def no_errors_logged() -> None:
    """Here they are what is tested."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look every moment whether the database is back."""
    monkeypatch.setattr("components.frame.outage.SECONDS", 0.02)
    monkeypatch.setattr("components.tab.live.LONG_PAUSE", 0.02)


async def refused_with(tab: Tab, sentence: str, logged: Logged) -> None:
    """The drawer says it beside the form, with the reference that is in the log."""
    await tab.sees(sentence)
    (refusal,) = tab.with_class("drawer-refusal")
    (text,) = tab.texts_in(refusal)
    (line,) = logged()
    assert text == f"{sentence} Ce que vous avez saisi est gardé. Référence\u00a0{line['id']}."
    assert "sqlite3.OperationalError" in line["traceback"]
    assert not tab.toasts


async def save_again(tab: Tab, name: str) -> None:
    """What was typed is there, and is saved once."""
    assert tab.value("Raison sociale") == name
    await tab.save()
    await tab.sees("FICHE CLIENT")
    assert not tab.with_class("drawer-refusal")
    assert await Client.filter(name=name).count() == 1


async def test_what_a_locked_database_refuses_can_be_saved_a_moment_later(
    tab: Tab, database_url: str, logged: Logged
) -> None:
    await tab.open()
    await tab.begin_client("Occupée")

    async with locked(database_url):
        await tab.save()
        await refused_with(tab, BUSY, logged)

    await save_again(tab, "Occupée")


async def test_what_a_full_disk_refuses_can_be_saved_when_there_is_room(
    tab: Tab, logged: Logged
) -> None:
    await tab.open()
    await tab.begin_client("Pleine", Notes="x" * 20_000)

    async with full_disk():
        await tab.save()
        await refused_with(tab, FULL, logged)

    await save_again(tab, "Pleine")


async def test_what_a_database_that_is_gone_refuses_can_be_saved_once_it_is_back(
    tab: Tab, database_url: str
) -> None:
    await tab.open()
    await tab.begin_client("Partie")

    with moved_away(database_url):
        await tab.leave("Raison sociale")  # looks for clients of that name, in vain
        await tab.save()
        await tab.sees(MOVED)
        assert not tab.toasts

    await save_again(tab, "Partie")


async def test_outside_a_form_the_sentence_is_a_message(
    tab: Tab, database_url: str, logged: Logged
) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    async with locked(database_url):
        await tab.choose("Actions", "Créer une facture")
        await tab.press("Oui")
        await tab.sees(BUSY)

    (line,) = logged()
    assert tab.toasts == [f"{BUSY} Référence\u00a0{line['id']}."]
    assert (line["page"], line["who"]) == ("/clients", ANYBODY.name)


async def test_a_section_that_cannot_be_read_says_so_and_comes_by_itself(
    tab: Tab, database_url: str, logged: Logged
) -> None:
    await make_client("Revenu")
    await tab.open("/parametres")

    with moved_away(database_url):
        await tab.follow("/clients")
        await tab.sees(MOVED)
        await tab.sees("sans réponse, aujourd’hui")
        assert tab.shows(f"Référence\u00a0{logged()[0]['id']}.")
        assert not tab.toasts

    await tab.sees("Touchez un client pour voir sa fiche")
    assert tab.first_rows == ["Revenu"]
    assert len(logged()) == 1


async def test_trying_again_by_hand_brings_it_at_once(
    tab: Tab, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("components.frame.outage.SECONDS", 60)
    await tab.open("/parametres")
    with moved_away(database_url):
        await tab.follow("/ventes")
        await tab.press("Réessayer")
        await tab.sees("sans réponse, aujourd’hui")

    await tab.press("Réessayer")

    await tab.sees("Aucune vente pour l’instant")


async def test_the_first_load_says_so_too(
    tab: Tab, database_url: str, subtests: pytest.Subtests
) -> None:
    for is_known in (False, True):
        with subtests.test(is_known=is_known):
            if is_known:
                await tab.open("/parametres")

            with moved_away(database_url):
                answer = await tab.http.get("/clients", headers={"Accept": "text/html"})

            assert answer.status_code == 503
            assert answer.headers["x-frame-options"] == "DENY"
            assert MOVED in answer.text
            assert "Réessayer" in answer.text


async def test_the_lock_screen_can_say_so_and_the_style_sheet_needs_no_database(
    tab: Tab, database_url: str
) -> None:
    page = await tab.http.get("/clients")
    sheet = "/look/" + page.text.partition('href="/look/')[2].partition('"')[0]

    with moved_away(database_url):
        assert (await tab.http.get(sheet)).status_code == 200
        assert (await tab.http.get("/favicon.ico")).status_code == 200
        unlocked = await tab.http.post("/deverrouiller", data={"compte": "1", "pin": "1234"})
        assert unlocked.status_code == 503
        assert unlocked.json()["error"] == MOVED


async def gone(*_arguments: object) -> None:
    raise Outage(GONE)


async def test_a_page_without_even_its_frame_says_so_too(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Frame, "ready", gone)

    answer = await tab.http.get("/clients")

    assert unparted(GONE) in answer.text
    assert "Réessayer" in answer.text


async def test_the_rows_are_unavailable_rather_than_broken(
    tab: Tab, database_url: str, logged: Logged
) -> None:
    with moved_away(database_url):
        answers = [await tab.http.get("/api/clients?q=Dupont") for _ in range(5)]

    (line,) = logged()
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json() == {"error": MOVED, "id": line["id"]}
    assert "Dupont" not in str(line)
    assert (await tab.http.get("/api/clients")).status_code == 200


async def test_a_person_who_asks_for_something_else_gets_a_page_that_tries_again(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Listing, "page", gone)

    answer = await tab.http.get("/api/clients", headers={"Accept": "text/html"})

    assert answer.status_code == 503
    assert GONE in answer.text
    assert 'http-equiv="refresh"' in answer.text


LISTS = [screen for screen in SCREENS if screen.listing]


async def test_a_search_during_an_outage_is_made_by_every_list_as_soon_as_it_can(
    tab: Tab, database_url: str
) -> None:
    for screen in LISTS:
        if screen.path == "/doublons":  # where nobody searches
            continue
        await tab.open(screen.path)
        calls = tab.record_grid()

        with moved_away(database_url):
            await tab.search("port")
            await until(lambda calls=calls: calls)  # type: ignore[misc]

        verb, state = calls[0]  # on a busy machine it has perhaps tried again already
        assert (verb, state.page, state.params["q"]) == ("show", None, "port"), screen.path
        assert tab.url == f"{screen.path}?q=port"
        assert not tab.toasts, screen.path


async def test_a_search_during_an_outage_is_made_without_what_was_selected(
    tab: Tab, database_url: str
) -> None:
    await make_client("Garage")
    await tab.open()
    await tab.send(tab.grid, "everything", True)
    await tab.sees("1\N{NO-BREAK SPACE}client sélectionné")

    with moved_away(database_url):
        await tab.search("port")
        await tab.sees("client est levée : la base de données ne répond pas.")

    assert await until(lambda: tab.url == "/clients?q=port")


async def test_a_filter_during_an_outage_is_set_in_every_list(tab: Tab, database_url: str) -> None:
    for screen in LISTS:
        await tab.open(screen.path)
        calls = tab.record_grid()
        boxes = ((box, value) for box in tab.elements(ui.select) for value in box.options if value)
        menu, value = next(boxes, (None, ""))
        if menu is None:  # the filters are buttons
            continue

        with moved_away(database_url), tab.client:
            menu.set_value(value)
            await until(lambda calls=calls: calls)  # type: ignore[misc]

        verb, state = calls[0]  # on a busy machine it has perhaps tried again already
        assert (verb, state.page, value in state.params.values()) == ("show", None, True)
        assert not tab.toasts, screen.path


async def test_the_rows_of_every_list_are_unavailable_rather_than_broken(
    tab: Tab, database_url: str
) -> None:
    for screen in LISTS:
        with moved_away(database_url):
            answer = await tab.http.get(screen.rows)
        assert (answer.status_code, answer.json()["error"]) == (503, MOVED), screen.path


async def test_a_change_that_could_not_be_read_is_shown_afterwards(
    tab: Tab, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[Outage] = []
    monkeypatch.setattr("components.tab.live.note_fault", met.append)
    client = await make_client("Avant")
    await tab.open(f"/clients?client={client.id}")
    calls = tab.record_grid()

    def names() -> list[str]:
        return [rows[0]["name"] for verb, rows in calls if verb == "patch"]

    await Client.filter(id=client.id).update(name="Après", version=2)

    with moved_away(database_url):
        announce("client", [client.id])
        assert await until(lambda: met)
        assert not names()
        assert not tab.toasts

    await tab.sees("Après")
    await until(names)
    assert names() == ["Après"]


def lose_the_sessions(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tab's websocket was opened by whoever sits there, and nobody's session can be read."""

    seat = seat_of(tab.client)
    monkeypatch.setattr(socket_guard, "socket_scope", lambda _sid: {"seat": seat})
    monkeypatch.setattr(socket_guard, "is_socket_of", lambda _sid, client: client is tab.client)
    monkeypatch.setattr(Seat, "of_session", gone)
    monkeypatch.setattr(Seat, "use", gone)


async def test_what_is_typed_arrives_though_no_session_can_be_read(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tab.open()
    lose_the_sessions(tab, monkeypatch)
    arrived: list[Any] = []

    message = {"client_id": tab.client.id}
    checked = socket_guard._checked(lambda _sid, told: arrived.append(told), is_work=True)
    await checked("sid", message)

    assert arrived == [message]


async def test_nobody_takes_the_seat_of_another_meanwhile(
    tab: Tab, other_tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tab.open()
    await other_tab.open()
    lose_the_sessions(tab, monkeypatch)

    assert await socket_guard._seat("sid", tab.client) == seat_of(tab.client)
    assert await socket_guard._seat("sid", other_tab.client) is None


async def test_the_health_check_says_whether_the_database_answers(
    tab: Tab, database_url: str
) -> None:
    with moved_away(database_url):
        answer = await tab.http.get("/sante")
        assert answer.status_code == 503
        assert answer.json().keys() == {"ready", "database", "version", "reason"}
        assert answer.json()["ready"] is False
        assert answer.json()["reason"] == GONE

    assert (await tab.http.get("/sante")).json()["ready"] is True


async def test_the_health_check_says_that_the_disk_is_almost_full(
    tab: Tab, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def nearly_full(folder: object) -> SimpleNamespace:
        asked.append(str(folder))
        return SimpleNamespace(f_bavail=24_413, f_frsize=4_096)

    assert (await tab.http.get("/sante")).json().keys() == {"ready", "database", "version"}
    monkeypatch.setattr("os.statvfs", nearly_full)

    answer = await tab.http.get("/sante")

    assert asked == [str(file_of(database_url).parent)]
    assert answer.status_code == 503
    assert (answer.json()["ready"], answer.json()["reason"]) == (False, ALMOST_FULL)


async def test_a_disk_that_says_nothing_is_not_full(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_folder: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.statvfs", refused)

    assert (await tab.http.get("/sante")).status_code == 200


async def test_the_health_check_does_not_wait_for_ever(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.database.connection.PATIENCE", 0.02)

    async with held_up():
        answer = await tab.http.get("/sante")

    assert answer.status_code == 503
