"""The editor of a document's lines: counted in the browser at each key, confirmed by the server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nicegui.elements.sortable  # noqa: F401 - puts its script where lines.js finds it
from nicegui import ui

from components.lines.change import Change, Question
from components.looks import ICONS
from components.tab import with_reference
from models.database import Outage
from models.errors import Refused

SCRIPTS = "comptoir-lines"
"""What lines.js imports."""
LIMITS: Mapping[str, int] = {
    "reference": 60,
    "designation": 2_000,
    "quantity": 30,
    "price": 30,
    "discount": 30,
}
"""How many characters each field takes."""
KEPT = "Ce que vous avez saisi est gardé."
KEYS = (
    ("Entrée", "Passer au champ suivant"),
    ("Maj + Entrée", "Aller à la ligne dans une désignation"),
    ("Ctrl + Entrée", "Ajouter une ligne dessous"),
    ("Échap", "Quitter un champ pour la poignée de sa ligne"),
    ("Alt + ↑ ↓", "Déplacer la ligne"),
    ("Suppr", "Supprimer la ligne, depuis sa poignée"),
    ("Ctrl + Z", "La rétablir, depuis une poignée"),
)
"""Keys that lines listen to by themselves, for the list of a screen's shortcuts."""
OF_PRICE = {"price", "discount", "vat", "net", "explanation", "imposed", "note", "overtaken"}
"""What is not even sent to who may not see prices."""
SHOWN_ICONS = {
    "add": "add",
    "article": "article",
    "copy": "copy",
    "delete": "delete",
    "down": "down",
    "labour": "intervention",
    "lock": "lock",
    "more": "more",
    "move": "move",
    "rental": "rental",
    "subtotal": "subtotal",
    "text": "text",
    "title": "title",
    "travel": "travel",
    "unfold": "menu",
    "up": "up",
}

Row = Mapping[str, Any]
Totals = Mapping[str, Any]


@dataclass(frozen=True)
class Start:
    """What lines.js begins with; no dict, of which NiceGUI would watch each row for changes."""

    rows: list[dict[str, Any]]
    totals: Totals
    discount: str
    period: dict[str, str]


class LinesEditor(ui.element, component="lines.js", esm={SCRIPTS: "scripts"}):
    """The lines of one document in one tab, and what they come to."""

    def __init__(
        self,
        *,
        rows: Iterable[Row],
        totals: Totals,
        vat_rates: Sequence[Mapping[str, str]],
        units: Sequence[Mapping[str, str]],
        document_discount: str = "",
        period: tuple[str, str] = ("", ""),
        is_rental: bool = False,
        is_editable: bool = True,
        shows_prices: bool = True,
        owner: str,
        key: str,
        on_edit: Callable[[Change], Awaitable[None]],
        on_preview: Callable[[Change], Awaitable[None]],
        on_suggest: Callable[[Question], Awaitable[Sequence[Row]]],
        on_recall: Callable[[Change], Awaitable[None]] | None = None,
        on_tariff: Callable[[str], Awaitable[None]] | None = None,
        limits: Mapping[str, int] = LIMITS,
    ) -> None:
        """`owner` types here, into the document that `key` names; `period` is the header's own.

        Each change holds all that is not saved yet. `on_preview` hears one at each key and answers
        with `answer`; `on_edit` hears what is to be saved and answers with `saved`, after `errors`
        for fields that were not; if it raises Refused or Outage, nothing was, and the page says so.
        `on_recall` hears what was typed before the page was lost; it is `on_edit` if none is given.
        """
        super().__init__()
        self._shows_prices = shows_prices
        shown = [self._row(row) for row in rows]
        start = self._totals(totals)
        starts, ends = period
        discount = document_discount if shows_prices else ""
        self._props["start"] = Start(shown, start, discount, {"starts": starts, "ends": ends})
        self._props["vat-rates"] = [dict(one) for one in vat_rates]
        self._props["units"] = [dict(one) for one in units]
        self._props["is-rental"] = is_rental
        self._props["is-editable"] = is_editable
        self._props["shows-prices"] = shows_prices
        self._props["owner"] = owner
        self._props["document-key"] = key
        self._props["limits"] = {**LIMITS, **limits}
        self._props["icons"] = {name: ICONS[icon] for name, icon in SHOWN_ICONS.items()}
        if not is_editable:
            return
        recall = on_recall or on_edit
        self.on("type", lambda event: on_preview(Change.read(event.args)))
        self.on("commit", lambda event: self._save(event.args, on_edit))
        self.on("recalled", lambda event: self._save(event.args, recall))
        self.on("suggest", lambda event: self._suggest(Question.read(event.args), on_suggest))
        if on_tariff:
            self.on("tariff", lambda event: on_tariff(str(event.args)))

    async def _save(self, sent: Any, save: Callable[[Change], Awaitable[None]]) -> None:
        try:
            await save(Change.read(sent))
        except Refused as refusal:
            self.failed(str(refusal))
        except Outage as outage:
            self.failed(with_reference(f"{outage} {KEPT}", outage), again=True)
        except Exception:
            self.failed(f"Ces lignes n’ont pas pu être enregistrées. {KEPT}")
            raise  # and the frame says what the log calls it

    def answer(self, seq: int, nets: Mapping[str, str], totals: Totals) -> None:
        """What the lines come to after the change of this number; an older one is not shown."""
        seen = dict(nets) if self._shows_prices else {}
        self.run_method("answer", {"seq": seq, "nets": seen, "totals": self._totals(totals)})

    def saved(self, seq: int) -> None:
        """All up to this change is saved, but for the fields that `errors` has named."""
        self.run_method("saved", {"seq": seq})

    def failed(self, sentence: str, *, again: bool = False) -> None:
        """Nothing could be saved, and why; it stays typed, and is told `again` by itself."""
        self.run_method("failed", {"sentence": sentence, "again": again})

    def errors(self, errors: Mapping[str, Mapping[str, str]]) -> None:
        """By row and field a sentence each; a row given none has no fault any more."""
        self.run_method("errors", {key: dict(fields) for key, fields in errors.items()})

    def patch(
        self,
        rows: Iterable[Row] = (),
        removed: Iterable[str] = (),
        order: Iterable[str] = (),
        totals: Totals | None = None,
        *,
        document_discount: str | None = None,
        period: tuple[str, str] | None = None,
    ) -> None:
        """Show what was saved elsewhere; a row needs its key and what has changed in it."""
        change: dict[str, Any] = {
            "rows": [self._row(row) for row in rows],
            "removed": list(removed),
            "order": list(order),
        }
        if totals is not None:
            change["totals"] = self._totals(totals)
        if document_discount is not None and self._shows_prices:
            change["discount"] = document_discount
        if period is not None:
            change["period"] = dict(zip(("starts", "ends"), period, strict=True))
        self.run_method("patch", change)

    def add_line(self) -> None:
        """Add a line at the end, as the button does, with the keyboard in it."""
        self.run_method("addLine")

    async def _suggest(
        self, question: Question, find: Callable[[Question], Awaitable[Sequence[Row]]]
    ) -> None:
        found = [self._row(one) for one in await find(question)]
        self.run_method("offer", {"seq": question.seq, "articles": found})

    def _row(self, row: Row) -> dict[str, Any]:
        hidden = set() if self._shows_prices else OF_PRICE
        return {name: value for name, value in row.items() if name not in hidden}

    def _totals(self, totals: Totals) -> Totals:
        return totals if self._shows_prices else {}
