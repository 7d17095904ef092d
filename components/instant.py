"""A box that ticks under the finger, before the server has answered."""

from __future__ import annotations

from nicegui import ui


class InstantCheckbox(ui.checkbox):
    """NiceGUI's checkbox, but the browser does not wait for the server to show the tick."""

    LOOPBACK = False
