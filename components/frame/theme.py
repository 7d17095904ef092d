"""Light, dark, or as the device likes."""

from __future__ import annotations

from nicegui import ui


class Theme(ui.dark_mode, component="theme.js"):
    """NiceGUI's own says it again with each change of anything, and the browser then computes the
    style of every element anew: 20 ms for each card, search and save."""
