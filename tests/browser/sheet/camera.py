"""Takes a state's pictures, and looks for what no screen may have in any state."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import DESKTOP, LANDSCAPE, PORTRAIT, STILL
from tests.browser.sheet.states import State
from tests.browser.sheet.windows import DATES_IN_FRENCH

PHONE: ViewportSize = {"width": 390, "height": 844}
Scheme = Literal["light", "dark"]
LIGHT: Scheme = "light"
DARK: Scheme = "dark"
ALL_LOOKS: list[tuple[ViewportSize, Scheme]] = [
    *product((DESKTOP, LANDSCAPE, PORTRAIT, PHONE), (LIGHT, DARK))
]
LOOKS: list[tuple[ViewportSize, Scheme]] = [(DESKTOP, LIGHT), (PHONE, DARK)]
"""Of a state that is not a main one."""
QUALITY = 70
AXE = Axe()
ONLY = {"resultTypes": ["violations"]}
IS_DARK = "(dark) => document.body.classList.contains('body--dark') === dark"
PAINTED = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll(
        `.section > *, .settings, .document-page, .books-page, .today, .drawer-panel,
        .q-dialog .q-card`)]
    .filter((one) => one === document.documentElement
        ? one.scrollWidth > innerWidth
        : getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.className || one.tagName)"""
"""What could be scrolled to the side."""
AS_A_WHOLE = "document.documentElement.scrollHeight > innerHeight + 1"
"""Whether the page could be scrolled with its header, which a script or the keyboard then does."""
SMALL = """() => [...document.querySelectorAll(`button, [role=button], [role=checkbox],
        [role=menuitem], [role=radio], a[href], input, select, textarea, summary`)]
    .filter((one) => !one.closest(".unseen"))
    .map((one) => [one, one.closest("label, .q-field__control") ?? one])
    .filter(([one, box]) => box.checkVisibility({ visibilityProperty: true }))
    .filter(([one]) => getComputedStyle(one, "::after").position !== "absolute")
    .map(([one, box]) => [one, box.getBoundingClientRect()])
    .filter(([one, { height, width }]) => height > 1 && (height < 43.5 || width < 24))
    .map(([one, at]) => `${one.outerHTML.slice(0, 140)} ${at.width | 0}x${at.height | 0}`)"""
"""What is too small to touch; a link that lies over its whole line does so by what comes after."""
STRAIGHT = r"""() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.data.trim(), box = walker.currentNode.parentElement;
        if (box.closest("script, style, textarea, .list-row, .chooser, .palette")) continue;
        const isWrong = /[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]|« | »|\.\.\.| [?!;:](\s|$)/.test(text);
        if (isWrong && box.checkVisibility())
            found.push(text.slice(0, 120));
    }
    return found;
}"""
"""Straight apostrophes, dots in the place of « … », and quotation marks or high signs that a line
could part from their word."""


@dataclass
class Shot:
    """One picture of a state."""

    state: State
    size: ViewportSize
    scheme: Scheme
    file: str


@dataclass
class Camera:
    """What was taken, and what was found."""

    folder: Path
    shots: list[Shot] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def take(self, page: Page, state: State, serial: str) -> None:
        """Look at a page that has come to its state, in each of its sizes and lights."""
        for size, scheme in ALL_LOOKS if state.is_main else LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if not state.is_plain:
                page.wait_for_function(IS_DARK, arg=scheme == DARK)
            page.evaluate("window.reveal?.()")
            page.evaluate(DATES_IN_FRENCH)
            page.mouse.move(0, 0)
            page.wait_for_function(STILL)
            page.evaluate(PAINTED)
            name = f"{serial}-{size['width']}-{scheme}.webp"
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(self.folder / name, quality=QUALITY, method=2)
            self.shots.append(Shot(state, size, scheme, name))
            where = f"{state.title} ({size['width']} {scheme})"
            self.faults += [f"{where}: {fault}" for fault in _found(page, state, size, scheme)]


def _found(page: Page, state: State, size: ViewportSize, scheme: Scheme) -> Iterator[str]:
    if not state.is_plain and page.evaluate(AS_A_WHOLE):
        yield "scrolls as a whole"
    yield from (f"scrolls sideways: {one}" for one in page.evaluate(SIDEWAYS))
    if size in (DESKTOP, PHONE):
        said: list[dict[str, Any]] = AXE.run(page, options=ONLY).response["violations"]
        for one in said:
            yield f"axe {one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
    if size == PHONE and scheme == DARK:
        yield from (f"too small to touch: {one}" for one in page.evaluate(SMALL))
    if size == DESKTOP and scheme == LIGHT:
        yield from (f"typography: {one}" for one in page.evaluate(STRAIGHT))
