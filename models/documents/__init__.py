from models.attachments import may_own_files, names_files
from models.company import MODE_WORDS, MONEY_WORDS, Mode
from models.documents.addressing import ADDRESSEES, Addressee, caption_of
from models.documents.document import Document
from models.documents.down_payments import LineLeft
from models.documents.einvoice_states import EINVOICE_STATES, TO_REDO, EinvoiceState, state_of
from models.documents.einvoicing import EinvoiceEvent, einvoice_history, set_einvoice
from models.documents.issuing import Missing
from models.documents.kind import Kind, Move, Need, Stage, Status
from models.documents.kinds import KINDS, OPEN
from models.documents.line import DocumentLine
from models.documents.lists import DOCUMENT_LISTS, QUICK, SUMS
from models.documents.many import (
    DISCARD_MANY,
    ISSUE_MANY,
    MOST_AT_ONCE,
    Many,
    Sifted,
    few,
    note_export,
)
from models.documents.moving import beginning_refusal
from models.documents.of_clients import documents_by_kind
from models.documents.owed_then import outstanding_on
from models.documents.owing import Balance, balance_of
from models.documents.payment import Allocation, Payment
from models.documents.pricing import rates_on, totals_of_lines
from models.documents.receiving import receive, receive_and_issue, reverse, set_off
from models.documents.replacing import replace_lines, taken_over
from models.documents.sheet import LineEdits, Sheet
from models.documents.totals import Discount, Totals, Vat, read_discount

may_own_files(Document)
names_files(Document.Meta.table, "pdf_hash", "xml_hash")

__all__ = [
    "ADDRESSEES",
    "DISCARD_MANY",
    "DOCUMENT_LISTS",
    "EINVOICE_STATES",
    "ISSUE_MANY",
    "KINDS",
    "MODE_WORDS",
    "MONEY_WORDS",
    "MOST_AT_ONCE",
    "OPEN",
    "QUICK",
    "SUMS",
    "TO_REDO",
    "Addressee",
    "Allocation",
    "Balance",
    "Discount",
    "Document",
    "DocumentLine",
    "EinvoiceEvent",
    "EinvoiceState",
    "Kind",
    "LineEdits",
    "LineLeft",
    "Many",
    "Missing",
    "Mode",
    "Move",
    "Need",
    "Payment",
    "Sheet",
    "Sifted",
    "Stage",
    "Status",
    "Totals",
    "Vat",
    "balance_of",
    "beginning_refusal",
    "caption_of",
    "documents_by_kind",
    "einvoice_history",
    "few",
    "note_export",
    "outstanding_on",
    "rates_on",
    "read_discount",
    "receive",
    "receive_and_issue",
    "replace_lines",
    "reverse",
    "set_einvoice",
    "set_off",
    "state_of",
    "taken_over",
    "totals_of_lines",
]
