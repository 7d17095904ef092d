"""The parts of the firm's own form, as the settings show them."""

from __future__ import annotations

from typing import ClassVar

from components.form import Editor
from components.frame import Frame
from models.company import Company
from models.records import Draft, Record
from pages.settings.section import Section, edit_button, facts


class Firm(Section):
    """One part of what the firm says of itself, and the way to change it."""

    part: ClassVar[str]

    async def read(self) -> None:
        self.company = await Company.current()

    def tools(self) -> None:
        edit_button(self.title, self.change)

    def fill(self) -> None:
        facts(self.company, self.part)

    async def change(self, focus: str = "") -> None:
        """Open this part in the drawer, with the keyboard in a field."""
        company = await Company.current()
        await self.frame.drawer.edit(company.draft(self.part), focus=focus)


class Identity(Firm):
    code = "identite"
    title = "Identité"
    hint = "Ce qui se lit en tête et au pied de chaque document."
    part = "identity"


class Vat(Firm):
    code = "tva"
    title = "TVA de l’entreprise"
    part = "vat"


class Terms(Firm):
    code = "echeances"
    title = "Échéances et mentions"
    hint = "Ce qui vaut pour un client qui n’a rien d’autre."
    part = "terms"


class Directory(Firm):
    code = "annuaire"
    title = "Annuaire des entreprises"
    hint = (
        "Allumé, un bouton de la fiche client demande à l’annuaire public "
        "(recherche-entreprises.api.gouv.fr) le SIREN ou le nom qui y est saisi, et rien d’autre. "
        "Ce qu’il répond est proposé champ par champ."
    )
    part = "directory"


FIRM = (Identity, Vat, Terms, Directory)
TITLES = {one.part: one.title for one in FIRM}


def firm_editor(_frame: Frame) -> Editor:
    def title(draft: Draft) -> str:
        return TITLES.get(draft.part, "Paramètres")

    return Editor(model=Company, title=title, saved=nothing_more)


async def nothing_more(_record: Record, _is_new: bool) -> None:
    """The section follows the change by itself."""
