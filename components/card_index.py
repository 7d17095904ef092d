"""The sections of a long card, each one tap away."""

from __future__ import annotations

from nicegui import ui


class CardIndex(ui.element, component="card_index.js"):
    """Stands at the top of what scrolls, and reads its headings by itself."""
