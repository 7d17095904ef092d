from models.printing.codes import InvoiceCodes
from models.printing.facturx import invoice_form, invoice_xml, plain_reason
from models.printing.issued import keep_file, pages_of, pdf_of
from models.printing.of_documents import paper_of
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
from models.printing.render import (
    Printed,
    print_paper,
    render_pages,
    render_pdf,
    render_pictures,
)
from models.printing.sheet import unprintable_signs
from models.printing.signs import missing_signs, printable

__all__ = [
    "Agreement",
    "BankAccount",
    "Detail",
    "Earlier",
    "InvoiceCodes",
    "LineKind",
    "Mention",
    "Paper",
    "PaperLine",
    "Party",
    "PartyKind",
    "Period",
    "Printed",
    "Totals",
    "VatRow",
    "invoice_form",
    "invoice_xml",
    "keep_file",
    "missing_signs",
    "pages_of",
    "paper_of",
    "pdf_of",
    "plain_reason",
    "print_paper",
    "printable",
    "render_pages",
    "render_pdf",
    "render_pictures",
    "unprintable_signs",
]
