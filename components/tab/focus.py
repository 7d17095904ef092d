"""The keyboard goes back to where it was when a question or the drawer closes."""

from __future__ import annotations

from typing import Literal

from nicegui import ui

TAKE_FOCUS = """(node) =>
    node.el.querySelector("[autofocus], [data-autofocus]")?.focus({ preventScroll: true })
"""
"""For a panel that has come into the page: Quasar's own way waits until it has slid in."""


class FocusMemory(ui.element, component="focus.js"):
    """What had the keyboard in this tab, outside questions and menus."""


def return_focus(from_: Literal["question", "drawer"]) -> None:
    """Give the keyboard back to what had it before this opened, if that is still there."""
    event = f"new CustomEvent('return-focus', {{ detail: '{from_}' }})"
    ui.run_javascript(f"document.dispatchEvent({event})")
