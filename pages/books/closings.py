"""Closing the till: what each day came to, and the way to close the days that are open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from nicegui import ui

from components.dialogs import confirm
from components.frame import Frame, Screen
from components.looks import button, status_chip
from components.tab import LIVE, Round, current_staff, part
from models.books import Closing, close_days, days_to_close, totals_of_day
from models.catalogue import VAT_LABELS
from models.documents import MODE_WORDS, Payment
from models.french import amount, clock_moment, plural, short_date, today
from models.permissions import Permission
from pages.books.einvoices import einvoice_import
from pages.books.exporting import ask_export
from pages.books.tabs import SECTION, tabs

SHOWN = 31
"""Closings at once; more are asked for."""
SUMS = (
    ("payments", "Encaissements"),
    ("refunds", "Remboursements"),
    ("corrections", "Corrections"),
    ("by_mode", "Total par mode"),
)


class ClosingsPage:
    """The closings in one tab."""

    path = "/clotures"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._shown = SHOWN
        self._closings: list[Closing] = []
        self._open: list[date] = []
        self._today: Mapping[str, Any] = {}

    async def build(self) -> None:
        await self._load()
        with ui.element("div").classes("books-page") as page:
            tabs(self.path)
            with ui.element("div").classes("toolbar"):
                title = ui.label("Clôtures de caisse").classes("page-title grow")
                title.props("role=heading aria-level=1")
                if current_staff().may(Permission.EXPORT):
                    button("Exporter", "quiet", icon="export", on_click=ask_export)
            self._body()
            if current_staff().may(Permission.ISSUE):
                einvoice_import(self._frame)
        LIVE.follow(page, {Closing.TOPIC, Payment.TOPIC, "document"}, self._on_change)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    async def _load(self) -> None:
        await VAT_LABELS.ready()
        closings = await Closing.all().order_by("-day").limit(self._shown + 1)
        self._closings = closings
        self._open = await days_to_close(today())
        self._today = await totals_of_day(today(), closings[0].totals if closings else None)

    async def _on_change(self, _round: Round) -> None:
        await self._load()
        self._body.refresh()

    # --- parts ------------------------------------------------------------------------------

    @part
    def _body(self) -> None:
        if self._open:
            self._to_close()
        for closing in self._closings[: self._shown]:
            _closed(closing)
        if len(self._closings) > self._shown:
            button("Voir plus", "quiet", on_click=self._more)

    def _to_close(self) -> None:
        with ui.element("section").classes("settings-block").props('aria-label="À clôturer"'):
            with ui.element("div").classes("settings-head"):
                name = f"Aujourd’hui, {short_date(today())}"
                ui.label(name).classes("settings-title grow").props("role=heading aria-level=2")
                status_chip("Ouverte", "active")
            if len(self._open) > 1:
                since = f"Ouvertes depuis le {short_date(self._open[0])}"
                days = plural(len(self._open), "journée")
                ui.label(f"{since} : {days} à clôturer.").classes("settings-hint")
            _totals(self._today)
            if current_staff().may(Permission.RECEIVE):
                with ui.element("div").classes("document-moves"):
                    if len(self._open) > 1:
                        words = f"Clôturer jusqu’au {short_date(self._open[-2])}"
                        button(words, on_click=lambda: self._close(self._open[-2]))
                    is_more = len(self._open) > 1
                    words = "Clôturer aujourd’hui aussi" if is_more else "Clôturer la journée"
                    look = "quiet" if is_more else "primary"
                    button(words, look, on_click=lambda: self._close(self._open[-1]))

    # --- verbs ------------------------------------------------------------------------------

    async def _close(self, until: date) -> None:
        def details() -> None:
            ui.label(
                "Plus rien ne s’encaissera, ne s’annulera ni ne s’émettra à cette date. "
                "Une clôture ne se reprend pas."
            ).classes("question-text")

        days = "la journée" if len(self._open) == 1 else "la caisse"
        if await confirm(f"Clôturer {days} jusqu’au {short_date(until)} ?", details=details):
            closed = await close_days(until, by=current_staff())
            count = plural(len(closed), "journée clôturée", "journées clôturées")
            self._frame.toasts.show(count)

    async def _more(self) -> None:
        self._shown += SHOWN
        await self._load()
        self._body.refresh()


def _closed(closing: Closing) -> None:
    with ui.element("details").classes("settings-block closing"):
        with ui.element("summary"):
            ui.label(short_date(closing.day)).classes("settings-row-name grow")
            ui.label(amount(Decimal(closing.totals["received"]))).classes("payment-amount")
            status_chip("Clôturée", "closed")
        _totals(closing.totals)
        with ui.element("div").classes("settings-row-more closing-seal"):
            ui.label(f"Clôturée par {closing.author}, {clock_moment(closing.at)}")
            ui.label(f"Sceau {closing.seal}")


def _totals(totals: Mapping[str, Any]) -> None:
    """What a day came to, a column for each sort of sum."""
    with ui.element("div").classes("closing-sums"):
        for name, label in SUMS:
            _sums(label, {MODE_WORDS[mode]: text for mode, text in totals[name].items()})
        rates = {VAT_LABELS.get(code, code): text for code, text in totals["by_rate"].items()}
        _sums("Par taux de TVA (TTC)", rates)
        _documents("Factures émises", totals["invoices"])
        _documents("Avoirs émis", totals["credit_notes"])
        _sums(
            "Grand total depuis le début",
            {"Encaissé": totals["all_received"], "Facturé TTC": totals["all_invoiced"]},
        )


def _sums(label: str, sums: Mapping[str, str]) -> None:
    if not sums:
        return
    with ui.element("div").classes("closing-sum"):
        ui.label(label).classes("fact-label")
        for name, text in sums.items():
            with ui.element("div").classes("payment"):
                ui.label(name).classes("grow")
                ui.label(amount(Decimal(text))).classes("payment-amount")


def _documents(label: str, found: Mapping[str, Any]) -> None:
    if found["count"]:
        numbers = f"{found['first']} à {found['last']}" if found["count"] > 1 else found["first"]
        words = {f"HT ({found['count']})": found["ht"], "TVA": found["vat"], "TTC": found["ttc"]}
        _sums(f"{label} : {numbers}", words)


async def closings_screen(frame: Frame) -> ClosingsPage:
    page = ClosingsPage(frame)
    await page.build()
    return page


CLOSINGS_SCREEN = Screen(
    "/clotures",
    closings_screen,
    label="Clôtures",
    icon="lock",
    section=SECTION,
    permission=Permission.PRICES,
    help="caisse",
)
