"""The paper of a document on the screen, before it is printed or sent."""

from __future__ import annotations

from nicegui import ui

from components.dialogs import inform
from models.documents import Document
from models.printing import paper_of, unprintable_signs
from pages.documents.files import page_count


async def show_paper(document: Document) -> None:
    """Its pages, one below the other."""
    count, warning = await page_count(document), await unprinted(document)

    def pages() -> None:
        if warning:
            ui.label(warning).classes("question-text")
        with ui.element("div").classes("paper-pages").props("tabindex=0 role=group") as group:
            group.props["aria-label"] = f"{document.title}, {count} page{'s' if count > 1 else ''}"
            for page in range(1, count + 1):
                with ui.element("img").classes("paper-page") as image:
                    image.props["src"] = f"{document.path}/pages/{page}?v={document.version}"
                    image.props["alt"] = f"Page {page}"

    await inform(document.title, details=pages)


async def unprinted(document: Document) -> str:
    """Which of its signs no font has, in a sentence; empty where it has all."""
    signs = sorted(unprintable_signs(await paper_of(document)))
    return f"Sur le papier, un □ remplace : {' '.join(signs)}" if signs else ""
