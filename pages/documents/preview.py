"""The paper of a document on the screen, before it is printed or sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from nicegui import background_tasks, ui

from components.dialogs import choose
from components.looks import icon_button
from components.tab import note_fault
from models.database import Outage
from models.documents import Document
from models.printing import paper_of, unprintable_signs
from pages.documents.files import drawn

BESIDE = "beside"


async def show_paper(document: Document) -> bool:
    """Its pages, one below the other; True where they are to stay beside the lines."""
    (count, mark), warning = await drawn(document), await unprinted(document)

    def pages() -> None:
        if warning:
            ui.label(warning).classes("question-text")
        with _pages(document, count):
            for page in range(1, count + 1):
                _image(document, page, mark)

    answers = {"Garder à côté des lignes": (BESIDE, "quiet"), "Fermer": ("", "primary")}
    return await choose(document.title, answers, details=pages, focus="Fermer") == BESIDE


def _pages(document: Document, count: int) -> ui.element:
    group = ui.element("div").classes("paper-pages").props("tabindex=0 role=group")
    group.props["aria-label"] = f"{document.title}, {count} page{'s' if count > 1 else ''}"
    return group


def _image(document: Document, page: int, mark: str) -> ui.element:
    image = ui.element("img").classes("paper-page")
    image.props["src"] = _address(document, page, mark)
    image.props["alt"] = f"Page {page}"
    return image


def _address(document: Document, page: int, mark: str) -> str:
    return f"{document.path}/pages/{page}?v={mark}"


async def unprinted(document: Document) -> str:
    """Which of its signs no font has, in a sentence; empty where it has all."""
    signs = sorted(unprintable_signs(await paper_of(document)))
    return f"Sur le papier, un □ remplace : {' '.join(signs)}" if signs else ""


class PaperBeside:
    """The paper beside the lines in one tab: each save shows there, as far as one has scrolled."""

    def __init__(self, closed: Callable[[], None]) -> None:
        self.is_open = False
        self._closed = closed
        self._images: list[ui.element] = []
        self._drawing: asyncio.Task[None] | None = None

    def build(self) -> None:
        with ui.element("section").classes("paper-beside").props("role=region") as self._region:
            self._region.props["aria-label"] = "Aperçu"
            with ui.element("div").classes("paper-head"):
                ui.label("Aperçu").classes("side-title grow").props("role=heading aria-level=2")
                icon_button("close", "Fermer l’aperçu", self._close)
            with ui.element("div").classes("paper-pages").props("tabindex=0 role=group") as pages:
                pages.props["aria-label"] = "Pages de l’aperçu"
            self._pages = pages
        self._region.visible = False

    async def open(self, document: Document) -> None:
        self.is_open = self._region.visible = True
        await self._draw(document)

    def _close(self) -> None:
        self.is_open = self._region.visible = False
        self._closed()

    def follow(self, document: Document) -> None:
        """Show it as it is saved now, while the lines go on."""
        if self._drawing:
            self._drawing.cancel()
        if self.is_open:
            self._drawing = background_tasks.create(self._draw(document))

    async def _draw(self, document: Document) -> None:
        """A picture stays until the next one is there."""
        try:
            count, mark = await drawn(document)
        except Outage as outage:  # the next save shows it
            note_fault(outage)
            return
        if self._region.is_deleted:
            return
        for image in self._images[count:]:
            image.delete()
        del self._images[count:]
        for page, image in enumerate(self._images, 1):
            image.props["src"] = _address(document, page, mark)
        with self._pages:
            more = range(len(self._images) + 1, count + 1)
            self._images += [_image(document, page, mark) for page in more]
