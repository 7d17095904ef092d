"""Comptoir with one more screen: documents that are nothing but their lines, held in memory.

`/essai/NAME.ROWS.MORE` is a document; `MORE` says what is special: rental, still, unpriced, frozen.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nicegui import ui

import pages
from components.frame import Frame, Screen
from components.lines import DOCUMENT, Change, LinesEditor, Question
from components.tab import current_seat
from models.config import SETTINGS
from models.errors import Refused
from models.french.money import read_number
from pages.server import run
from tests.browser.lines.oracle import PRICED, RATES, net_of, totals_of, written

UNITS = [
    {"code": code, "label": label}
    for code, label in (("u", "unité"), ("h", "heure"), ("d", "jour"), ("w", "semaine"))
] + [{"code": "m", "label": "mètre"}, {"code": "l", "label": "litre"}]
ARTICLES = [
    {
        "article": str(serial),
        "reference": f"PERF-{serial:03d}",
        "designation": f"Perforateur {name}",
        "unit": "d",
        "price": f"{40 + serial},50",
        "vat": "20",
        "nature": "service",
        "kind": "article",
        "note": f"{40 + serial},50 € / jour",
    }
    for serial, name in enumerate(("Hilti TE 30", "Bosch GBH 5-40", "Makita HR 4013", "SDS-max"))
]
NAMES = (
    "Location nacelle articulée 16 m, diesel",
    "Transport aller et retour\nSite de Mérignac, accès par la rue Basse",
    "Groupe électrogène 20 kVA insonorisé",
    "Main-d’œuvre atelier",
    "Remplacement du flexible hydraulique haute pression, avec joints et purge du circuit",
)
PLACES = {"quantity": 4, "price": 6, "discount": 2}


@dataclass
class Paper:
    """One document, and who has it open."""

    rows: list[dict[str, Any]]
    more: set[str]
    discount: str = ""
    tabs: list[LinesEditor] = field(default_factory=list)

    @property
    def totals(self) -> dict[str, Any]:
        return totals_of(self.rows, self.discount)

    @property
    def nets(self) -> dict[str, str]:
        return {row["key"]: row["net"] for row in self.rows}

    def copy(self) -> Paper:
        return Paper([dict(row) for row in self.rows], self.more, self.discount)

    def take(self, change: Change) -> None:
        """What was typed, in its place."""
        self.rows = [row for row in self.rows if row["key"] not in change.removed]
        known = {row["key"]: row for row in self.rows}
        for added in change.added:
            if added["key"] in known:
                known[added["key"]].update(added)
            else:
                self.rows.append({**added, "net": ""})
        known = {row["key"]: row for row in self.rows}
        for edit in change.edits:
            if edit.key == DOCUMENT:
                self.discount = edit.value
            elif edit.key in known:
                known[edit.key][edit.field] = edit.value
        rank = {key: place for place, key in enumerate(change.order)}
        self.rows.sort(key=lambda row: rank.get(row["key"], 0))
        for row in self.rows:
            net = net_of(row) if row["kind"] in PRICED else None
            row["net"] = "" if net is None else written(net)

    @property
    def errors(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {row["key"]: {} for row in self.rows}
        for row in self.rows:
            for name, places in PLACES.items():
                try:
                    read_number(row[name] or "0", places, is_signed=name == "quantity")
                except ValueError as error:
                    found[row["key"]][name] = str(error)
        return found


PAPERS: dict[str, Paper] = {}


def paper_at(name: str) -> Paper:
    if name not in PAPERS:
        _, count, *more = name.split(".")
        paper = PAPERS[name] = Paper(
            [_row(place, set(more)) for place in range(int(count))], {*more}
        )
        paper.take(Change(0))
    return PAPERS[name]


def _row(place: int, more: set[str]) -> dict[str, Any]:
    kind = "rental" if "rental" in more else "article"
    if "mixed" in more and place % 7 in {0, 6}:
        kind = "title" if place % 7 == 0 else "subtotal"
    return {
        "key": f"row-{place}",
        "kind": kind,
        "reference": f"REF-{place:02d}" if kind == "article" else "",
        "designation": {"title": "Chantier", "subtotal": "Sous-total"}.get(
            kind, NAMES[place % len(NAMES)]
        ),
        "quantity": str(1 + place % 4),
        "unit": "d",
        "price": f"{12 + place},35",
        "discount": "10" if place % 5 == 4 else "",
        "vat": RATES[place % 3]["code"],
        "nature": "service" if kind == "rental" else "goods",
        "article": "",
        "starts": "",
        "ends": "",
        "explanation": "1 semaine + 1 jour" if kind == "rental" else "",
        "net": "",
    }


class LinesPage:
    """A document's lines in one tab."""

    def __init__(self, path: str, paper: Paper) -> None:
        self.path = path
        self._paper = paper

    async def on_query(self, query: str) -> None:
        """Nothing is in the query."""

    def build(self) -> None:
        paper = self._paper
        with ui.element("div").classes("document-page"):
            ui.label("Facture d’essai").classes("page-title").props("role=heading aria-level=1")
            self._editor = LinesEditor(
                rows=paper.rows,
                totals=paper.totals,
                vat_rates=RATES,
                units=UNITS,
                document_discount=paper.discount,
                period=("2026-11-30T08:00", "2026-12-08T18:00"),
                is_rental="rental" in paper.more,
                is_editable="still" not in paper.more,
                shows_prices="unpriced" not in paper.more,
                owner=str(current_seat().account_id),
                key=self.path,
                on_edit=self._save,
                on_preview=self._preview,
                on_suggest=self._suggest,
                on_tariff=self._tariff,
            )
        paper.tabs.append(self._editor)

    async def _preview(self, change: Change) -> None:
        typed = self._paper.copy()
        typed.take(change)
        self._editor.answer(change.seq, typed.nets, typed.totals)

    async def _save(self, change: Change) -> None:
        if "frozen" in self._paper.more:
            raise Refused("Cette facture est émise.")
        paper = self._paper
        paper.take(change)
        self._editor.errors(paper.errors)
        self._editor.saved(change.seq)
        self._editor.answer(change.seq, paper.nets, paper.totals)
        await asyncio.sleep(0)
        touched = {edit.key for edit in change.edits} | {row["key"] for row in change.added}
        rows = [row for row in paper.rows if row["key"] in touched]
        paper.tabs = [tab for tab in paper.tabs if not tab.is_deleted]
        for tab in paper.tabs:
            order = [row["key"] for row in paper.rows] if change.order else []
            tab.patch(rows, change.removed, order, paper.totals, document_discount=paper.discount)

    async def _suggest(self, question: Question) -> Sequence[dict[str, Any]]:
        text = question.text.casefold()
        return [
            one
            for one in ARTICLES
            if text in one["designation"].casefold() or text in one["reference"].casefold()
        ]

    async def _tariff(self, key: str) -> None:
        row = next(row for row in self._paper.rows if row["key"] == key)
        row["price"] = "600"
        self._paper.take(Change(0))
        self._editor.patch([{**row, "imposed": False}], totals=self._paper.totals)


async def build(frame: Frame, id: str) -> LinesPage:
    page = LinesPage(f"/essai/{id}", paper_at(id))
    page.build()
    return page


if __name__ in {"__main__", "__mp_main__"}:
    pages.SCREENS = (*pages.SCREENS, Screen("/essai/{id}", build))
    run(SETTINGS)
