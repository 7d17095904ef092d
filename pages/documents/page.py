"""The page of one document: where it stands, its lines, and what hangs on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import ui

from components.frame import Frame, Screen
from components.history import History
from components.lines import KEYS
from components.tab import LIVE, Round, company_of, part
from models.documents import Document, Kind, Payment
from models.errors import Refused
from models.integers import integer_in
from models.relay import PRESENCE, Spot
from pages.documents.actions import Step
from pages.documents.doing import Doing
from pages.documents.head import head, next_steps, said_of
from pages.documents.lines import LinesPart
from pages.documents.list import chapter_of
from pages.documents.preview import PaperBeside
from pages.documents.side import Side
from pages.files import BESIDE, FilesRegion


class DocumentPage:
    """One document in one tab."""

    def __init__(self, frame: Frame, document: Document) -> None:
        self.path = document.path
        self._frame = frame
        self._document = document
        self._spot = Spot(Document.TOPIC, document.id)
        self._lines = LinesPart(document, changed=self._read_again, typed=self._note_typing)
        self._history = History(frame.toasts, changed=self._show_more)
        self._side = Side(document, self._history)
        self._files = FilesRegion(frame, Document)
        self._paper = PaperBeside(self._show_room)
        self._doing = Doing(frame, settled=self._lines.settled, beside=self._keep_beside)

    async def build(self) -> None:
        await self._load(self._document)
        await self._lines.load()
        (await self._files.read(self._document.id))()
        with ui.element("div").classes("document-page") as page:
            self._head()
            self._company = ui.label().classes("card-company").props("role=status")
            with ui.element("div").classes("document-body") as self._body:
                with ui.element("div").classes("document-lines"):
                    self._lines.build()
                with ui.element("aside").classes("document-side") as aside:
                    aside.props["aria-label"] = "Ce qui va avec"
                    self._paper.build()
                    self._aside()
                    self._files.build(BESIDE)
                    self._files.show(is_trashed=self._document.is_trashed)
        LIVE.follow(page, {Document.TOPIC, "client", Payment.TOPIC, PRESENCE}, self._on_change)
        self._frame.presence.open(self._spot)
        self._show_company()
        own = {
            "n": ("Ajouter une ligne", self._lines.add_line),
            "s": ("Passer à l’étape suivante, le bouton vert", self._doing.go_on),
            "m": ("Modifier le document", self._doing.edit),
            "Escape": ("Revenir à la liste", self._doing.back_from),
        }
        self._frame.shortcuts.use(own, keys=KEYS)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _load(self, document: Document) -> None:
        """Read all that the page shows of a document before any of it is shown."""
        await document.fetch_related("client", "parent", "children")
        await self._side.load(document)
        await self._history.load(Document.TOPIC, document.id)
        self._document = document
        self._doing.follow(document)

    async def _show_more(self) -> None:
        await self._load(self._document)
        self._aside.refresh()

    @part
    def _head(self) -> None:
        document = self._document
        self._frame.entitle(document.title)
        with ui.element("div").classes("document-head"):
            head(self._frame, document)
        next_steps(document, self._do)

    def _do(self, step: Step) -> Callable[[], object]:
        return partial(self._doing.do, step)

    @part
    def _aside(self) -> None:
        self._side.build()

    async def _keep_beside(self, document: Document) -> None:
        await self._paper.open(document)
        self._show_room()

    def _show_room(self) -> None:
        """Beside a paper the lines have less room."""
        self._body.classes(**{"add" if self._paper.is_open else "remove": "has-paper"})

    # --- who else is here -------------------------------------------------------------------

    def _note_typing(self) -> None:
        self._frame.presence.type_into(self._spot)

    def _show_company(self) -> None:
        sentence = company_of(self._spot, "ce document", "ouvert")
        self._company.set_text(sentence)
        self._company.visible = bool(sentence)

    # --- what changes -----------------------------------------------------------------------

    async def _read_again(self) -> None:
        before = said_of(self._document)
        await self._load(await Document.get(id=self._document.id))
        if said_of(self._document) != before:
            self._head.refresh()
        self._aside.refresh()
        self._paper.follow(self._document)

    async def _on_change(self, round_: Round) -> None:
        if self._document.id in round_.ids(PRESENCE):
            self._show_company()
        relatives = {child.id for child in self._document.children}
        relatives |= {self._document.id, self._document.parent_id or self._document.id}
        is_client = self._document.client_id in round_.ids("client")
        if relatives & round_.ids(Document.TOPIC) or is_client:
            await self._read_again()
            await self._lines.follow(self._document)


def page_screen(kind: Kind) -> Screen:
    """The screen of one kind's documents."""

    async def build(frame: Frame, id: str) -> DocumentPage:
        found = await Document.with_ids([integer_in(id) or 0])
        if not found or found[0].kind != kind.code:
            raise Refused("Ce document n’existe pas.")
        page = DocumentPage(frame, found[0])
        await page.build()
        return page

    return Screen(f"{kind.path}/{{id}}", build, help=chapter_of(kind))
