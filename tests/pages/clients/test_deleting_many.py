"""Deleting a crowd of clients: it is told how far it has come, and it can be given up."""

from __future__ import annotations

import pytest

from models.clients import CLIENTS, Client
from models.lists import Query
from models.records import Obstacle, Removal
from pages.desk.trash import removal_question
from tests.factories import make_client
from tests.simulation import Tab
from tests.waiting import until

NBSP = "\u00a0"
CROWD = 40


@pytest.fixture(autouse=True)
def small_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crowd that a test can make, deleted one by one."""
    monkeypatch.setattr("components.dialogs.long_work.WORTH_SHOWING", CROWD)
    monkeypatch.setattr("models.records.trash.PORTION", 1)


async def delete_everything(tab: Tab) -> None:
    for serial in range(CROWD):
        await make_client(f"Client {serial:02d}")
    await tab.open()
    await tab.send(tab.grid, "everything", True)
    await tab.press("Supprimer")
    await tab.press("Oui")


async def test_who_deletes_many_sees_how_far_it_has_come(tab: Tab) -> None:
    await delete_everything(tab)

    await tab.sees(f"Suppression de {CROWD}{NBSP}clients…")
    await tab.sees(f"{CROWD}{NBSP}clients dans la corbeille")
    assert not tab.shows("Suppression de")


async def test_given_up_nothing_is_deleted(tab: Tab) -> None:
    await delete_everything(tab)

    await tab.press("Annuler")

    await tab.sees("Suppression abandonnée : rien n’a été supprimé.")
    assert len(await CLIENTS.ids(Query())) == CROWD
    assert tab.shows(f"{CROWD}{NBSP}clients sélectionnés")


async def test_bringing_many_back_can_be_given_up(tab: Tab) -> None:
    await delete_everything(tab)
    await tab.sees(f"{CROWD}{NBSP}clients dans la corbeille")

    await tab.press("Annuler")
    await tab.sees(f"Restauration de {CROWD}{NBSP}clients…")
    await tab.press("Annuler")

    await tab.sees("Restauration abandonnée : rien n’a été restauré.")
    assert await CLIENTS.ids(Query()) == []


async def test_a_list_from_which_rows_were_taken_is_read_again_at_once(tab: Tab) -> None:
    client = await make_client()
    await tab.open()
    await tab.tick(client.id)
    calls = tab.record_grid()

    await tab.press("Supprimer")
    await tab.press("Oui")

    assert await until(lambda: "refresh" in [name for name, _ in calls])
    assert await Client.among([client.id], is_trashed=True) == [client.id]


def test_the_question_for_a_mixed_selection_says_the_figures_first() -> None:
    for going, staying, question in (
        (1_237, 12, "1\u202f237 iront à la corbeille, 12 resteront. Supprimer ?"),
        (1, 1, "1 ira à la corbeille, 1 restera. Supprimer ?"),
    ):
        blocked: dict[int, tuple[Obstacle, ...]] = {-one: () for one in range(1, staying + 1)}
        assert removal_question(Client.NOUN, Removal(tuple(range(going)), blocked), {}) == question
