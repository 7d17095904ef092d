"""The one question of a tab."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
from nicegui import background_tasks, ui

from components.dialogs.question import (
    ask_reason,
    choose,
    confirm,
    dismiss,
    inform,
)
from tests.simulation import Tab
from tests.waiting import until

T = TypeVar("T")


def ask(page: Tab, question: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Put a question on the page, as a handler of one of its elements does."""
    return background_tasks.create(question, context=page.client.content)


async def test_the_answer_is_what_was_pressed(page: Tab, subtests: pytest.Subtests) -> None:
    for answer, meaning in (("Oui", True), ("Non", False)):
        with subtests.test(answer=answer, meaning=meaning):
            asked = ask(page, confirm("Vraiment ?"))
            await page.sees("Vraiment ?")

            await page.press(answer)

            assert await asked is meaning
            assert not page.shows("Vraiment ?")


async def test_closing_the_question_means_no(page: Tab) -> None:
    asked = ask(page, confirm("Vraiment ?"))
    await page.sees("Vraiment ?")

    page.elements(ui.dialog)[0].close()

    assert await asked is False


async def test_leaving_the_screen_closes_the_question(page: Tab) -> None:
    asked = ask(page, confirm("Vraiment ?"))
    await page.sees("Vraiment ?")

    with page.client:
        dismiss()

    assert await asked is False


async def test_dismissing_without_a_question_does_nothing(page: Tab) -> None:
    with page.client:
        dismiss()

    assert not page.elements(ui.dialog)


async def test_a_question_that_cannot_be_shown_leaves_room_for_the_next(page: Tab) -> None:
    def broken() -> None:
        raise ValueError("disk on fire")

    with pytest.raises(ValueError, match="disk on fire"):
        await ask(page, confirm("Vraiment ?", details=broken))

    asked = ask(page, confirm("Encore ?"))
    await page.press("Oui")
    assert await asked is True


async def test_a_tab_asks_one_question_at_a_time(page: Tab) -> None:
    first = ask(page, confirm("La première ?"))
    await page.sees("La première ?")

    assert await ask(page, confirm("La seconde ?")) is False

    assert not page.shows("La seconde ?")
    await page.press("Oui")
    assert await first is True


async def test_after_an_answer_the_next_question_can_be_asked(page: Tab) -> None:
    for answer in ("Non", "Oui"):
        asked = ask(page, confirm("Vraiment ?"))
        await page.sees("Vraiment ?")
        await page.press(answer)
        await asked

    assert not page.elements(ui.dialog)


async def test_a_choice_gives_the_value_of_its_button(page: Tab) -> None:
    asked = ask(
        page,
        choose("Lequel ?", {"Devis": ("quote", "primary"), "Contrat": ("contract", "primary")}),
    )
    await page.sees("Lequel ?")

    await page.press("Contrat")

    assert await asked == "contract"


async def test_the_answer_that_is_expected_has_the_keyboard(page: Tab) -> None:
    asked = ask(page, confirm("Vraiment ?"))
    await page.sees("Vraiment ?")

    focused = [one.text for one in page.elements(ui.button) if "autofocus" in one.props]

    assert focused == ["Oui"]
    await page.press("Non")
    await asked


async def test_a_message_has_one_button(page: Tab) -> None:
    said = ask(page, inform("C’est ainsi."))
    await page.sees("C’est ainsi.")
    assert page.buttons == ["Fermer"]

    await page.press("Fermer")

    await said
    assert not page.shows("C’est ainsi.")


async def test_a_reason_of_spaces_is_no_reason(page: Tab) -> None:
    asked = ask(page, ask_reason("Annuler ?", "Commande réf. 1"))
    await page.sees("Annuler ?")
    await page.fill("Motif", "   ")

    await page.press("Oui")

    assert await until(lambda: page.error("Motif")) == "Indiquez le motif."
    await page.press("Non")
    assert await asked is None


async def test_a_reason_comes_without_the_spaces_around_it(page: Tab) -> None:
    asked = ask(page, ask_reason("Annuler ?", "Commande réf. 1"))
    await page.sees("Annuler ?")
    await page.fill("Motif", "  chantier reporté ")

    await page.press("Oui")

    assert await asked == "chantier reporté"
