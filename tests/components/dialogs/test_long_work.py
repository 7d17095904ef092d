"""How far a long piece of work has come, and the way to give it up."""

from __future__ import annotations

import pytest
from nicegui import ui
from nicegui.outbox import Outbox

from components.dialogs.long_work import WORTH_SHOWING, progress
from models.errors import Refused
from models.french import number
from tests.simulation import Tab

SENTENCE = "Rien n’a été fait."


async def test_little_is_done_without_a_word(page: Tab) -> None:
    with page.client, progress("Travail", WORTH_SHOWING - 1, given_up=SENTENCE) as told:
        told(5)

        assert page.elements(ui.dialog) == []


async def test_it_says_how_far_it_has_come_until_it_is_over(page: Tab) -> None:
    with page.client:
        with progress("Travail", 2_000, given_up=SENTENCE) as told:
            assert page.shows(f"0 sur {number(2_000)}")

            told(500)

            assert page.shows(f"500 sur {number(2_000)}")
            assert page.elements(ui.linear_progress)[0].value == 0.25
        assert page.elements(ui.dialog) == []


async def test_it_is_drawn_by_itself_and_leaves_nothing_behind(
    page: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    layout, drawn = page.client.layout, []
    before = list(layout)
    with page.client, progress("Travail", 2_000, given_up=SENTENCE) as told:
        monkeypatch.setattr(Outbox, "enqueue_update", lambda _, element: drawn.append(element))
        told(500)
        monkeypatch.undo()

    assert drawn
    assert layout not in drawn
    assert not set(drawn) & set(layout)
    assert list(layout) == before


async def test_given_up_the_next_word_is_refused(page: Tab) -> None:
    with page.client:
        with progress("Travail", 2_000, given_up=SENTENCE) as told:
            await page.press("Annuler")
            with pytest.raises(Refused, match=SENTENCE):
                told(500)
        assert page.elements(ui.dialog) == []


async def test_who_closes_the_tab_gives_up(page: Tab) -> None:
    with page.client, progress("Travail", 2_000, given_up=SENTENCE) as told:
        page.client.delete()
        with pytest.raises(Refused, match=SENTENCE):
            told(500)
