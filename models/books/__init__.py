from models.books.accounts import GIVEN, GivenAccount
from models.books.ageing import BUCKETS, Aged, Owed, aged, sums_of
from models.books.allocating import allocated, open_invoices
from models.books.balance import balance_csv, balance_xlsx
from models.books.closing import (
    Closing,
    close_days,
    closing_refusal,
    days_to_close,
)
from models.books.day_totals import totals_of_day
from models.books.einvoice_import import ImportedStates, import_states
from models.books.export import EXPORT_WORDS, ExportedFile, ExportKind, export
from models.books.ledger_accounts import LedgerAccount, chart
from models.books.legal_rates import LegalRate, Rate, legal_rates
from models.books.levels import ReminderLevel, ReminderRow, levels_on
from models.books.payments import PAYMENTS
from models.books.reminders import (
    HOW_WORDS,
    How,
    Reminder,
    gravest,
    note_reminders,
    reminder_refusal,
    resume_reminders,
    stop_reminders,
)
from models.books.reminding import (
    level_of,
    mail_words,
    remind_by_letter,
    remind_by_mail,
    remind_by_phone,
    to_remind,
)
from models.books.verifying import books_break

__all__ = [
    "BUCKETS",
    "EXPORT_WORDS",
    "GIVEN",
    "HOW_WORDS",
    "PAYMENTS",
    "Aged",
    "Closing",
    "ExportKind",
    "ExportedFile",
    "GivenAccount",
    "How",
    "ImportedStates",
    "LedgerAccount",
    "LegalRate",
    "Owed",
    "Rate",
    "Reminder",
    "ReminderLevel",
    "ReminderRow",
    "aged",
    "allocated",
    "balance_csv",
    "balance_xlsx",
    "books_break",
    "chart",
    "close_days",
    "closing_refusal",
    "days_to_close",
    "export",
    "gravest",
    "import_states",
    "legal_rates",
    "level_of",
    "levels_on",
    "mail_words",
    "note_reminders",
    "open_invoices",
    "remind_by_letter",
    "remind_by_mail",
    "remind_by_phone",
    "reminder_refusal",
    "resume_reminders",
    "stop_reminders",
    "sums_of",
    "to_remind",
    "totals_of_day",
]
