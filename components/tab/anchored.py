"""Handlers that outlive their button: a colleague's change may rebuild it meanwhile."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from nicegui import ui


def anchored(handler: Callable[[], Any]) -> Callable[[], Any]:
    """The same handler, run in the tab's layout, which is never rebuilt.

    A question that waits while its button is replaced can then still go on to the next one.
    """
    client = ui.context.client

    async def run() -> None:
        with client.layout:
            result = handler()
            if inspect.isawaitable(result):
                await result

    return run
