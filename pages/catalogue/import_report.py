"""What an import would do: its figures, and the cells that are wrong."""

from __future__ import annotations

from nicegui import ui

from models.catalogue import ImportPlan
from models.french import number, plural

MOST_SHOWN = 100
LONGEST_SHOWN = 60
HEADS = ("Ligne", "Colonne", "Valeur", "Pourquoi")


def figures(plan: ImportPlan) -> None:
    """How many articles would become what."""
    with ui.element("dl").classes("figures"):
        for count, words, tone in (
            (plan.created, ("article à créer", "articles à créer"), "done"),
            (plan.changed, ("article à modifier", "articles à modifier"), "done"),
            (plan.unchanged, ("sans changement", "sans changement"), "plain"),
            (plan.wrong_lines, ("ligne à corriger", "lignes à corriger"), "wrong"),
        ):
            with ui.element("div").classes(f"figure figure-{tone if count else 'plain'}"):
                with ui.element("dt"):
                    ui.label(words[count > 1])
                with ui.element("dd"):
                    ui.label(number(count))


def wrong_cells(plan: ImportPlan) -> None:
    """Each cell that cannot be taken over, and why; of very many, the first."""
    if not plan.wrong:
        return
    ui.label(
        "Ces lignes seront laissées de côté : corrigez-les dans le fichier, et importez-le de "
        "nouveau."
    ).classes("settings-hint")
    with ui.element("div").classes("wrong-cells").props("tabindex=0 role=region") as box:
        box.props["aria-label"] = "Cellules à corriger"
        with ui.element("table"):
            with ui.element("thead"), ui.element("tr"):
                for head in HEADS:
                    with ui.element("th").props("scope=col"):
                        ui.label(head)
            with ui.element("tbody"):
                for one in plan.wrong[:MOST_SHOWN]:
                    _row((number(one.line), one.column, _short(one.text), one.why))
    if (rest := len(plan.wrong) - MOST_SHOWN) > 0:
        ui.label(f"et {plural(rest, 'autre cellule', 'autres cellules')}.").classes("settings-hint")


def _row(cells: tuple[str, ...]) -> None:
    with ui.element("tr"):
        for cell in cells:
            with ui.element("td"):
                ui.label(cell or "(vide)")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
