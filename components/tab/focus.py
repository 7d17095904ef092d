"""The keyboard goes past the header, and back where it was when what had it closes."""

from __future__ import annotations

from typing import Literal

from nicegui import ui

TAKE_FOCUS = """(node) => {
    const field = node.el.querySelector("[autofocus], [data-autofocus]");
    field?.focus({ preventScroll: true });
    const body = field?.closest(".drawer-body");
    if (!body) return;
    const [at, room] = [field.getBoundingClientRect(), body.getBoundingClientRect()];
    if (at.bottom > room.bottom) body.scrollTop += at.top - room.top - room.height / 3;
}"""
"""For a panel that has come into the page: Quasar's own way waits until it has slid in.

The browser's own scrolling would bring in the whole panel, which still slides; so what lies further
down is brought into view in the panel alone.
"""


class FocusMemory(ui.element, component="focus.js"):
    """What had the keyboard in this tab, outside questions and menus."""


def return_focus(from_: Literal["question", "drawer"]) -> None:
    """Give the keyboard back to what had it before this opened, if that is still there."""
    event = f"new CustomEvent('return-focus', {{ detail: '{from_}' }})"
    ui.run_javascript(f"document.dispatchEvent({event})")


def skip_link() -> None:
    """The first stop of the keyboard: past the header."""
    with ui.element("a").classes("skip").props("href=#") as link:
        ui.label("Aller au contenu")
    link.on(
        "click.prevent",
        js_handler="() => document.dispatchEvent(new CustomEvent('focus-content'))",
    )
