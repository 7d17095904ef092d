"""What lies above the page, drawn by itself.

An element that changes has the component around it drawn anew, with all that is in it: right in the
layout, a message or a dialog that opens would have the whole page drawn.
"""

from __future__ import annotations

from nicegui import ui


class Layer(ui.element, component="layer.js"):
    """A component around what is put into it, in the tab's layout, which is never rebuilt."""

    def __init__(self) -> None:
        with ui.context.client.layout:
            super().__init__()

    def dialog(self) -> ui.dialog:
        """A dialog in it: NiceGUI's own place for them is right in the layout."""
        with self:
            return ui.dialog().move(self)
