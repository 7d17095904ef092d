"""Beside an issued invoice: where its electronic one is, and how often it was reminded of."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.dialogs import Asked, ask, ask_reason, confirm
from components.looks import button, status_chip
from components.tab import current_staff
from models.books import HOW_WORDS, Reminder, resume_reminders, stop_reminders
from models.documents import (
    EINVOICE_STATES,
    TO_REDO,
    Document,
    EinvoiceEvent,
    Mode,
    einvoice_history,
    set_einvoice,
    state_of,
)
from models.french import short_date, today
from models.permissions import Permission
from pages.receiving import day_in


class Followed:
    """What follows an invoice once it is out, read and shown."""

    def __init__(self) -> None:
        self._events: list[EinvoiceEvent] = []
        self._reminders: list[Reminder] = []

    async def load(self, document: Document) -> None:
        self._events = await einvoice_history(document.id) if document.is_issued else []
        self._reminders = await Reminder.of(document.id) if document.is_issued else []

    # --- the electronic invoice -------------------------------------------------------------

    def einvoice(self, document: Document) -> None:
        state = state_of(document.einvoice)
        tone = "waiting" if state.advice or state.code == "to_send" else "closed"
        with ui.element("div").classes("payment"):
            status_chip(state.label, tone)
            since = document.einvoice_on
            ui.label(f"le {short_date(since)}" if since else "").classes("grow")
        if state.advice:
            ui.label(state.advice).classes("einvoice-advice")
        if document.einvoice in TO_REDO:
            ui.label("« Avoir », puis « Dupliquer », en haut de cette page.").classes("card-none")
        for event in self._events:
            with ui.element("div").classes("payment"):
                ui.label(f"{short_date(event.dated_on)} · {event.state.label}").classes("grow")
                more = " · ".join(
                    text for text in (event.reason, event.source, event.author) if text
                )
                ui.label(more).classes("payment-reference")
        if current_staff().may(Permission.ISSUE):
            button("Noter un état", "quiet", on_click=partial(_ask_state, document))

    # --- reminders --------------------------------------------------------------------------

    def has_reminders(self, document: Document) -> bool:
        """Whether there is something to say about reminding of it."""
        is_owed = document.is_issued and not document.is_credit_note and bool(document.due)
        return bool(self._reminders) or document.reminders_off or is_owed

    def reminders(self, document: Document) -> None:
        for one in self._reminders:
            with ui.element("div").classes("payment"):
                ui.label(f"{short_date(one.sent_on)} · {one.label}").classes("grow")
                ui.label(HOW_WORDS[one.how])
                ui.label(one.author).classes("payment-reference")
        if not self._reminders:
            ui.label("Aucune relance.").classes("card-none")
        if document.reminders_off:
            ui.label(f"Ne pas relancer : {document.reminders_reason}").classes("einvoice-advice")
        is_debited = document.payment_mode == Mode.DEBIT
        if is_debited and document.due:
            words = "À prélever : relancée seulement si un prélèvement est rejeté."
            ui.label(words).classes("einvoice-advice")
        if not current_staff().may(Permission.RECEIVE):
            return
        if document.reminders_off or (is_debited and document.due):
            button("Relancer de nouveau", "quiet", on_click=partial(_resume, document))
        elif document.due:
            button("Ne pas relancer", "quiet", on_click=partial(_stop, document))


async def _ask_state(document: Document) -> None:
    async def do(texts: dict[str, str]) -> Document:
        day = day_in(texts, "dated_on")
        return await set_einvoice(
            document, texts["code"], by=current_staff(), dated_on=day, reason=texts["reason"]
        )

    words = {
        code: f"{code} – {state.label}" if code.isdecimal() else state.label
        for code, state in EINVOICE_STATES.items()
    }
    fields = [
        Asked("code", "État", document.einvoice, kind="select", choices=words),
        Asked("dated_on", "Depuis le", today().isoformat(), "date"),
        Asked("reason", "Motif (code et texte de la plateforme)", longest=300),
    ]
    await ask("Facture électronique", fields, do, yes="Noter")


async def _stop(document: Document) -> None:
    reason = await ask_reason("Ne pas relancer ?", document.title)
    if reason is not None:
        await stop_reminders(document, by=current_staff(), reason=reason)


async def _resume(document: Document) -> None:
    if await confirm("Relancer de nouveau cette facture ?"):
        await resume_reminders(document, by=current_staff())
