"""Two people changed the same field: both values side by side, and one is chosen."""

from __future__ import annotations

from typing import Protocol

from nicegui import ui

from components.dialogs.question import choose
from components.dialogs.value_cards import value_cards
from models.records import Clash, Conflict


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
    def pick(value: str) -> None:
        chosen[clash.name] = value

    titles = {clash.yours: "Votre valeur", clash.stored: "Valeur enregistrée"}
    values = {value: (title, clash.shown(value)) for value, title in titles.items()}
    value_cards(clash.label, values, clash.yours, pick)
