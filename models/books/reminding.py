"""Reminding a client: the letter of the level that is due, sent or printed, and kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from models.attachments import FILES
from models.books.ageing import Owed, aged
from models.books.levels import ReminderLevel
from models.books.penalties import penalty_words
from models.books.reminders import How, gravest, note_reminders
from models.clients.client import Client
from models.clients.fields import ClientKind
from models.company import Company
from models.database.transaction import transaction
from models.documents.issuing import buyer_of as identity_of
from models.errors import Refused
from models.french.money import amount
from models.french.wording import short_date, today
from models.mail import post
from models.permissions import Permission, Staff
from models.printing import Letter, LetterRow, bank_of, buyer_of, print_letter, seller_of
from models.records.journal import Subject

PDF = "application/pdf"


async def to_remind(client_id: int, ids: Collection[int] = ()) -> list[Owed]:
    """The invoices of a client of which a reminder is due, or of these only; Refused if none."""
    found = [one for owing in await aged(today(), client_id) for one in owing.invoices]
    due = [one for one in found if one.level and (not ids or one.id in ids)]
    if not due:
        raise Refused("Aucune relance n’est à faire pour ce client.")
    return due


def level_of(invoices: Sequence[Owed]) -> ReminderLevel:
    """In whose words they are reminded of."""
    return gravest([one.level for one in invoices if one.level])


async def letter_for(client: Client, invoices: Sequence[Owed], *, by: Staff) -> bytes:
    """The letter as a PDF."""
    company, level = await Company.current(), level_of(invoices)
    identity = await company.identity()
    letter = Letter(
        title=level.label,
        seller=seller_of(identity),
        buyer=buyer_of(identity_of(client)),
        dated_on=today(),
        subject=level.subject,
        text=level.text,
        rows=[_row(one) for one in invoices],
        signer=by.name,
        notes=_notes(client, invoices, company.indemnity),
        bank=bank_of(identity),
    )
    logo = await FILES.get(company.logo) if company.logo else None
    return await print_letter(letter, made_at=datetime.now(UTC), logo=logo)


def _row(one: Owed) -> LetterRow:
    return LetterRow(one.number, one.ttc, one.due, one.due_on or today(), one.days_late)


def _notes(client: Client, invoices: Sequence[Owed], indemnity: Decimal) -> str:
    """What the law lets one ask for besides; of a private person nothing without more ado."""
    if client.kind != ClientKind.COMPANY:
        return ""
    total = sum((one.penalty for one in invoices), Decimal(0))
    lump, fee = indemnity * len(invoices), level_of(invoices).fee
    asked = f" Frais de relance : {amount(fee)}." if fee else ""
    return penalty_words(total, lump) + asked


async def remind_by_letter(client: Client, invoices: Sequence[Owed], *, by: Staff) -> bytes:
    """Note the reminder, and give the letter to print."""
    by.need(Permission.RECEIVE)
    content = await letter_for(client, invoices, by=by)
    await _note(invoices, How.LETTER, by=by)
    return content


async def remind_by_phone(invoices: Sequence[Owed], *, by: Staff) -> None:
    """Note that somebody has called."""
    by.need(Permission.RECEIVE)
    await _note(invoices, How.PHONE, by=by)


async def remind_by_mail(
    client: Client,
    invoices: Sequence[Owed],
    *,
    to: Sequence[str],
    subject: str,
    body: str,
    by: Staff,
) -> None:
    """Put the message with the letter into the outbox, and note the reminder, or neither."""
    by.need(Permission.RECEIVE)
    name = f"{level_of(invoices).label} {today().isoformat()}.pdf"
    kept = await FILES.put(await letter_for(client, invoices, by=by))
    attached = {"name": name, "media_type": PDF, "hash": kept}
    about = Subject(Client.TOPIC, client.id, client.name)
    async with transaction():
        await _note(invoices, How.MAIL, by=by)
        await post(to, subject, body, about=about, by=by, attachments=[attached])


async def _note(invoices: Sequence[Owed], how: How, *, by: Staff) -> None:
    await note_reminders({one.id: one.level for one in invoices if one.level}, how, by=by)


def mail_words(invoices: Sequence[Owed], signer: str) -> tuple[str, str]:
    """The subject and the text that are proposed."""
    level = level_of(invoices)
    rows = [
        f"– {one.number}, échue le {short_date(one.due_on)} : {amount(one.due)}"
        for one in invoices
        if one.due_on
    ]
    lines = ["Bonjour,", "", level.text, "", *rows, "", "Cordialement,", signer]
    return level.subject, "\n".join(lines)
