"""The cells that cannot be taken over, put right where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from nicegui import ui

from components.looks import button
from models.french import number, plural
from models.imports import Preparation, Wrong
from pages.imports.shape import Page

MOST_SHOWN = 100
LONGEST_SHOWN = 60
HINT = (
    "Corrigez ici les cellules fausses : les lignes qui le restent sont laissées de côté, et "
    "rendues dans un fichier avec le motif."
)
NEXT = """(() => {
    const boxes = [...document.querySelectorAll(".wrong-cells input")];
    const has = document.activeElement;
    if (!has || has === document.body || has.matches("[role=heading]"))
        (boxes[%d] ?? boxes.at(-1))?.focus();
})()"""
"""The keyboard goes on to the cell that has come into the place of one, unless it is elsewhere."""
Seen = tuple[str, str, str]


class WrongCells:
    """The table in one tab: what stays wrong keeps its place, the keyboard and what is typed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._shown: dict[tuple[int, str], tuple[Seen, ui.element]] = {}
        with ui.element("div").classes("import-wrong") as self._all:
            ui.label(HINT).classes("settings-hint")
            with ui.element("div").classes("import-ways") as self._ways:
                button("Prendre toutes les propositions", "quiet", on_click=self._take_all)
            with wrong_table() as self._body:
                pass
            self._rest = ui.label().classes("settings-hint")
        self.show()

    @property
    def _preparation(self) -> Preparation:
        assert self._page.work.preparation
        return self._page.work.preparation

    def show(self) -> None:
        """Show what is wrong now; of very many cells the first."""
        wrong = list(self._preparation.wrong())
        self._all.visible = bool(wrong)
        self._ways.visible = any(one.proposal for one in wrong)
        self._show(wrong[:MOST_SHOWN])
        rest = len(wrong) - MOST_SHOWN
        self._rest.visible = rest > 0
        self._rest.set_text(f"et {plural(rest, 'autre cellule', 'autres cellules')}.")

    def _show(self, wrong: Sequence[Wrong]) -> None:
        wanted = {(one.line, one.field): (one.text, one.why, one.proposal) for one in wrong}
        for key, (seen, element) in tuple(self._shown.items()):
            if wanted.get(key) != seen:
                del self._shown[key]
                element.delete()
        for place, one in enumerate(wrong):
            key = (one.line, one.field)
            if key not in self._shown:
                with self._body, ui.element("tr") as row:
                    self._cell(one, row)
                self._shown[key] = (wanted[key], row)
            row = self._shown[key][1]
            if self._body.default_slot.children.index(row) != place:
                row.move(self._body, target_index=place)

    def _cell(self, one: Wrong, row: ui.element) -> None:
        async def put(text: str) -> None:
            rows = self._body.default_slot.children
            place = rows.index(row) if row in rows else 0
            await self._preparation.edit(one.line, one.field, text)
            await self._changed()
            self._go_on(place)

        with ui.element("td"):
            ui.label(number(one.line))
        with ui.element("td"):
            ui.label(one.label)
            ui.label(self._preparation.caption(one.line)[:LONGEST_SHOWN]).classes("import-samples")
        with ui.element("td"):
            box = ui.input(value=one.text).props("outlined dense hide-bottom-space")
            box.props["aria-label"] = f"Ligne {one.line}, {one.label}"
            box.on("change", lambda: put(str(box.value or "")))
        with ui.element("td"):
            ui.label(one.why)
            if one.proposal:
                shown = one.proposal[:LONGEST_SHOWN]
                button(f"Prendre {shown}", "quiet", on_click=partial(put, one.proposal))

    async def _take_all(self) -> None:
        await self._preparation.take_proposals()
        await self._changed()
        self._go_on(0)

    def _go_on(self, place: int) -> None:
        self._page.frame.client.run_javascript(NEXT % place)

    async def _changed(self) -> None:
        await self._page.work.count()
        self._page.show_result()


@contextmanager
def wrong_table() -> Iterator[ui.element]:
    """A table of such cells; gives what its rows stand in."""
    with ui.element("div").classes("wrong-cells").props("tabindex=0 role=region") as box:
        box.props["aria-label"] = "Cellules à corriger"
        with ui.element("table"):
            with ui.element("thead"), ui.element("tr"):
                for head in ("Ligne", "Colonne", "Valeur", "Pourquoi"):
                    with ui.element("th").props("scope=col"):
                        ui.label(head)
            with ui.element("tbody") as body:
                yield body


def first_wrong(preparation: Preparation) -> None:
    """The wrong cells that were found first, to be put right once all rows are checked."""
    if preparation.first_wrong:
        with wrong_table():
            for one in preparation.first_wrong[:MOST_SHOWN]:
                with ui.element("tr"):
                    for text in (number(one.line), one.label, one.text[:LONGEST_SHOWN], one.why):
                        with ui.element("td"):
                            ui.label(text)
