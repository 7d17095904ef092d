"""What is being typed, kept in the browser until it is saved or given up, or its owner leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from components.tab import current_seat
from models.records import Draft


class Keeper(ui.element, component="keeper.js", esm={"comptoir-form": "scripts"}):
    """The memory of one tab for one draft."""

    def __init__(self, on_recall: Callable[[Draft], Awaitable[None]]) -> None:
        super().__init__()
        seat = current_seat()
        self._props["owner"] = str(seat.account_id)
        self._props["since"] = seat.since.isoformat()

        async def recalled(event: Any) -> None:
            try:
                draft = Draft.from_json(event.args)
            except ValueError:
                self.forget()
            else:
                await on_recall(draft)

        self.on("recalled", recalled)

    def keep(self, draft: Draft) -> None:
        self.run_method("keep", draft.to_json())

    def forget(self) -> None:
        self.run_method("forget")
