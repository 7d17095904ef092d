"""A secret that is shown this one time: to be copied, and then kept elsewhere."""

from __future__ import annotations

from nicegui import ui

from components.dialogs.question import choose
from components.looks import button

COPY = """(event) => {
    const card = event.target.closest(".question-card");
    getSelection().selectAllChildren(card.querySelector(".told-secret"));
    document.execCommand("copy");
    card.querySelector(".told-copied").textContent = "Copié";
}"""
"""What also works where the page has no HTTPS."""


async def show_once(title: str, about: str, secret: str) -> None:
    """Show a secret until the dialog is closed."""

    def details() -> None:
        ui.label(about).classes("question-text")
        ui.label(secret).classes("told-password told-secret")
        with ui.element("div").classes("settings-tools"):
            button("Copier", "quiet", icon="copy").on("click", js_handler=COPY)
            ui.label().classes("told-copied").props("role=status")

    await choose(title, {"J’ai copié": ("", "primary")}, details=details)
