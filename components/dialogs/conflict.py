"""Two people changed the same field: both values side by side, and one is chosen."""

from __future__ import annotations

from typing import Protocol

from nicegui import ui

from components.dialogs.question import choose
from models.records import Clash, Conflict

EMPTY = "(vide)"


class Settled(Protocol):
    """What was typed, in which a clash can be ended."""

    def settle(self, clash: Clash, chosen: str) -> None: ...


async def settle(conflict: Conflict, draft: Settled) -> bool:
    """Let the user choose for each clash; False if they go back to the form instead."""
    chosen = {clash.name: clash.yours for clash in conflict.clashes}

    def details() -> None:
        ui.label("Choisissez la valeur à garder.").classes("question-text")
        for clash in conflict.clashes:
            _choice(clash, chosen)

    answer = await choose(
        "Un collègue a modifié cette fiche en même temps que vous",
        {"Revenir au formulaire": ("back", "quiet"), "Valider ces choix": ("go", "primary")},
        details=details,
        focus="Valider ces choix",
    )
    if answer != "go":
        return False
    for clash in conflict.clashes:
        draft.settle(clash, chosen[clash.name])
    return True


def _choice(clash: Clash, chosen: dict[str, str]) -> None:
    values = {"yours": clash.yours, "stored": clash.stored}
    with ui.element("fieldset").classes("clash"):
        with ui.element("legend"):
            ui.label(clash.label)
        cards: dict[str, ui.element] = {}

        def pick(which: str) -> None:
            chosen[clash.name] = values[which]
            for name, card in cards.items():
                card.props["aria-checked"] = "true" if name == which else "false"

        with ui.element("div").classes("clash-values").props("role=radiogroup") as group:
            group.props["aria-label"] = clash.label
            for which, title in (("yours", "Votre valeur"), ("stored", "Valeur enregistrée")):
                with ui.element("button").classes("clash-value") as card:
                    card.props("type=button role=radio").on("click", lambda w=which: pick(w))
                    ui.label(title).classes("clash-title")
                    ui.label(clash.shown(values[which]) or EMPTY).classes("clash-text")
                cards[which] = card
        pick("yours")
