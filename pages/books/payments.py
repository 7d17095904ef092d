"""The list of payments: searched, added up, received for several invoices, and taken back."""

from __future__ import annotations

from nicegui import ui

from components.dialogs import choose
from components.frame import Frame, Screen
from components.list import Column
from components.looks import button
from components.tab import current_staff
from models.books import PAYMENTS
from models.documents import MODE_WORDS, Allocation, Payment
from models.french import amount, short_date
from models.lists import Page
from models.permissions import Permission
from pages.books.exporting import ask_export
from pages.books.tabs import SECTION, tabs
from pages.creating import choose_client
from pages.documents import ask_reversal
from pages.list_screen import ListScreen
from pages.of_client import OfClient
from pages.receiving import receive_from

TONES = {"": "none", "correction": "draft", "refund": "waiting"}
COLUMNS = (
    Column("received", "Date", width=124, flex=0, is_down_first=True),
    Column("client", "Client", width=240, flex=3, least=96),
    Column("mode", "Mode", width=112, flex=0, from_width=640, is_sortable=False),
    Column("settles", "Factures", width=190, flex=2, from_width=760, is_sortable=False),
    Column("reference", "Référence", width=150, flex=2, from_width=980, is_sortable=False),
    Column(
        *("kind", "Nature"),
        width=138,
        flex=0,
        from_width=880,
        is_sortable=False,
        tone_of="kind_code",
        tones=TONES,
    ),
    Column("amount", "Montant", width=126, flex=0, align="right", is_down_first=True),
)


class PaymentsPage(ListScreen):
    """All payments in one tab."""

    search_label = "Client, facture, référence ou montant"
    columns = COLUMNS

    def above(self) -> None:
        tabs(self.path)

    async def open(self, record_id: int) -> None:
        payment = await Payment.get(id=record_id)
        found = Allocation.filter(payment_id=payment.id).prefetch_related("document")
        parts = await found.order_by("id")
        is_over = payment.reverses_id or await Payment.exists(reverses_id=payment.id)
        may = current_staff().may(Permission.RECEIVE) and not is_over
        answers = {"Annuler ce règlement": ("reverse", "danger-quiet")} if may else {}

        def details() -> None:
            _told(payment, parts, is_reversed=bool(is_over))

        answer = await choose(
            payment.caption,
            {**answers, "Fermer": ("", "primary")},
            details=details,
            focus="Fermer",
        )
        if answer and await ask_reversal(payment):
            self._frame.toasts.show("Règlement annulé")

    def nothing_at_all(self) -> None:
        ui.label("Aucun règlement pour l’instant").classes("empty-title")
        ui.label("Ils arrivent ici dès qu’une facture s’encaisse.")

    # --- parts ------------------------------------------------------------------------------

    def _filter_boxes(self) -> None:
        super()._filter_boxes()
        if current_staff().may(Permission.EXPORT):
            button("Exporter", "quiet", icon="export", on_click=ask_export)
        if current_staff().may(Permission.RECEIVE):
            button("Encaisser", icon="add", on_click=self._receive)

    def _list(self, page: Page, position: int | None = None) -> None:
        with ui.element("div").classes("list-summary"):
            self._of_client = OfClient(clear=self._of_everybody)
        super()._list(page, position)

    # --- asking -----------------------------------------------------------------------------

    async def _of_everybody(self) -> None:
        await self._filter_by("client", "")

    async def _add_up(self) -> None:
        await self._of_client.show(self._state.query.filters["client"])
        await super()._add_up()

    # --- verbs ------------------------------------------------------------------------------

    async def _receive(self) -> None:
        client = await choose_client("Encaisser un règlement de quel client ?")
        if client is not None and await receive_from(client):
            self._frame.toasts.show("Règlement enregistré")


def _told(payment: Payment, parts: list[Allocation], *, is_reversed: bool) -> None:
    """What a payment was, and for which invoices."""
    _fact("Client", payment.client_name, f"/clients?client={payment.client_id}")
    _fact("Date", short_date(payment.received_on))
    _fact("Mode", MODE_WORDS[payment.mode])
    if payment.reference:
        _fact("Motif" if payment.reverses_id else "Référence", payment.reference)
    _fact("Noté par", payment.author)
    for part in parts:
        _fact(amount(part.amount), part.document.title, part.document.path)
    if is_reversed:
        is_correction = bool(payment.reverses_id)
        words = "Correction d’un autre règlement." if is_correction else "Ce règlement est annulé."
        ui.label(words).classes("question-text")


def _fact(label: str, text: str, path: str = "") -> None:
    """A line of what is told, which may lead somewhere."""
    with ui.element("div").classes("payment"):
        ui.label(label).classes("fact-label grow")
        said = ui.link(text, path) if path else ui.label(text)
        said.classes("payment-said")


async def payments_screen(frame: Frame) -> PaymentsPage:
    page = PaymentsPage(frame, PAYMENTS_SCREEN)
    await page.build()
    return page


PAYMENTS_SCREEN = Screen(
    "/reglements",
    payments_screen,
    label="Règlements",
    icon="payment",
    section=SECTION,
    permission=Permission.PRICES,
    listing=PAYMENTS,
    rows="/api/reglements",
    help="caisse",
)
