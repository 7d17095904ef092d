"""What nobody foresaw: one neutral sentence, with a reference that is also in the log."""

from __future__ import annotations

import re
from typing import Any

import pytest

from models import Client, Company, Document, Refused, announce
from tests.factories import ANYBODY, make_client
from tests.simulation import Tab

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
    tab: Tab, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await tab.open()
    await tab.begin_client("Mal tombé")
    monkeypatch.setattr(Client, "create_from", broken)

    await tab.save()

    shown = await reference(tab)
    (logged,) = [one for one in caplog.records if one.name == "comptoir"]
    assert shown in logged.getMessage()
    assert logged.exc_info
    assert "disk on fire" in str(logged.exc_info[1])


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
    tab: Tab, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(*_args: Any, **_arguments: Any) -> None:
        raise Refused("La règle ne le permet pas.")

    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    monkeypatch.setattr(Client, "removal", refuse)

    await tab.choose("Document", "Supprimer")

    await tab.sees("La règle ne le permet pas.")
    assert tab.with_class("toast-warning")
    assert not [one for one in caplog.records if one.levelname == "ERROR"]
