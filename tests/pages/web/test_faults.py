"""What nobody foresaw: one neutral sentence, with a reference that is also in the log."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from nicegui import app, background_tasks, ui

from components.frame.frame import Frame
from models.clients import Client
from models.company import Company
from models.documents import Document
from models.errors import Refused
from models.lists import Listing
from models.records import announce
from tests.conftest import Logged
from tests.factories import ANYBODY, make_client, make_session
from tests.simulation import Simulation, Tab
from tests.waiting import until

SENTENCE = "Une erreur est survenue ; rien n’a été perdu."


def broken_at_once(*_arguments: Any) -> None:
    raise RuntimeError("disk on fire")


async def broken(*_args: Any, **_arguments: Any) -> Any:
    raise RuntimeError("disk on fire")


async def reference(tab: Tab) -> str:
    """The reference that the screen gives."""
    await tab.sees(SENTENCE)
    (message,) = [text for text in tab.toasts if SENTENCE in text]
    match = re.search(r"référence ([0-9A-F]{6})\.$", message)
    assert match
    return match[1]


@pytest.fixture
def no_errors_logged() -> None:
    """Here they are what is tested."""


async def test_a_fault_is_one_sentence_whose_reference_is_in_the_log(
    tab: Tab, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    await tab.open("/clients?q=Dupont")
    await tab.begin_client("Mal tombé")
    monkeypatch.setattr(Client, "create_from", broken)

    await tab.save()

    shown = await reference(tab)
    (line,) = logged()
    assert line["id"] == shown
    assert line["message"] == "RuntimeError: disk on fire"
    assert (line["who"], line["page"]) == (ANYBODY.name, "/clients")
    assert "test_faults.py" in line["traceback"]


RAISE_IN = {
    "a handler": lambda: ui.button("Brûler", on_click=broken_at_once),
    "an async handler": lambda: ui.button("Brûler", on_click=broken),
    "a timer": lambda: ui.timer(0, broken_at_once, once=True),
    "an async timer": lambda: ui.timer(0, broken, once=True),
    "a task": lambda: background_tasks.create(broken(), context=ui.context.client.layout),
}


@pytest.mark.parametrize("make", RAISE_IN.values(), ids=RAISE_IN.keys())
async def test_wherever_a_page_raises_it_is_logged_once_and_goes_on(
    tab: Tab, logged: Logged, make: Callable[[], object]
) -> None:
    await tab.open("/parametres")
    with tab.client:
        make()
    if "Brûler" in tab.buttons:
        await tab.press("Brûler")

    shown = await reference(tab)

    (line,) = logged()
    assert (line["id"], line["page"]) == (shown, "/parametres")
    await tab.follow("/ventes")
    await tab.sees("Aucune vente pour l’instant")


async def test_what_raises_outside_any_page_is_logged_once(
    simulation: Simulation, logged: Logged
) -> None:
    background_tasks.create(broken())

    await until(lambda: logged())

    (line,) = logged()
    assert (line["who"], line["page"]) == ("", "")
    assert "disk on fire" in line["traceback"]


@pytest.fixture
async def http(tab: Tab) -> AsyncIterator[httpx.AsyncClient]:
    """Asks for addresses as a browser does, which never sees what the server raised."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        client.cookies.set("comptoir_session", await make_session())
        yield client


async def test_a_request_that_fails_is_answered_in_json_with_the_reference(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setattr(Listing, "page", broken)

    answer = await http.get("/api/clients?q=Dupont")

    (line,) = logged()
    assert answer.status_code == 500
    assert answer.json() == {"error": "Une erreur est survenue.", "id": line["id"]}
    assert line["page"] == "/api/clients"
    assert "Dupont" not in str(line)


async def test_a_request_of_a_person_that_fails_is_answered_with_a_page(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setattr(Listing, "page", broken)

    answer = await http.get("/api/clients", headers={"Accept": "text/html,*/*"})

    (line,) = logged()
    assert answer.status_code == 500
    assert f"Une erreur est survenue. Référence\u00a0{line['id']}." in answer.text
    assert 'href="/clients"' in answer.text
    assert "disk on fire" not in answer.text


async def test_a_page_that_cannot_be_built_says_so_with_the_reference(
    http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    monkeypatch.setattr(Frame, "ready", broken)

    answer = await http.get("/clients?q=Dupont")

    (line,) = logged()
    assert answer.status_code == 500
    assert f"Cette page n’a pas pu s’afficher (référence {line['id']})." in answer.text
    assert "disk on fire" not in answer.text
    assert "Dupont" not in str(line)


async def test_the_user_never_sees_what_went_wrong_inside(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tab.open()
    await tab.begin_client("Mal tombé")
    monkeypatch.setattr(Client, "create_from", broken)

    await tab.save()

    await reference(tab)
    assert not tab.shows("disk on fire")
    assert not tab.shows("RuntimeError")


async def test_after_a_fault_what_was_typed_is_there_and_can_be_saved(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tab.open()
    await tab.begin_client("Mal tombé")
    with monkeypatch.context() as patch:
        patch.setattr(Client, "create_from", broken)
        await tab.save()
        await reference(tab)
    assert tab.value("Raison sociale") == "Mal tombé"

    await tab.save()

    await tab.sees("FICHE CLIENT")
    assert await Client.exists(name="Mal tombé")


async def test_a_fault_in_a_question_leaves_a_page_that_asks_again(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    with monkeypatch.context() as patch:
        patch.setattr(Document, "open_for", broken)
        await tab.choose("Actions", "Créer une vente")
        await tab.press("Oui")
        await reference(tab)

    await tab.choose("Actions", "Créer une vente")
    await tab.press("Oui")

    await tab.sees("Retour à la liste")


async def test_a_fault_in_one_section_leaves_the_others(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_client()
    monkeypatch.setattr(Company, "current", broken)

    await tab.open("/parametres")

    await reference(tab)
    assert tab.shows("Cette page n’a pas pu s’afficher.")
    await tab.follow(tab.links["Revenir aux clients"])
    await tab.sees("Touchez un client pour voir sa fiche")


async def test_a_fault_while_following_a_change_is_said_only_where_it_happened(
    tab: Tab, other_tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await make_client(city="Lille")
    await tab.open("/parametres")
    await other_tab.open(f"/clients?client={client.id}")
    monkeypatch.setattr(Company, "policy", broken_at_once)

    announce(Company.TOPIC, [1])

    await reference(tab)
    assert not other_tab.toasts


async def test_a_fault_in_one_tab_does_not_stop_the_others(
    tab: Tab, other_tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await make_client("Avant")
    await tab.open("/clients")
    await other_tab.open(f"/clients?client={client.id}")
    monkeypatch.setattr(tab.grid, "run_method", broken_at_once)

    draft = client.draft()
    draft.typed["name"] = "Après"
    await Client.amend(draft, by=ANYBODY)

    await other_tab.sees("Après")


async def test_a_refusal_is_not_logged_as_a_fault(
    tab: Tab, monkeypatch: pytest.MonkeyPatch, logged: Logged
) -> None:
    async def refuse(*_args: Any, **_arguments: Any) -> None:
        raise Refused("La règle ne le permet pas.")

    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    monkeypatch.setattr(Client, "removal", refuse)

    await tab.choose("Document", "Supprimer")

    await tab.sees("La règle ne le permet pas.")
    assert tab.with_class("toast-warning")
    assert logged() == []
