"""Which column is which field: as it was found out, and as somebody chooses."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.dialogs import ask_text
from components.looks import button
from models.french import listed, plural, quoted
from models.imports import Preparation
from pages.imports.shape import Page

SAMPLES = 3
LONGEST_SAMPLE = 30
NOT_TAKEN = ""


def columns(page: Page) -> None:
    preparation = page.work.preparation
    assert preparation
    with ui.element("section").classes("settings-block") as block:
        block.props["aria-label"] = "Colonnes"
        ui.label("Colonnes").classes("settings-title").props("role=heading aria-level=2")
        for words, look in _said(preparation):
            ui.label(words).classes(look).props("role=status")
        with ui.element("div").classes("import-mapping"):
            for place, heading in enumerate(preparation.matched.headings):
                if heading or place in preparation.matched.fields:
                    _column(page, preparation, place, heading)
        with ui.element("div").classes("import-ways"):
            work = page.work
            if work.waits or not (work.is_checked_at_once or preparation.is_checked):
                button(
                    f"Vérifier {plural(preparation.count, 'ligne')}",
                    icon="again",
                    on_click=page.check,
                    refusal=preparation.refusal,
                )
            button("Enregistrer ces colonnes", "quiet", on_click=partial(_keep, page))


def _said(preparation: Preparation) -> list[tuple[str, str]]:
    """What nobody must overlook."""
    said, matched = [], preparation.matched
    if refusal := preparation.refusal:
        said.append((refusal, "import-refusal"))
    if guessed := sorted(matched.guessed):
        names = [matched.headings[at] or f"colonne {at + 1}" for at in guessed]
        said.append((f"Reconnues à leur contenu : {listed(names)}. Vérifiez-les.", "settings-hint"))
    if matched.unused:
        said.append((f"Ne sont pas reprises : {', '.join(matched.unused)}.", "import-unused"))
    elif matched.fields:
        said.append(("Toutes les colonnes du fichier sont reprises.", "settings-hint"))
    tells = preparation.importable.tells
    said += [(tells[name], "settings-hint") for name in matched.fields.values() if name in tells]
    return [*said, ("Une cellule vide ne change rien.", "settings-hint")]


def _column(page: Page, preparation: Preparation, place: int, heading: str) -> None:
    name = preparation.matched.fields.get(place, NOT_TAKEN)
    offered = dict(preparation.importable.offered())
    if name and name not in offered:
        offered[name] = preparation.importable.label_of(name)

    async def choose(event: object) -> None:
        chosen = str(event.value or NOT_TAKEN)  # type: ignore[attr-defined]
        if chosen != name:
            preparation.use(preparation.matched.with_field(place, chosen))
            await page.look()

    with ui.element("div").classes("import-column" if name else "import-column is-unused"):
        ui.label(heading or f"Colonne {place + 1}").classes("import-heading")
        ui.label(_samples(preparation, place)).classes("import-samples")
        menu = ui.select({NOT_TAKEN: "Ne pas reprendre", **offered}, value=name, on_change=choose)
        menu.props("outlined dense hide-bottom-space use-input fill-input hide-selected")
        menu.props["aria-label"] = f"Colonne {quoted(heading or str(place + 1))}"


def _samples(preparation: Preparation, place: int) -> str:
    rows = preparation.sheet.rows[preparation.matched.row + 1 :][:60]
    found = (row[place].strip() for row in rows if place < len(row))
    some = list(dict.fromkeys(one[:LONGEST_SAMPLE] for one in found if one))[:SAMPLES]
    return " · ".join(some) or "(vide)"


async def _keep(page: Page) -> None:
    name = await ask_text("Enregistrer ces colonnes", "Nom", "Enregistrer", value=page.work.mapping)
    if name and name.strip():
        await page.work.keep_mapping(" ".join(name.split())[:80])
        page.frame.toasts.show("Colonnes enregistrées : elles seront proposées la prochaine fois")
        page.show_all()
