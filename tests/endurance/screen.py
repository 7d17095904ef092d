"""What a tab shows: NiceGUI's elements as the server sends them, found as a user finds them."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

Element = dict[str, Any]
Toasts = dict[int, tuple[str, str]]

PAGE = re.compile(
    r"createApp\(parseElements\(String\.raw`(.*?)`\), \{.*?query: (\{.*?\}),\s*extraHeaders",
    re.DOTALL,
)
ROLES = {
    "form": "form",
    "nicegui-dialog": "dialog",
    "nicegui-grid": "grid",
    "nicegui-input": "field",
    "nicegui-keeper": "keeper",
    "q-btn": "button",
    "q-input": "field",
    "q-menu": "popup",
}
"""What the tags are to a user; an element's own role goes before."""
TONES = ("done", "warning", "error")
DIALOG, MENU = "nicegui-dialog", "q-menu"
"""Closed until told; a closed menu is known by its button, a closed dialog is not there."""


class Screen:
    """The elements of one page, kept up to date by the server's messages."""

    def __init__(self, elements: Mapping[str, Element]) -> None:
        self._elements: dict[int, Element] = {}
        self._typed: dict[int, str] = {}
        self.apply(elements)

    @classmethod
    def read(cls, page: str) -> tuple[Screen, dict[str, Any]]:
        """The screen in a page's HTML, and what its websocket has to say to be let in."""
        found = PAGE.search(page)
        if found is None:
            raise ValueError(f"this is no page of the application: {page[:200]!r}")
        return cls(orjson.loads(html.unescape(found[1]))), ast.literal_eval(found[2])

    def apply(self, update: Mapping[str, Element | None]) -> None:
        """Take over new, changed and deleted elements as NiceGUI's script does in a browser."""
        for key, element in update.items():
            id_ = int(key)
            before = self._elements.pop(id_, None)
            if element is None:
                self._typed.pop(id_, None)
                continue
            props = element.setdefault("props", {})
            old = before["props"] if before else {}
            for name in element.pop("preserved_props", ()):
                if name in old:
                    props[name] = old[name]
            if props.get("value") != old.get("value"):
                self._typed.pop(id_, None)
            self._elements[id_] = element

    # --- finding ----------------------------------------------------------------------------

    def find(self, role: str, name: str | None = None, inside: int = 0) -> int | None:
        """The first element on screen with this role, and this name if one is given."""
        found = (id_ for id_ in self.all(role, inside) if name is None or self._name(id_) == name)
        return next(found, None)

    def all(self, role: str, inside: int = 0) -> Iterator[int]:
        """Everything on screen that has this role."""
        return (id_ for id_ in self._shown(inside) if self._role(id_) == role)

    def text(self, inside: int = 0) -> str:
        """All that is written there, part by part on a line of its own."""
        texts = (str(self._elements[id_].get("text") or "") for id_ in self._shown(inside))
        return "\n".join(text for text in texts if text)

    def toasts(self, among: Iterable[Any] | None = None) -> Toasts:
        """The messages at the bottom of the screen by id, each with its tone and its text."""
        ids = self._elements if among is None else (int(key) for key in among)
        return {
            id_: (tone, self.text(id_))
            for id_ in ids
            for tone in TONES
            if self.has(id_) and f"toast-{tone}" in self._classes(id_)
        }

    # --- one element ------------------------------------------------------------------------

    def has(self, id_: int) -> bool:
        return id_ in self._elements

    def props(self, id_: int) -> dict[str, Any]:
        props: dict[str, Any] = self._elements[id_]["props"]
        return props

    def value(self, id_: int) -> str:
        """What a field shows."""
        return self._typed.get(id_, str(self.props(id_).get("value") or ""))

    def type(self, id_: int, text: str) -> None:
        """Let a field show what is typed, before the server knows it."""
        self._typed[id_] = text

    def listeners(self, id_: int, event: str) -> list[dict[str, Any]]:
        """The server's listeners for an event of this element."""
        events = self._elements[id_].get("events", ()) if self.has(id_) else ()
        return [one for one in events if one["type"] == event and not one["js_handler"]]

    # --- walking ----------------------------------------------------------------------------

    def _shown(self, id_: int) -> Iterator[int]:
        element = self._elements.get(id_)
        if element is None or "hidden" in self._classes(id_):
            return
        is_closed = element["tag"] in {DIALOG, MENU} and not self.props(id_).get("model-value")
        if not (is_closed and element["tag"] == DIALOG):
            yield id_
        if is_closed:
            return
        for slot in element.get("slots", {}).values():
            for child in slot["ids"]:
                yield from self._shown(child)
        for child in element.get("children", ()):
            yield from self._shown(child)

    def _classes(self, id_: int) -> list[str]:
        classes: list[str] = self._elements[id_].get("class", [])
        return classes

    def _role(self, id_: int) -> str:
        tag, role = self._elements[id_]["tag"], self.props(id_).get("role")
        return str(role if role not in {None, "none"} else ROLES.get(tag, tag))

    def _name(self, id_: int) -> str:
        props = self.props(id_)
        name = props.get("aria-label") or props.get("label") or self._elements[id_].get("text")
        return str(name or "")
