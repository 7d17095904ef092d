"""The keyboard: which keys do what, and the list of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from nicegui import ui

from components.dialogs import inform

HELP = (
    ("/", "Aller à la recherche"),
    ("↑ ↓ ← →", "Se déplacer dans la liste"),
    ("Entrée", "Ouvrir la fiche ou le document"),
    ("Espace", "Cocher ou décocher"),
    ("Maj + Espace", "Cocher jusqu’ici"),
    ("n", "Nouveau client"),
    ("Échap", "Fermer"),
    ("?", "Afficher cette liste"),
)

Handler = Callable[[], Awaitable[None]]


class Shortcuts(ui.element, component="shortcuts.js"):
    """Keys of a tab; `/`, the arrow down to the list and `?` work on every screen."""

    def __init__(self) -> None:
        super().__init__()
        self._props["keys"] = ["?", "n", "Escape"]
        self._handlers: Mapping[str, Handler] = {}
        self.on("pressed", lambda event: self._pressed(str(event.args)))

    def use(self, handlers: Mapping[str, Handler]) -> None:
        """These keys work from now on, on the screen that is shown."""
        self._handlers = handlers

    async def _pressed(self, key: str) -> None:
        if key == "?":
            await show_help()
        elif handler := self._handlers.get(key):
            await handler()


async def show_help() -> None:
    await inform("Raccourcis clavier", details=_help)


def _help() -> None:
    with ui.element("dl").classes("keys"):
        for key, meaning in HELP:
            with ui.element("div"):
                with ui.element("dt"):
                    ui.label(key).classes("key")
                with ui.element("dd"):
                    ui.label(meaning)
