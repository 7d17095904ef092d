"""The page as it will look, drawn by the server: it is there before the scripts are.

Loading and running them takes most of the time to open a page. The picture lies over the page until
`page.js` takes it off, and a tap on it is then passed on to what lies beneath.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import Any

from nicegui import ui

from components.first_paint.list import list_picture
from components.nicegui_patches import TAGS, forget_body

NATIVE = re.compile("[a-z][a-z0-9]*")
NEVER = {"script", "style", "iframe", "object"}
INERT = {"button": "span", "form": "div"}
"""Nothing in a picture may take the keyboard; a link without an address does not."""
THEMES = {True: "picture-dark", False: "picture-light", None: "picture-auto"}
REMEMBER = """(() => {
    const picture = document.querySelector(".picture");
    const place = ({ target, clientX: x, clientY: y }) => ({
        x, y,
        row: target.closest(".list-row")?.dataset.id,
        onCircle: target.closest(".circle-hit") !== null,
    });
    const early = window.early = { pressed: null, tapped: null, keys: [] };
    const press = (event) => { if (event.button === 0) early.pressed = place(event); };
    const release = (event) => {
        early.pressed = null;
        if (event.type !== "click") return;
        early.tapped = place(event);
        picture.querySelector(".row-current")?.classList.remove("row-current");
        if (!early.tapped.onCircle) event.target.closest(".list-row")?.classList.add("row-current");
    };
    const type = ({ key, ctrlKey, metaKey, altKey }) => {
        if (document.querySelector("#app .frame")) return; // which listens by itself from then on
        if (!ctrlKey && !metaKey && !altKey && early.keys.length < 100) early.keys.push(key);
    };
    picture.addEventListener("pointerdown", press);
    picture.addEventListener("pointercancel", release);
    picture.addEventListener("click", release);
    document.addEventListener("keydown", type, true);
    early.stop = () => document.removeEventListener("keydown", type, true);
})()"""
"""What is tapped and typed before the page can be used: seen at once, and passed on by page.js."""


class Picture(ui.element, component="page.js"):
    """Takes the picture off once the page can be used."""


def show_picture(of: ui.element, *, is_dark: bool | None) -> None:
    """Send a picture of this element with the page; `is_dark` None is as the device likes."""
    ui.add_body_html(
        f'<div class="picture {THEMES[is_dark]}" dir="ltr" aria-hidden="true">{drawn(of)}</div>'
        f"<script>{REMEMBER}</script>"
    )
    of.client.on_connect(forget_body)


def drawn(element: ui.element) -> str:
    """The HTML of an element and of what is in it; nothing of what does not show at first."""
    if "hidden" in element.classes:
        return ""
    if draw := _DRAWN.get(element.tag):
        return draw(element)
    if not NATIVE.fullmatch(element.tag) or element.tag in NEVER:
        return ""
    return _tag(INERT.get(element.tag, element.tag), _classes(element), _inside(element))


def _link(link: ui.element) -> str:
    current = ' aria-current="page"' if link.props.get("aria-current") else ""
    return f'<a class="{_classes(link)}"{current}>{_inside(link)}</a>'


def _icon(name: str, classes: str = "") -> str:
    return _tag("i", f"q-icon notranslate material-icons {classes}", escape(name))


def _button(button: ui.element) -> str:
    props = button.props
    label = escape(str(props.get("label") or ""))
    icon = _icon(str(props["icon"]), "on-left" if label else "") if props.get("icon") else ""
    shape = "q-btn--round" if props.get("round") else "q-btn--rectangle"
    depth = "q-btn--flat" if props.get("flat") else "q-btn--unelevated"
    text = _tag("span", "block", label) if label else ""
    content = "q-btn__content text-center col items-center justify-center row"
    return _tag(
        "span",
        f"q-btn q-btn-item q-btn--no-uppercase {shape} {depth} {_classes(button)}",
        _tag("span", content, icon + text),
    )


def _input(field: ui.element) -> str:
    value = str(field.props.get("value") or "")
    shown = escape(value or str(field.props.get("placeholder") or ""))
    return _field(field, shown, "" if value else "picture-placeholder")


def _select(field: ui.element) -> str:
    chosen = field.props.get("model-value")
    label = chosen.get("label", "") if isinstance(chosen, dict) else ""
    return _field(field, escape(str(label)), after=_icon("arrow_drop_down"))


def _field(field: ui.element, shown: str, look: str = "", after: str = "") -> str:
    """An outlined field without a label above it, which is how they stand over lists."""
    native = _tag("div", f"q-field__native row items-center {look}", shown)
    parts = (
        _marginal("prepend", _inside(field, "prepend")),
        _tag("div", "q-field__control-container col relative-position row no-wrap", native),
        _marginal("append", after),
    )
    control = _tag("div", "q-field__control relative-position row no-wrap", "".join(parts))
    looks = f"q-field row no-wrap items-start q-field--outlined q-field--dense {_classes(field)}"
    return _tag("div", looks, _tag("div", "q-field__inner relative-position col", control))


def _marginal(side: str, inside: str) -> str:
    look = f"q-field__{side} q-field__marginal row no-wrap items-center"
    return _tag("div", look, inside) if inside else ""


def _tick(box: ui.element) -> str:
    mark, label = _tag("span", "picture-tick", ""), escape(str(box.props["label"]))
    return _tag("span", "tick", mark + _tag("span", "", label))


def _inside(element: ui.element, slot: str = "default") -> str:
    text = escape(str(getattr(element, "text", "") or "")) if slot == "default" else ""
    children = element.slots[slot].children if slot in element.slots else ()
    return text + "".join(drawn(child) for child in children)


def _classes(element: ui.element) -> str:
    return escape(" ".join(element.classes))


def _tag(tag: str, classes: str, inside: str) -> str:
    return f'<{tag} class="{classes}">{inside}</{tag}>'


_DRAWN: dict[str, Callable[[Any], str]] = {
    "nicegui-grid": lambda grid: list_picture(grid.props),
    TAGS["input"]: _input,
    TAGS["link"]: _link,
    TAGS["refreshable"]: _inside,
    TAGS["select"]: _select,
    TAGS["sub_pages"]: _inside,
    "nicegui-tick_box": _tick,
    "q-btn": _button,
    "q-icon": lambda icon: _icon(str(icon.props["name"]), _classes(icon)),
    "q-space": lambda _space: _tag("div", "q-space", ""),
}
