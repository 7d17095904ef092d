"""The lines of a document in one tab: typed, counted, saved, and merged with what others save."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from components.dialogs import settle
from components.lines import DOCUMENT, Change, LinesEditor, Question
from components.tab import current_seat, current_staff, fault_sentence, part
from models.company import UNITS, Company
from models.database import Outage
from models.documents import Document, DocumentLine, LineEdits, Sheet, rates_on, read_discount
from models.errors import Invalid, Refused
from models.french import today
from models.permissions import Permission
from models.records import Conflict
from pages.documents.shown_lines import net_of, offers, row_of, shown

LIMITS = {"designation": 10_000, "reference": 100}
"""More than is kept, so that what was pasted is refused with a sentence and not cut."""
NAMES = {"article": "article_id"}
"""What the editor calls otherwise."""
UNIT_CHOICES = [{"code": unit.code, "label": unit.label} for unit in UNITS.values()]


class LinesPart:
    """The editor on the page of a document.

    `typed` is called at each key, `changed` when a save has changed the document.
    """

    def __init__(
        self,
        document: Document,
        *,
        changed: Callable[[], Awaitable[None]],
        typed: Callable[[], None],
    ) -> None:
        self._document = document
        self._changed = changed
        self._typed = typed
        self._sheet = Sheet({})
        self._lines: dict[str, DocumentLine] = {}
        self._gone: set[str] = set()
        self._discount = document.discount
        self._saving = asyncio.Lock()
        self._editor: LinesEditor | None = None
        self._may_see = current_staff().may(Permission.PRICES)

    async def load(self) -> None:
        """Read the lines, and the rates that can be chosen."""
        self._choices = [
            {"code": one.code, "label": one.label, "rate": str(one.rate)}
            for one in await Company.rates()
        ]
        lines = await self._read()
        self._sheet = Sheet.of(lines, await rates_on(today()))

    async def _read(self) -> list[DocumentLine]:
        lines = await self._document.lines_in_order()
        self._lines = {str(line.key): line for line in lines}
        return lines

    @part
    def build(self) -> None:
        document = self._document
        self._was_editable = self._is_editable
        self._editor = LinesEditor(
            rows=[self._row(key) for key in self._sheet.rows],
            totals=self._totals(),
            vat_rates=self._choices,
            units=UNIT_CHOICES,
            document_discount=document.discount,
            period=self._period(),
            is_rental=document.kind == "rental",
            is_editable=self._is_editable,
            shows_prices=self._may_see,
            owner=str(current_seat().account_id),
            key=document.path,
            on_edit=self._save,
            on_preview=self._preview,
            on_suggest=self._suggest,
            on_recall=self._recall,
            on_tariff=self._return_to_tariff,
            limits=LIMITS,
        )

    @property
    def _is_editable(self) -> bool:
        may = current_staff().may(Permission.DOCUMENTS) and self._may_see
        return may and not self._document.lines_refusal

    async def add_line(self) -> None:
        """Begin one more line, where lines can be changed."""
        if self._editor is not None and self._is_editable:
            self._editor.add_line()

    async def settled(self) -> None:
        """Wait until what was typed is saved; Refused where it cannot be."""
        async with self._saving:
            if any(self._faults(key) for key in self._sheet.rows):
                raise Refused("Corrigez d’abord les lignes en rouge : elles ne sont pas gardées.")

    # --- typing -----------------------------------------------------------------------------

    async def _preview(self, change: Change) -> None:
        self._take(change)
        self._answer(change)

    async def _recall(self, change: Change) -> None:
        """What was typed before the page was lost, on top of what it was typed over then."""
        for edit in change.edits:
            if edit.key != DOCUMENT:
                self._sheet.note_base(edit.key, edit.field, edit.base)
        await self._save(change)

    async def _save(self, change: Change) -> None:
        self._take(change)
        self._answer(change)
        async with self._saving:
            await self._try_to_save(change)

    async def _try_to_save(self, change: Change) -> None:
        assert self._editor
        try:
            await self._save_discount()
            await self._save_lines()
        except Refused as refusal:
            self._editor.failed(str(refusal))
            return
        except Outage as outage:
            self._editor.failed(fault_sentence(outage), again=True)
            return
        self._show_errors()
        self._editor.saved(change.seq)
        self._show()
        await self._changed()

    async def _save_lines(self) -> None:
        """Save what can be saved; rows that the database refuses stay, with the reason."""
        while not (edits := self._sheet.edits).is_empty:
            try:
                await self._document.save_lines(edits, rates=self._sheet.rates, by=current_staff())
            except Invalid as invalid:
                self._sheet.refuse(invalid.errors)
            except Conflict as conflict:
                if not await settle(conflict, self._sheet):
                    raise
                await self._catch_up()
            else:
                await self._catch_up(edits)
                return

    async def _save_discount(self) -> None:
        if self._discount == self._document.discount:
            return
        draft = self._document.draft()
        draft.typed["discount"] = self._discount
        try:
            self._document = await Document.amend(draft, by=current_staff())
        except Invalid:
            return
        self._discount = self._document.discount

    def _take(self, change: Change) -> None:
        self._typed()
        for key in change.removed:
            self._sheet.remove(key)
        for row in change.added:
            self._sheet.add(row["key"], {NAMES.get(name, name): row[name] for name in row})
        for edit in change.edits:
            if edit.key == DOCUMENT:
                self._discount = edit.value
            else:
                self._sheet.type(edit.key, NAMES.get(edit.field, edit.field), edit.value)
        if change.order:
            self._sheet.arrange(change.order)

    def _answer(self, change: Change) -> None:
        assert self._editor
        nets = {key: net_of(self._sheet, key) for key in self._sheet.rows}
        self._editor.answer(change.seq, nets, self._totals())

    def _show_errors(self) -> None:
        assert self._editor
        errors = {key: self._faults(key) for key in self._sheet.rows}
        wrong = Document.errors_in({**self._document.typed(), "discount": self._discount})
        self._editor.errors({**errors, DOCUMENT: {"discount": wrong.get("discount", "")}})

    def _faults(self, key: str) -> dict[str, str]:
        """What is wrong with a row that somebody has begun."""
        return {} if self._sheet.is_blank(key) else self._sheet.errors(key)

    async def _return_to_tariff(self, key: str) -> None:
        await self._document.return_to_tariff(key, by=current_staff())

    async def _suggest(self, question: Question) -> Sequence[dict[str, Any]]:
        """The articles that may be meant, as rows to take over."""
        return await offers(question.text, self._document.client_id)

    # --- what others save -------------------------------------------------------------------

    async def follow(self, document: Document) -> None:
        """Show what is new of the document, and leave alone what is typed here."""
        is_news = document.version != self._document.version
        if is_news and self._editor is not None and not self._saving.locked():
            await self._catch_up()
            if self._is_editable == self._was_editable:
                self._show()
            else:
                self.build.refresh()

    async def _catch_up(self, saved: LineEdits | None = None) -> None:
        before = dict(self._sheet.rows)
        self._document = await Document.get(id=self._document.id)
        self._sheet.rebase(await self._read(), saved)
        self._gone |= before.keys() - self._sheet.rows.keys()

    def _show(self) -> None:
        """What the database holds now, where nobody types."""
        assert self._editor
        gone, self._gone = self._gone, set()
        self._editor.patch(
            [self._row(key) for key in self._sheet.rows],
            gone,
            list(self._sheet.rows),
            self._totals(),
            document_discount=self._document.discount,
            period=self._period(),
        )

    # --- showing ----------------------------------------------------------------------------

    def _row(self, key: str) -> dict[str, Any]:
        return row_of(self._sheet, key, self._lines.get(key))

    def _period(self) -> tuple[str, str]:
        typed = self._document.typed()
        return typed["starts_at"], typed["ends_at"]

    def _totals(self) -> dict[str, Any]:
        try:
            discount = read_discount(self._discount)
        except ValueError:
            discount = self._document.discount_spec
        return shown(self._sheet.totals(discount), self._document, self._choices)
