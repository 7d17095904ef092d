"""The keyboard: which keys do what, and the list of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from nicegui import ui

from components.dialogs import inform

Keys = tuple[tuple[str, str], ...]
"""Keys and what they do."""
LIST_KEYS: Keys = (
    ("F", "Aller à la recherche de la liste"),
    ("↑ ↓", "Se déplacer dans la liste"),
    ("Début, Fin", "Aller au début, à la fin"),
    ("Entrée", "Ouvrir la fiche ou le document"),
    ("Ctrl + clic", "Ouvrir dans un nouvel onglet"),
)
EVERYWHERE: Keys = (("/, Ctrl K", "Rechercher partout"),)
SELECTION_KEYS: Keys = (
    ("Espace", "Cocher ou décocher"),
    ("Maj + Espace", "Cocher jusqu’ici"),
)
NAMES = {"Escape": "Échap"}

Handler = Callable[[], Awaitable[None]]


class Shortcuts(ui.element, component="shortcuts.js"):
    """Keys of a tab; `?` and `/` work everywhere, `f` and the arrow down where there is a list."""

    def __init__(self) -> None:
        super().__init__()
        self._props["keys"] = ["?", "n", "m", "s", "Escape"]
        self.chapter = ""
        """The chapter of the help about what is shown."""
        self._keys: Keys = ()
        self._handlers: Mapping[str, tuple[str, Handler]] = {}
        self.on("pressed", lambda event: self._pressed(str(event.args)))

    def use(self, handlers: Mapping[str, tuple[str, Handler]], *, keys: Keys = ()) -> None:
        """These work from now on, on the screen that is shown: what each does, and how.

        `keys` are those that something on the screen listens to by itself.
        """
        self._keys = keys
        self._handlers = handlers

    async def show_help(self) -> None:
        """The keys that work on this screen."""
        own = ((NAMES.get(key, key), meaning) for key, (meaning, _) in self._handlers.items())
        keys = (*EVERYWHERE, *self._keys, *own, ("?", "Afficher cette liste"))
        await inform("Raccourcis clavier", details=lambda: _help(keys, self.chapter))

    async def _pressed(self, key: str) -> None:
        if key == "?":
            await self.show_help()
        elif key in self._handlers:
            await self._handlers[key][1]()


def _help(keys: Keys, chapter: str) -> None:
    with ui.element("dl").classes("keys"):
        for key, meaning in keys:
            with ui.element("div"):
                with ui.element("dt"):
                    ui.label(key).classes("key")
                with ui.element("dd"):
                    ui.label(meaning)
    ui.link("Aide de cette page", f"/aide/{chapter}" if chapter else "/aide").classes("keys-help")
