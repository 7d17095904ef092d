"""The page of one document: what it is, where it stands, and the moves that are legal now."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from nicegui import ui

from components.dialogs import ask_reason, confirm
from components.frame import Frame, Screen
from components.history import History
from components.looks import (
    ICONS,
    button,
    status_chip,
    status_tone,
)
from components.tab import LIVE, Round, current_staff, part
from models.documents import (
    Document,
    Kind,
    Move,
)
from models.errors import Refused
from models.french import moment, short_date
from models.permissions import Permission

STAMPS = ("departed_at", "returned_at", "finished_at", "issued_at")


class DocumentPage:
    """One document in one tab."""

    def __init__(self, frame: Frame, document: Document) -> None:
        self.path = document.path
        self._frame = frame
        self._document = document
        self._history = History(frame.toasts, changed=self._show_more)

    async def build(self) -> None:
        await self._load_relations()
        with ui.element("div").classes("document-page") as page:
            self._content()
        LIVE.follow(page, {"document", "client"}, self._on_change)
        self._frame.shortcuts.use({"Escape": ("Revenir à la liste", self._back)})

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _load_relations(self) -> None:
        await self._document.fetch_related("client", "parent", "children")
        await self._history.load(Document.TOPIC, self._document.id)

    async def _show_more(self) -> None:
        await self._load_relations()
        self._content.refresh()

    @part
    def _content(self) -> None:
        document = self._document
        self._frame.entitle(document.title)
        with ui.element("div").classes("document-head"):
            with self._frame.list_before.link(document.kind_spec.path).classes("crumb"):
                ui.icon(ICONS["back"])
                ui.label("Retour à la liste")
            with ui.element("div").classes("document-title"):
                ui.label(document.title).classes("page-title").props("role=heading aria-level=1")
                status_chip(document.status_label, status_tone(document.status, document.is_open))
            with ui.link(target=f"/clients?client={document.client_id}").classes("document-client"):
                ui.icon(ICONS["client"])
                ui.label(document.client.name)
        if document.is_trashed:
            ui.label("Ce brouillon a été supprimé.").classes("document-trashed")
        elif reason := current_staff().refusal(Permission.DOCUMENTS):
            ui.label(reason).classes("document-closed")
        else:
            self._moves()
        with ui.element("div").classes("document-facts"):
            self._facts()
        self._family()
        with ui.element("section").classes("settings-block").props('aria-label="Historique"'):
            ui.label("Historique").classes("settings-title").props("role=heading aria-level=2")
            self._history.build()

    def _moves(self) -> None:
        document = self._document
        with ui.element("div").classes("document-moves"):
            for place, move in enumerate(document.moves):
                ahead = "primary" if place == 0 else "quiet"
                look = "danger-quiet" if move.is_danger else ahead
                button(move.label, look, on_click=partial(self._make_move, move))
            if not document.discard_refusal:
                button("Supprimer le brouillon", "danger-quiet", on_click=self._discard)
            if not document.moves:
                ui.label("Ce document est clos.").classes("document-closed")
            if not document.edit_refusal:
                button("Modifier", "quiet", icon="edit", on_click=self._edit).classes("push")

    def _facts(self) -> None:
        document = self._document
        shown = document.typed()
        for field in document.FIELDS:
            if not field.applies(shown):
                continue
            value = getattr(document, field.name)
            text = short_date(value) if isinstance(value, date) else str(value or "")
            _fact(document.label_of(field.name), text, is_wide=field.input_type == "textarea")
        for name in STAMPS:
            if isinstance(stamp := getattr(document, name), datetime):
                _fact(document.label_of(name), moment(stamp))
        if document.closing_reason:
            _fact(document.label_of("closing_reason"), document.closing_reason)
        _fact(document.label_of("author"), document.author)

    def _family(self) -> None:
        document = self._document
        relatives = [
            *([("Issu de", document.parent)] if document.parent else []),
            *(("A donné", child) for child in document.children if not child.is_trashed),
        ]
        for relation, relative in relatives:
            with ui.element("div").classes("document-relative"):
                ui.label(relation)
                ui.link(relative.title, relative.path)
                tone = status_tone(relative.status, relative.is_open)
                status_chip(relative.status_label, tone)

    # --- verbs ------------------------------------------------------------------------------

    async def _edit(self) -> None:
        await self._frame.drawer.edit(self._document.draft())

    async def _make_move(self, move: Move) -> None:
        reason = await self._ask(move)
        if reason is None:
            return
        made = await self._document.move(move.code, by=current_staff(), reason=reason)
        if made.id != self._document.id:
            self._frame.go(made.path)

    async def _ask(self, move: Move) -> str | None:
        """The reason, "" where none is asked for; None means no."""
        question, about = f"{move.label} ?", self._document.title
        if move.asks_reason:
            return await ask_reason(question, about, danger=move.is_danger)
        is_sure = await confirm(
            question,
            details=lambda: ui.label(about).classes("question-text"),
            danger=move.is_danger,
        )
        return "" if is_sure else None

    async def _discard(self) -> None:
        if await confirm("Supprimer ce brouillon de facture ?", danger=True):
            await self._document.discard(by=current_staff())
            await self._back()

    async def _back(self) -> None:
        self._frame.go(self._frame.list_before.address or self._document.kind_spec.path)

    async def _on_change(self, round_: Round) -> None:
        relatives = {child.id for child in self._document.children}
        relatives |= {self._document.id, self._document.parent_id or self._document.id}
        is_client = self._document.client_id in round_.ids("client")
        if relatives & round_.ids("document") or is_client:
            self._document = await Document.get(id=self._document.id)
            await self._load_relations()
            self._content.refresh()


def _fact(label: str, text: str, *, is_wide: bool = False) -> None:
    with ui.element("div").classes("fact fact-wide" if is_wide else "fact"):
        ui.label(label).classes("fact-label")
        ui.label(text or "—").classes("fact-text")


def page_screen(kind: Kind) -> Screen:
    """The screen of one kind's documents."""

    async def build(frame: Frame, id: str) -> DocumentPage:
        found = await Document.with_ids([int(id)]) if id.isdecimal() and len(id) < 10 else []
        if not found or found[0].kind != kind.code:
            raise Refused("Ce document n’existe pas.")
        page = DocumentPage(frame, found[0])
        await page.build()
        return page

    return Screen(f"{kind.path}/{{id}}", build)
