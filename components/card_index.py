"""The sections of a long card, each one tap away."""

from __future__ import annotations

from nicegui import ui


class CardIndex(ui.element, component="card_index.js"):
    """A button at the top of a card, whose menu reads the headings by itself."""
