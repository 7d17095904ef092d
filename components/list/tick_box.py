"""A checkbox for filters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from nicegui import ui

from models.french import number


class TickBox(ui.element, component="tick_box.js"):
    """A native checkbox: unlike NiceGUI's it shows the tick without waiting for the server."""

    def __init__(
        self, label: str, value: bool, *, on_change: Callable[[bool], Awaitable[None]]
    ) -> None:
        super().__init__()
        self._props["label"] = label
        self._props["start"] = value
        self.on("tick", lambda event: on_change(bool(event.args)))

    def tell_count(self, count: int) -> None:
        """Show how many rows it leaves."""
        self._props["count"] = number(count)
        self.update()

    def set_value(self, value: bool) -> None:
        self.run_method("set", value)
