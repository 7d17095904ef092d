from models.printing.codes import InvoiceCodes
from models.printing.facturx import invoice_form, invoice_xml, plain_reason
from models.printing.file_name import file_name
from models.printing.issued import keep_file, mark_of_pages, pages_of, pdf_of
from models.printing.letter import Letter, LetterRow, print_letter
from models.printing.of_documents import bank_of, buyer_of, paper_of, seller_of
from models.printing.paper import (
    Agreement,
    BankAccount,
    Detail,
    Earlier,
    LineKind,
    Mention,
    Paper,
    PaperLine,
    Party,
    PartyKind,
    Period,
    Totals,
    VatRow,
)
from models.printing.personal_data import print_personal_data
from models.printing.printer import Printer, print_waiting
from models.printing.render import (
    Printed,
    print_paper,
    render_pages,
    render_pdf,
    render_pictures,
)
from models.printing.sending import mark_sent, may_be_marked, send_document
from models.printing.sheet import unprintable_signs
from models.printing.signs import missing_signs, printable

__all__ = [
    "Agreement",
    "BankAccount",
    "Detail",
    "Earlier",
    "InvoiceCodes",
    "Letter",
    "LetterRow",
    "LineKind",
    "Mention",
    "Paper",
    "PaperLine",
    "Party",
    "PartyKind",
    "Period",
    "Printed",
    "Printer",
    "Totals",
    "VatRow",
    "bank_of",
    "buyer_of",
    "file_name",
    "invoice_form",
    "invoice_xml",
    "keep_file",
    "mark_of_pages",
    "mark_sent",
    "may_be_marked",
    "missing_signs",
    "pages_of",
    "paper_of",
    "pdf_of",
    "plain_reason",
    "print_letter",
    "print_paper",
    "print_personal_data",
    "print_waiting",
    "printable",
    "render_pages",
    "render_pdf",
    "render_pictures",
    "seller_of",
    "send_document",
    "unprintable_signs",
]
