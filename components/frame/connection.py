"""The word that the server is out of reach, and that it is back."""

from __future__ import annotations

from nicegui import ui


class Connection(ui.element, component="connection.js"):
    """Stands over the screen while the tab has no connection, and for a moment afterwards."""
