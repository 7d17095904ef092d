"""How far a long piece of work has come, with the way to give it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from nicegui import ui

from components.looks import button
from components.tab import Layer
from models.errors import Refused
from models.french import number

WORTH_SHOWING = 1_000
"""Records below which it is over before anybody has read how far it has come."""


@contextmanager
def progress(
    title: str, total: int, *, given_up: str, least: int | None = None
) -> Iterator[Callable[[int], None]]:
    """Show this over the tab until the block ends; the block says how many are done.

    Fewer than `least` are over before anybody has read it, and are not shown. Once the user gives
    it up, saying so raises Refused with the sentence `given_up`.
    """
    if total < (WORTH_SHOWING if least is None else least):
        yield lambda _done: None
        return
    client = ui.context.client
    shown = Shown(title, total)

    def told(done: int) -> None:
        if shown.is_given_up or client.is_deleted:
            raise Refused(given_up)
        shown.show(done)

    try:
        yield told
    finally:
        if not client.is_deleted:
            shown.layer.delete()


class Shown:
    """The dialog of one piece of work."""

    def __init__(self, title: str, total: int) -> None:
        self._total = total
        self.is_given_up = False
        self.layer = Layer()
        dialog = self.layer.dialog().classes("question").props("persistent")
        dialog.props["aria-label"] = title
        with dialog, ui.element("div").classes("question-card"):
            ui.label(title).classes("question-title").props("role=heading aria-level=2")
            self._bar = ui.linear_progress(0, show_value=False).props("instant-feedback")
            self._bar.props["aria-label"] = title
            self._text = ui.label().classes("question-text").props("role=status")
            with ui.element("div").classes("question-answers"):
                self._way_out = button("Annuler", "quiet", on_click=self._give_up)
        self.show(0)
        dialog.open()

    def show(self, done: int) -> None:
        self._bar.set_value(done / self._total)
        self._text.set_text(f"{number(done)} sur {number(self._total)}")

    def _give_up(self) -> None:
        self.is_given_up = True
        self._way_out.disable()
        self._text.set_text("Annulation…")
