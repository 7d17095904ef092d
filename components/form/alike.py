"""Records that may be the one being typed: said under the field that tells, asked before saving."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Literal

from nicegui import ui

from components.dialogs import choose
from components.form.editor import Editor, Link
from components.form.form import Form
from components.tab import note_fault
from models.database import Outage
from models.records import Draft

Answer = Literal["open", "create"]
ANSWERS = {
    "Créer quand même": ("create", "quiet"),
    "Ouvrir la fiche existante": ("open", "primary"),
}


class Alike:
    """The warnings in one form."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._shown: list[ui.element] = []

    def show(self, links: Sequence[Link]) -> None:
        """Say it under each field that tells, instead of what was said before."""
        for one in self._shown:
            one.delete()
        by_field = attrgetter("field")
        self._shown = [
            self._warning(field, list(group))
            for field, group in groupby(sorted(links, key=by_field), by_field)
        ]

    def _warning(self, field: str, links: Sequence[Link]) -> ui.element:
        with self._form.under(field), ui.element("div").classes("look-alikes") as warning:
            warning.props("role=status")
            ui.label("Peut-être déjà connu :").classes("look-alikes-title")
            _list(links)
        return warning


async def look_for(editor: Editor, draft: Draft) -> list[Link]:
    """The records that may be this one; while nobody can tell, none."""
    try:
        return await editor.look_alikes(draft) if editor.look_alikes else []
    except Outage as outage:
        note_fault(outage)
        return []


async def ask_which(links: Sequence[Link]) -> Answer | None:
    """What to do instead of creating a record that exists; None means back to the form."""
    answer = await choose(
        "Cette fiche existe déjà, semble-t-il",
        ANSWERS,
        details=lambda: _list(links),
        focus="Ouvrir la fiche existante",
    )
    return answer if answer in {"open", "create"} else None  # type: ignore[return-value]


def _list(links: Sequence[Link]) -> None:
    for link in links:
        with ui.element("div").classes("look-alike"):
            ui.link(link.label, link.path, new_tab=True)
            ui.label(f" : {link.reason}")
