"""What opens above a page leaves the page as it is drawn."""

from __future__ import annotations

import pytest
from nicegui import ui
from nicegui.outbox import Outbox

from tests.factories import make_client
from tests.simulation import Tab

Drawn = list[ui.element]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """The elements that the browser is told to draw anew."""
    elements: Drawn = []
    enqueue = Outbox.enqueue_update

    def noting(outbox: Outbox, element: ui.element) -> None:
        elements.append(element)
        enqueue(outbox, element)

    monkeypatch.setattr(Outbox, "enqueue_update", noting)
    return elements


def page_is_drawn_anew(tab: Tab, drawn: Drawn) -> bool:
    """Whether the layout has changed, or what stands right in it."""
    layout = tab.client.layout
    assert drawn
    return any(layout in {one, one.parent_slot and one.parent_slot.parent} for one in drawn)


async def test_the_drawer_and_the_message_after_a_save(tab: Tab, drawn: Drawn) -> None:
    client = await make_client("Duval")
    await tab.open(f"/clients?client={client.id}")
    drawn.clear()

    await tab.press("FICHE CLIENT – modifier")
    await tab.fill("Ville", "Lyon")
    await tab.save()
    await tab.sees("Enregistré")

    assert not page_is_drawn_anew(tab, drawn)


async def test_a_question_after_the_first(tab: Tab, drawn: Drawn) -> None:
    await tab.open("/clients")
    await tab.press("+ Nouveau client")
    await tab.press("Non")
    drawn.clear()

    await tab.press("+ Nouveau client")
    await tab.press("Non")

    assert not page_is_drawn_anew(tab, drawn)
