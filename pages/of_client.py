"""The mark above a list that holds the rows of one client only, and takes that off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from components.looks import ICONS
from components.tab import anchored
from models.clients import Client


class OfClient(ui.element):
    """« Dupont × »; nothing while the list holds everybody's."""

    def __init__(self, *, clear: Callable[[], Awaitable[None]]) -> None:
        super().__init__("div")
        self._shown = ""
        with self:
            self._button = ui.button(color=None, on_click=anchored(clear))
            self._button.props("flat no-caps").classes("quick-filter of-client")
            with self._button:
                self._name = ui.label()
                ui.icon(ICONS["close"])
        self.visible = False

    async def show(self, client_id: str) -> None:
        """Name the client with this id, or nobody."""
        if client_id == self._shown:
            return
        self._shown = client_id
        found = await Client.staying(int(client_id)) if client_id else None
        name = found.name if found else "Client inconnu"
        self._name.set_text(name)
        self._button.props["aria-label"] = f"Seulement {name} : tout montrer"
        self._button.props["aria-pressed"] = "true"
        self._button.update()
        self.visible = bool(client_id)
