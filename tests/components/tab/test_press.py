"""A press that is under way while its button is built anew."""

from __future__ import annotations

import json
from typing import Any

import pytest
from nicegui import ui

from components.tab import on_press, part, press
from tests.simulation import Tab
from tests.waiting import until


class Counter:
    """A part with something that counts its presses."""

    def __init__(self, kind: type[ui.button] | type[ui.menu_item]) -> None:
        self.kind = kind
        self.count = 0

    @part
    def body(self) -> None:
        self.button = self.kind("Compter")
        on_press(self.button, self._add)

    def _add(self) -> None:
        self.count += 1


@pytest.fixture(params=[ui.button, ui.menu_item])
def counter(page: Tab, request: pytest.FixtureRequest) -> Counter:
    with page.client, ui.menu():
        made = Counter(request.param)
        made.body()
    return made


def click(button: ui.button | ui.menu_item) -> dict[str, Any]:
    """What a browser sends of a press on what it still shows."""
    *_, listener = button._event_listeners.values()
    return {"id": button.id, "listener_id": listener.id, "args": [json.dumps(None)]}


async def test_a_press_under_way_to_a_replaced_button_counts_once(
    page: Tab, counter: Counter
) -> None:
    under_way = click(counter.button)
    counter.body.refresh()

    page.client.handle_event({**under_way})
    assert await until(lambda: counter.count) == 1
    page.client.handle_event({**under_way})
    page.client.handle_event(click(counter.button))
    assert await until(lambda: counter.count == 2)


async def test_a_second_press_under_way_is_one_too_many(page: Tab, counter: Counter) -> None:
    twice = click(counter.button)
    page.client.handle_event({**twice})
    assert await until(lambda: counter.count == 1)
    counter.body.refresh()

    page.client.handle_event({**twice})
    page.client.handle_event(click(counter.button))
    assert await until(lambda: counter.count == 2)


async def test_a_replaced_button_answers_no_longer_than_a_press_takes(
    page: Tab, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "UNDER_WAY", 0.0)
    gone = counter.button
    counter.body.refresh()

    assert gone.id in page.client.elements
    assert await until(lambda: gone.id not in page.client.elements)
