"""What is owed, client by client and by its age, and the way to remind of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from functools import partial
from urllib.parse import urlencode

from nicegui import ui

from components.frame import Frame, Screen
from components.list import QuickFilters, search_box
from components.looks import ICONS, button, status_chip
from components.tab import LIVE, Round, current_staff, on_press, part
from models.books import BUCKETS, Aged, Owed, aged, balance_csv, balance_xlsx, sums_of
from models.documents import Document
from models.french import amount, fold, plural, short_date, today
from models.lists import LONGEST_SEARCH
from models.permissions import Permission
from pages.books.reminding import Reminding
from pages.books.tabs import SECTION, tabs
from pages.list_address import texts_in
from pages.list_exporting import export_as, export_tool

SHOWN = 50
"""Clients at once; more are asked for."""
TO_REMIND = "remind"


class RemindersPage:
    """What is owed, in one tab."""

    path = "/relances"

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._reminding = Reminding(frame)
        self._all: list[Aged] = []
        self._text = ""
        self._quick = ""
        self._shown = SHOWN
        self._opened: set[int] = set()

    async def build(self) -> None:
        self._all = await aged(today())
        self._read_address(self._frame.query)
        with ui.element("div").classes("books-page") as page:
            tabs(self.path)
            with ui.element("div").classes("toolbar"):
                title = ui.label("Relances").classes("page-title")
                title.props("role=heading aria-level=1")
                self._search = search_box(
                    "Rechercher un client", self._text, on_change=self._search_for
                )
            with ui.element("div").classes("list-summary"):
                self._filter = QuickFilters(
                    {TO_REMIND: "À relancer"}, on=self._quick, on_change=self._filter_by
                )
                if current_staff().may(Permission.EXPORT):
                    export_tool(self._export)
            self._body()
        self._count()
        LIVE.follow(page, {Document.TOPIC, "client"}, self._on_change)

    async def on_query(self, query: str) -> None:
        """Follow the address: « back », or a link."""
        self._read_address(query)
        self._search.set_value(self._text)
        self._filter.show(self._quick)
        self._refresh()

    def _read_address(self, query: str) -> None:
        texts = texts_in(query)
        self._text = texts.get("q", "")[:LONGEST_SEARCH]
        self._quick = TO_REMIND if texts.get("quick") == TO_REMIND else ""

    async def _ask(self, text: str, quick: str) -> None:
        if (text, quick) == (self._text, self._quick):
            return
        self._text, self._quick = text, quick
        said = urlencode({name: one for name, one in (("q", text), ("quick", quick)) if one})
        self._frame.write_url(f"{self.path}?{said}" if said else self.path, is_step=False)
        self._refresh()

    async def _on_change(self, round_: Round) -> None:
        self._all = await round_.once("aged", lambda: aged(today()))
        self._refresh()

    def _refresh(self) -> None:
        self._count()
        self._body.refresh()

    def _count(self) -> None:
        self._filter.count({TO_REMIND: sum(bool(one.to_remind) for one in self._all)})

    async def _search_for(self, text: str) -> None:
        await self._ask(text, self._quick)

    async def _filter_by(self, value: str) -> None:
        await self._ask(self._text, value)

    @property
    def _found(self) -> list[Aged]:
        text = fold(self._text)
        return [
            one
            for one in self._all
            if text in fold(one.client_name) and (not self._quick or one.to_remind)
        ]

    # --- parts ------------------------------------------------------------------------------

    @part
    def _body(self) -> None:
        found = self._found
        if not found:
            with ui.element("div").classes("empty"):
                ui.icon(ICONS["payment"])
                says = "Personne ne vous doit rien" if not self._all else "Aucun client ici"
                ui.label(says).classes("empty-title")
            return
        _sums(found)
        with ui.element("ul").classes("aged"):
            for one in found[: self._shown]:
                with ui.element("li").classes("aged-row"):
                    self._client(one)
        if len(found) > self._shown:
            button("Voir plus", "quiet", on_click=self._more)

    def _client(self, one: Aged) -> None:
        is_open = one.client_id in self._opened
        with ui.button(color=None).classes("aged-head") as head:
            on_press(head, partial(self._toggle, one.client_id))
            head.props("flat no-caps align=left")
            head.props["aria-expanded"] = "true" if is_open else "false"
            said = f"{one.client_name}, dû {amount(one.total)}, en retard {amount(one.overdue)}"
            head.props["aria-label"] = said
            ui.icon(ICONS["menu"] if is_open else ICONS["arrow"])
            with ui.element("div").classes("aged-name"):
                ui.label(one.client_name).classes("settings-row-name")
                ui.label(_since(one)).classes("settings-row-more")
            if one.to_remind:
                status_chip("À relancer", "waiting")
            for label, value in zip(BUCKETS, one.buckets, strict=True):
                _cell(label, amount(value) if value else "–")
            _cell("Total", amount(one.total), "aged-total")
        if is_open:
            self._invoices(one)

    def _invoices(self, one: Aged) -> None:
        with ui.element("div").classes("aged-open"):
            for invoice in one.invoices:
                _invoice(invoice)
            if one.penalty:
                words = f"Pénalités de retard à ce jour : {amount(one.penalty)}, non facturées"
                ui.label(words).classes("settings-row-more")
            with ui.element("div").classes("document-moves"):
                ui.link("Fiche client", f"/clients?client={one.client_id}").classes("crumb")
                if current_staff().may(Permission.RECEIVE) and one.to_remind:
                    self._ways(one)

    def _ways(self, one: Aged) -> None:
        ways: Sequence[tuple[str, str, Callable[[int], Awaitable[None]]]] = (
            ("Relancer par courrier", "invoice", self._reminding.by_letter),
            ("par e-mail", "mail", self._reminding.by_mail),
            ("par téléphone", "phone", self._reminding.by_phone),
        )
        for place, (label, icon, verb) in enumerate(ways):
            look = "quiet" if place else "primary"
            made = button(label, look, icon=icon, on_click=partial(verb, one.client_id))
            made.props["aria-label"] = f"Relancer {label.removeprefix('Relancer ')}"

    # --- verbs ------------------------------------------------------------------------------

    async def _toggle(self, client_id: int) -> None:
        self._opened ^= {client_id}
        self._body.refresh()

    async def _export(self) -> None:
        found, by = self._found, current_staff()
        await export_as(
            *("balance-agee", f"la balance de {plural(len(found), 'client')}"),
            csv=partial(balance_csv, found, by=by),
            xlsx=partial(balance_xlsx, found, by=by),
        )

    async def _more(self) -> None:
        self._shown += SHOWN
        self._body.refresh()


def _since(one: Aged) -> str:
    count = plural(len(one.invoices), "facture")
    if one.oldest_on is None:
        return count
    return f"{count}, échéance la plus ancienne le {short_date(one.oldest_on)}"


def _sums(found: Sequence[Aged]) -> None:
    """What all of them owe together."""
    every = [invoice for one in found for invoice in one.invoices]
    with ui.element("div").classes("aged-sums").props("role=status"):
        for label, value in zip(BUCKETS, sums_of(every), strict=True):
            _cell(label, amount(value))
        _cell("Total", amount(sum(sums_of(every), Decimal(0))), "aged-total")


def _cell(label: str, text: str, more: str = "") -> None:
    with ui.element("div").classes(f"aged-cell {more}"):
        ui.label(label).classes("fact-label")
        ui.label(text).classes("payment-amount")


def _invoice(invoice: Owed) -> None:
    with ui.element("div").classes("aged-invoice"):
        ui.link(invoice.number, invoice.path).classes("crumb")
        ui.label(_state(invoice)).classes("grow")
        if invoice.level:
            status_chip(invoice.level.label, "waiting")
        ui.label(amount(invoice.due)).classes("payment-amount")


def _state(invoice: Owed) -> str:
    due = f"échéance {short_date(invoice.due_on)}" if invoice.due_on else "sans échéance"
    late = f"{plural(invoice.days_late, 'jour')} de retard" if invoice.days_late else ""
    sent = f"relancée le {short_date(invoice.sent_on)}" if invoice.sent_on else ""
    return " · ".join(text for text in (due, late, sent, invoice.skipped) if text)


async def reminders_screen(frame: Frame) -> RemindersPage:
    page = RemindersPage(frame)
    await page.build()
    return page


REMINDERS_SCREEN = Screen(
    "/relances",
    reminders_screen,
    label="Relances",
    icon="mail",
    section=SECTION,
    permission=Permission.PRICES,
    help="caisse",
)
