"""The keyboard goes back to where it was when a dialog or the drawer closes."""

from __future__ import annotations

from nicegui import ui


def remember_focus() -> None:
    """Note what has the keyboard now; `return_focus` comes once for each call."""
    ui.run_javascript("(window.focusTrail ??= []).push(document.activeElement)")


def return_focus() -> None:
    """Give the keyboard back, if what had it is still there."""
    ui.run_javascript("window.focusTrail?.pop()?.focus?.()")
