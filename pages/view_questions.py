"""What is asked before a view is kept, renamed, or has a list open with it."""

from __future__ import annotations

from collections.abc import Mapping

from nicegui import ui

from components.dialogs import Asked, ask, choose
from components.tab import current_staff
from models.french import quoted
from models.lists import LONGEST_NAME, SavedView
from models.permissions import Permission, Role


def _name(value: str = "") -> Asked:
    return Asked("name", "Nom de la vue", value, longest=LONGEST_NAME)


async def keep_view(screen: str, texts: Mapping[str, str]) -> SavedView | None:
    """Ask how what a list shows is called, and for whom it is kept."""
    fields = [_name()]
    if current_staff().may(Permission.SETTINGS):
        whose = {"mine": "Pour moi", "shared": "Partagée"}
        fields.append(Asked("whose", "Pour qui", "mine", choices=whose))

    async def keep(typed: dict[str, str]) -> SavedView:
        is_shared = typed.get("whose") == "shared"
        return await SavedView.keep(
            screen, typed["name"], texts, is_shared=is_shared, by=current_staff()
        )

    return await ask("Enregistrer la vue", fields, keep, yes="Enregistrer")


async def rename_view(view: SavedView) -> SavedView | None:
    async def rename(typed: dict[str, str]) -> SavedView:
        return await view.rename(typed["name"], by=current_staff())

    return await ask("Renommer la vue", [_name(view.name)], rename, yes="Renommer")


async def open_with_view(view: SavedView) -> None:
    """Ask for which roles the list opens with it."""
    boxes: dict[Role, ui.checkbox] = {}

    def details() -> None:
        for role in Role:
            boxes[role] = ui.checkbox(role.capitalize(), value=role in view.role_set)

    question = f"Pour qui la liste s’ouvre-t-elle avec la vue {quoted(view.name)} ?"
    answers = {"Abandonner": ("", "quiet"), "Enregistrer": ("yes", "primary")}
    if await choose(question, answers, details=details):
        roles = [role for role, box in boxes.items() if box.value]
        await view.open_for(roles, by=current_staff())
