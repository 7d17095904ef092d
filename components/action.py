"""An action is declared once; the menu, the bulk panel and the keyboard only render it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from nicegui import ui

from components.anchor import anchored
from components.looks import ICONS
from components.session import current_staff
from models import Permission

T = TypeVar("T")

MOVE_BETWEEN_ITEMS = """(event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}"""


@dataclass(frozen=True)
class Action(Generic[T]):
    """What can be done to a `T`, by whom. `refusal` says why not now; `link` makes it a link."""

    label: str
    icon: str
    run: Callable[[T], Awaitable[None]] | None = None
    link: Callable[[T], str | None] | None = None
    refusal: Callable[[T], str | None] | None = None
    permission: Permission | None = None
    is_danger: bool = False

    def reason(self, subject: T) -> str | None:
        """Why it cannot be done now, by whoever acts, or None."""
        forbidden = current_staff().refusal(self.permission) if self.permission else None
        return forbidden or (self.refusal(subject) if self.refusal else None)


def menu(
    label: str, actions: tuple[Action[T], ...], subject: Callable[[], T], *, icon: str = "menu"
) -> ui.button:
    """A button that opens a menu of these actions on one subject, as it is when one is chosen."""
    with ui.button(label, icon=ICONS[icon], color=None).props(
        "flat no-caps aria-haspopup=menu"
    ) as opener:
        opener.classes("menu-opener")
        with (
            ui.menu().props("auto-close role=none"),
            ui.element("section").props(f'aria-label="Menu {label}"'),  # a landmark for the portal
            ui.element("div").props(f'role=menu aria-label="{label}"') as items,
        ):
            items.on("keydown", js_handler=MOVE_BETWEEN_ITEMS)
            for action in actions:
                _menu_item(action, subject)
    return opener


def _menu_item(action: Action[T], subject: Callable[[], T]) -> None:
    reason = action.reason(subject())

    async def run() -> None:
        if action.run:
            await action.run(subject())

    link = action.link(subject()) if action.link and not reason else None
    item = ui.menu_item(on_click=anchored(run) if action.run and not reason else None)
    item.props("role=menuitem").classes("danger" if action.is_danger else "")
    if link:
        item.props('tag=a target=_blank rel="noopener noreferrer"')
        item.props["href"] = link
    if reason:
        item.props("disable aria-disabled=true")
    item.props["aria-label"] = action.label
    with item:
        with ui.item_section().props("avatar"):
            ui.icon(ICONS[action.icon])
        with ui.item_section():
            ui.item_label(action.label)
            if reason:
                ui.item_label(reason).classes("menu-reason").props("caption")
