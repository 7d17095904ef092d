"""Short messages, with one way to act on them."""

from __future__ import annotations

import pytest

from components.dialogs import toast
from components.dialogs.toast import Toasts
from tests.simulation import Tab
from tests.waiting import until


def toasts(page: Tab) -> Toasts:
    with page.client:
        return Toasts()


async def test_a_message_can_be_closed(page: Tab) -> None:
    toasts(page).show("Enregistré")
    assert page.toasts == ["Enregistré"]

    await page.press("Fermer le message")

    assert page.toasts == []


async def test_a_message_goes_by_itself(page: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(toast.SECONDS, "done", 0.01)

    toasts(page).show("Enregistré")

    assert await until(lambda: not page.toasts)


async def test_its_action_runs_once_and_closes_it(page: Tab) -> None:
    runs: list[str] = []

    async def undo() -> None:
        runs.append("undone")

    toasts(page).show("Dans la corbeille", action="Annuler", run=undo)

    await page.press("Annuler")

    assert await until(lambda: runs) == ["undone"]
    assert page.toasts == []


async def test_messages_do_not_replace_each_other(page: Tab) -> None:
    shown = toasts(page)

    shown.show("Un")
    shown.show("Deux", "warning")

    assert page.toasts == ["Un", "Deux"]


async def test_a_message_is_read_out(page: Tab) -> None:
    toasts(page)

    (stack,) = page.with_class("toasts")
    assert stack.props["role"] == "status"
    assert stack.props["aria-live"] == "polite"
