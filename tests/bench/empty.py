"""A page of the framework with nothing in it, to hold the others against: `… empty PORT`."""

from __future__ import annotations

import sys

from nicegui import ui


@ui.page("/")
def empty() -> None:
    ui.label("Vide").classes("nothing")


if __name__ == "__main__":
    ui.run(
        host="127.0.0.1",
        port=int(sys.argv[1]),
        language="fr",
        tailwind=False,
        reload=False,
        show=False,
        show_welcome_message=False,
        reconnect_timeout=60,
    )
