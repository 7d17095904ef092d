"""« Modifier la sélection » : asked, said in figures, made, taken back, or given up."""

from __future__ import annotations

import pytest

from models.clients import Client
from models.records import Effect
from pages.desk.bulk_edit import figures
from tests.factories import ANYBODY, make_client, retyped
from tests.simulation import Tab
from tests.waiting import until

NBSP = "\u00a0"
CROWD = 8


async def choose_everybody(tab: Tab) -> list[Client]:
    clients = [await make_client(f"Client {serial}") for serial in range(CROWD)]
    await tab.open()
    await tab.send(tab.grid, "everything", True)
    await tab.press("Modifier la sélection")
    await tab.press("Voir ce qui changera")
    await tab.sees("Choisissez au moins un changement.")
    await tab.fill("Pays", "Belgique")
    await tab.press("Voir ce qui changera")
    await tab.sees(f"{CROWD} changeront. Modifier ?")
    return clients


async def countries() -> set[str]:
    return {client.country for client in await Client.all()}


async def test_a_change_of_many_is_made_and_taken_back_but_for_what_has_changed_since(
    tab: Tab,
) -> None:
    first, *_ = await choose_everybody(tab)
    await tab.press("Modifier")
    await tab.sees(f"{CROWD}{NBSP}clients modifiés")
    assert await countries() == {"Belgique"}
    await tab.no_longer_sees(f"{CROWD}{NBSP}clients sélectionnés")

    draft = retyped(await Client.get(id=first.id), country="Suisse")
    await Client.amend(draft, by=ANYBODY)
    await tab.press("Annuler")
    await tab.sees(f"{CROWD - 1}{NBSP}clients comme avant, 1{NBSP}laissé : modifié encore depuis")
    assert await countries() == {"France", "Suisse"}


async def test_given_up_nobody_is_changed(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    await choose_everybody(tab)
    monkeypatch.setattr("components.dialogs.long_work.WORTH_SHOWING", CROWD)
    monkeypatch.setattr("models.records.changing_many.PORTION", 1)
    await tab.press("Modifier")
    await tab.press("Annuler")
    await tab.sees("Modification abandonnée : rien n’a été modifié.")
    assert await until(lambda: not tab.shows("Modification de"))
    assert await countries() == {"France"}


def test_the_figures_are_said_as_in_french() -> None:
    for effect, said in (
        (Effect({1: {}}), "1 changera"),
        (
            Effect({one: {} for one in range(1_237)}, [1] * 12, {"Nom": [1, 2, 3]}),
            f"1\u202f237 changeront, 12 sont déjà ainsi, 3{NBSP}refusés",
        ),
        (Effect({}, [1], {"Nom": [2]}), f"1 est déjà ainsi, 1{NBSP}refusé"),
    ):
        assert figures(effect) == said
