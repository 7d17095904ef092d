"""What is left of documents and payments once their client is erased: what the law has kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from models.clients.dependents import erase_about
from models.clients.erasure import Erasure, Fate
from models.database.bulk import among, write
from models.database.connection import select
from models.documents.document import Document
from models.documents.einvoicing import EinvoiceEvent
from models.documents.payment import Payment
from models.documents.retention import Term, is_kept, term_of
from models.french.money import show_number
from models.french.search_text import searchable
from models.french.text import fold
from models.french.wording import long_date, plural
from models.records.changes import announce
from models.records.journal import ERASED

INNER = ("internal_notes", "closing_reason", "reminders_reason")
"""Texts that no paper shows."""
TEXTS = ("subject", "client_reference", "printed_notes", *INNER)
PLAIN_LINES = (
    "UPDATE document_line SET explanation = '',"
    " reference = CASE WHEN article_id IS NULL THEN '' ELSE reference END, designation ="
    " coalesce((SELECT a.designation FROM article a WHERE a.id = document_line.article_id), ?)"
)


async def fates_of_documents(client_ids: Collection[int], day: date) -> list[Fate]:
    """What goes of the documents of these clients, and what stays until when."""
    documents = await Document.filter(client_id__in=list(client_ids)).order_by("id")
    terms = [term_of(one) for one in documents if is_kept(one, day)]
    going = sum(1 for one in documents if not is_kept(one, day) and not is_empty(one))
    fates = [Fate(_going(going))] if going else []
    return fates + [Fate(_staying(term, n), is_kept=True) for term, n in _by_term(terms)]


def is_empty(document: Document) -> bool:
    """Whether nothing of it says any more for whom it was."""
    return document.erased_at is not None and not document.client_identity and not document.frozen


def _by_term(terms: Iterable[Term | None]) -> list[tuple[Term, int]]:
    counts = Counter(term for term in terms if term)
    return sorted(counts.items(), key=lambda one: one[0].ends)


def _going(count: int) -> str:
    documents = plural(count, "document", "documents")
    return f"{documents} : destinataire, objet, notes et textes libres ; les montants restent"


def _staying(term: Term, count: int) -> str:
    invoices = plural(count, "facture ou avoir", "factures et avoirs")
    return f"{invoices}, avec les règlements : jusqu’au {long_date(term.ends)} ({term.law})"


async def erase_documents(erasure: Erasure) -> None:
    """Empty what nothing keeps, and take out of the others what nobody needs."""
    named = Document.filter(client_id__in=list(erasure.client_ids))
    documents = await named.order_by("id").select_for_update()
    ids = [one.id for one in documents]
    emptied = [one for one in documents if not is_kept(one, erasure.day)]
    for document in documents:
        _bare(document, erasure)
    for document in emptied:
        _empty(document, erasure)
    for document in documents:
        document.derive()
        await document.save()
    await _empty_rows([one.id for one in emptied])
    await _erase_payments(erasure, [one.id for one in documents if one not in emptied])
    await erase_about(Document.TOPIC, ids, erasure)
    erasure.forget(Document.TOPIC, ids)
    announce(Document.TOPIC, ids)


def _bare(document: Document, erasure: Erasure) -> None:
    for name in INNER:
        setattr(document, name, "")
    document.erased_at = document.erased_at or erasure.at
    document.creation_key = None


def _empty(document: Document, erasure: Erasure) -> None:
    for name in TEXTS:
        setattr(document, name, "")
    erasure.files.update(filter(None, (document.pdf_hash, document.xml_hash)))
    document.pdf_hash = document.xml_hash = ""
    document.client_name, document.client_key = erasure.label, fold(erasure.label)
    document.client_identity, document.addressed, document.frozen = {}, {}, None


async def _empty_rows(ids: Sequence[int]) -> None:
    """The lines say what the catalogue says; what a platform has said of it is gone."""
    where, parameters = among("document_id", ids)
    await write(f"{PLAIN_LINES} WHERE {where}", (ERASED, *parameters))
    await EinvoiceEvent.filter(document_id__in=list(ids)).update(reason="")


async def _erase_payments(erasure: Erasure, kept: Sequence[int]) -> None:
    """Whoever paid an invoice that is kept is named as long as that."""
    where, parameters = among("document_id", kept)
    rows = await select(f"SELECT DISTINCT payment_id FROM allocation WHERE {where}", parameters)
    naming = {row["payment_id"] for row in rows}
    payments = await Payment.filter(client_id__in=list(erasure.client_ids)).order_by("id")
    for payment in payments:
        if payment.id not in naming:
            payment.client_name, payment.client_key = erasure.label, fold(erasure.label)
            payment.reference = ""
        payment.search = searchable(payment.settles, show_number(abs(payment.amount), 2))
        names = ["client_name", "client_key", "reference", "search"]
        await payment.save(update_fields=names)
    ids = [payment.id for payment in payments]
    erasure.forget(Payment.TOPIC, ids)
    announce(Payment.TOPIC, ids)
