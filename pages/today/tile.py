"""One tile of the day: how much waits, the way to its list, and the first lines of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from nicegui import ui

from components.looks import ICONS
from components.tab import current_staff
from models.figures import Figure, Tile
from models.french import amount, number, plural
from pages.today.lines import Line, Lines


@contextmanager
def region(label: str, look: str = "") -> Iterator[ui.element]:
    """A part of the page that is called by its name."""
    made = ui.element("section").classes(f"tile {look}").props("role=region")
    made.props["aria-label"] = label
    with made:
        yield made


class TileBox:
    """A tile in one tab."""

    def __init__(self, tile: Tile) -> None:
        self.tile = tile
        with region(tile.label, "tile-alarm" if tile.is_alarm else ""):
            with ui.link(target=tile.address(current_staff())).classes("tile-head") as self._head:
                with ui.element("div").classes("tile-title"):
                    title = ui.label(tile.label).classes("tile-name")
                    title.props("role=heading aria-level=2")
                    ui.label(tile.means).classes("tile-means")
                self._total = ui.label().classes("tile-total")
                self._count = ui.label().classes("tile-count")
            with ui.element("div").classes("tile-nothing") as self._nothing:
                ui.icon(ICONS["done"])
                ui.label(tile.nothing)
            self._lines = Lines()
            self._more = ui.link(target=tile.address(current_staff())).classes("tile-all")
            self._more.props("tabindex=-1")  # the head leads there, too

    def show(self, figure: Figure, lines: Sequence[Line]) -> None:
        """Show it as it is now; what is the same stays."""
        total = amount(figure.total) if figure.total and figure.count else ""
        self._count.set_text(number(figure.count))
        self._total.set_text(total)
        self._total.visible = bool(total)
        said = ", ".join(text for text in (number(figure.count), total) if text)
        self._head.props["aria-label"] = f"{self.tile.label} : {said}"
        self._head.classes(remove="is-empty") if figure.count else self._head.classes("is-empty")
        self._nothing.visible = not figure.count
        self._lines.show(lines)
        left = figure.count - len(lines)
        self._more.set_text(f"et {plural(left, 'autre')}")
        self._more.visible = left > 0
