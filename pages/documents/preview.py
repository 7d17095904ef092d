"""The paper of a document on the screen, before it is printed or sent."""

from __future__ import annotations

from nicegui import ui

from components.dialogs import inform
from models.documents import Document
from pages.documents.files import page_count


async def show_paper(document: Document) -> None:
    """Its pages, one below the other."""
    count = await page_count(document)

    def pages() -> None:
        with ui.element("div").classes("paper-pages").props("tabindex=0 role=group") as group:
            group.props["aria-label"] = f"{document.title}, {count} page{'s' if count > 1 else ''}"
            for page in range(1, count + 1):
                with ui.element("img").classes("paper-page") as image:
                    image.props["src"] = f"{document.path}/pages/{page}?v={document.version}"
                    image.props["alt"] = f"Page {page}"

    await inform(document.title, details=pages)
