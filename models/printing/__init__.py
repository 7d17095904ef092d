from models.printing.codes import InvoiceCodes
from models.printing.facturx import invoice_form, invoice_xml, plain_reason
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
    "missing_signs",
    "plain_reason",
    "print_paper",
    "printable",
    "render_pages",
    "render_pdf",
    "render_pictures",
    "unprintable_signs",
]
