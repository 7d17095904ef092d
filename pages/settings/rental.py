"""How the time of a rental is counted."""

from __future__ import annotations

from components.form import Editor
from components.frame import Frame
from models.catalogue import RentalSettings
from models.records import Draft
from pages.settings.firm import nothing_more
from pages.settings.section import Section, edit_button, facts


class Rental(Section):
    code = "location"
    title = "Location"
    hint = (
        "Comment le temps d’une location se compte. Un document garde son prix jusqu’à ce que "
        "son temps ou ses lignes changent."
    )
    topics = frozenset({RentalSettings.TOPIC})

    async def read(self) -> None:
        self._settings = await RentalSettings.current()

    def tools(self) -> None:
        edit_button(self.title, self._change)

    def fill(self) -> None:
        facts(self._settings)

    async def _change(self) -> None:
        await self.edit(await RentalSettings.current())


def rental_editor(_frame: Frame) -> Editor:
    def title(_draft: Draft) -> str:
        return Rental.title

    return Editor(model=RentalSettings, title=title, saved=nothing_more)
