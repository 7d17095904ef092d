"""A press is not lost on a button that is built anew under it.

While it is held down the browser sees to it (press.js); once it is under way to the server, where
the button has been replaced already, the one that went answers for a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakSet

from nicegui import ui

from components.nicegui_patches import outliving
from components.tab.anchored import anchored

UNDER_WAY = 2.0
"""Seconds that a press takes at most, on a poor network."""
Pressable = ui.button | ui.item
_unpressed = WeakSet[Pressable]()


class PressKeeper(ui.element, component="press.js"):
    """Has the click of a press go to the button that took the place of the pressed one."""


def on_press(pressable: Pressable, handler: Callable[[], Any]) -> None:
    """Call this at every press; at one alone once the button or item is gone, as a second press
    was one too many."""
    run = anchored(handler)

    async def press() -> None:
        is_first = pressable in _unpressed
        _unpressed.discard(pressable)
        if is_first or not pressable.is_deleted:
            await run()

    _unpressed.add(pressable)
    pressable.on_click(press)


@contextmanager
def answering(place: ui.element) -> Iterator[None]:
    """Have the buttons in a place that is built anew here answer to what is under way to them."""
    with outliving([one for one in place.descendants() if one in _unpressed], UNDER_WAY):
        yield
