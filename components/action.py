"""An action is declared once; the menu, the bulk panel and the keyboard only render it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from nicegui import ui

from components.looks import ICONS
from components.tab import anchored, current_staff
from models.permissions import Permission

T = TypeVar("T")

ITEM = "[role=menuitem]:not([aria-disabled=true])"
MOVE_BETWEEN_ITEMS = """(event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Or a link opens at once, and the key that is let go on the opener has the menu back.
    if (event.key === "Enter") return event.preventDefault();
    const items = [...event.currentTarget.querySelectorAll("ITEM")];
    const at = items.indexOf(document.activeElement);
    const key = event.key.toLowerCase();
    const begins = (item) => item.ariaLabel.toLowerCase().startsWith(key);
    const [down, up] = [() => items[(at + 1) % items.length], () => items.at(Math.max(at, 0) - 1)];
    const moves = {
        arrowdown: down,
        arrowup: up,
        tab: event.shiftKey ? up : down,
        home: () => items[0],
        end: () => items.at(-1),
    };
    const next = key.length === 1 && key !== " "
        ? [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins)
        : moves[key]?.();
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
}""".replace("ITEM", ITEM)
FOCUS_FIRST = """() => requestAnimationFrame(() =>
    getHtmlElement({id})?.querySelector("ITEM")?.focus())""".replace("ITEM", ITEM)


REFUSED = {"disable": True, "aria-disabled": "true"}
LINK = {"tag": "a", "target": "_blank", "rel": "noopener noreferrer"}


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


class Menu(Generic[T]):
    """A button that opens a menu of actions on one subject, as it is when one is chosen."""

    def __init__(
        self,
        label: str,
        actions: tuple[Action[T], ...],
        subject: Callable[[], T],
        *,
        icon: str = "menu",
        name: str = "",
    ) -> None:
        """It is called by its label, or by a name where it shows only an icon."""
        called = name or label
        self.opener = ui.button(label, icon=ICONS[icon], color=None)
        self.opener.props("flat no-caps aria-haspopup=menu").classes("menu-opener")
        if name:
            self.opener.props["aria-label"] = name
        with (
            self.opener,
            ui.menu().props("auto-close role=none") as menu,
            ui.element("section") as landmark,  # for the portal
            ui.element("div").props("role=menu") as items,
        ):
            landmark.props["aria-label"] = f"Menu {called}"
            items.props["aria-label"] = called
            items.on("keydown", js_handler=MOVE_BETWEEN_ITEMS)
            menu.on("show", js_handler=FOCUS_FIRST.replace("{id}", str(items.id)))
            self._items = [_MenuItem(action, subject) for action in actions]

    def update(self) -> None:
        """Show what can be done to the subject as it is now."""
        for item in self._items:
            item.update()


class _MenuItem(Generic[T]):
    def __init__(self, action: Action[T], subject: Callable[[], T]) -> None:
        self._action = action
        self._subject = subject
        self._state: dict[str, Any] = {}
        self._item = ui.menu_item(on_click=anchored(self._run) if action.run else None)
        self._item.props("role=menuitem").classes("danger" if action.is_danger else "")
        self._item.props["aria-label"] = action.label
        with self._item:
            ui.icon(ICONS[action.icon])
            ui.label(action.label)
        self._reason: ui.label | None = None
        self.update()

    def update(self) -> None:
        subject = self._subject()
        reason = self._action.reason(subject)
        link = self._action.link(subject) if self._action.link and not reason else None
        self._say(reason)
        state = {**(REFUSED if reason else {}), **({**LINK, "href": link} if link else {})}
        for name in self._state.keys() - state.keys():
            del self._item.props[name]
        self._item.props.update(state)
        self._state = state

    def _say(self, reason: str | None) -> None:
        if reason and self._reason is None:
            with self._item:
                self._reason = ui.label().classes("menu-reason")
        if self._reason:
            self._reason.set_text(reason or "")
            self._reason.visible = bool(reason)

    async def _run(self) -> None:
        subject = self._subject()
        if self._action.run and not self._action.reason(subject):
            await self._action.run(subject)
