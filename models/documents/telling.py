"""What is held of a client in its documents and payments, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.attachments import Attachment
from models.clients.dependents import Told
from models.clients.own_tables import told_mail
from models.clients.personal_data import Row, history_of
from models.company.modes import MODE_WORDS
from models.documents.document import Document
from models.documents.line import DocumentLine
from models.documents.payment import Payment
from models.french.money import amount
from models.french.wording import short_date
from models.mail import OutgoingMail


async def told_of_documents(client_id: int) -> Mapping[str, Sequence[Told]]:
    """Documents with their lines, payments, messages and what was done to them."""
    documents = await Document.filter(client_id=client_id).order_by("id")
    ids = [document.id for document in documents]
    lines: dict[int, list[str]] = {id_: [] for id_ in ids}
    for line in await DocumentLine.filter(document_id__in=ids).order_by("position", "id"):
        lines[line.document_id].append(line.summary)
    payments = await Payment.filter(client_id=client_id).order_by("id")
    mails = await OutgoingMail.filter(topic=Document.TOPIC, record_id__in=ids).order_by("id")
    return {
        "Documents": [_document(one, lines[one.id]) for one in documents],
        "Règlements": [_payment(one) for one in payments],
        "Messages envoyés avec un document": [told_mail(mail) for mail in mails],
        "Historique des documents": await history_of(Document.TOPIC, ids),
    }


async def files_of_documents(client_id: int) -> Mapping[str, str]:
    """The files of what was issued to a client, and of its documents, by a name for each."""
    issued = await Document.filter(client_id=client_id).exclude(pdf_hash="").order_by("id")
    found = {f"{one.number or one.id}.pdf": one.pdf_hash for one in issued}
    ids = await Document.filter(client_id=client_id).values_list("id", flat=True)
    for one in await Attachment.filter(topic=Document.TOPIC, record_id__in=ids).order_by("id"):
        found[f"{one.id}-{one.name}"] = one.file
    return found


def _document(document: Document, lines: Sequence[str]) -> Row:
    texts = {
        Document.label_of(field.name): field.worded(field.show(getattr(document, field.name)))
        for field in Document.FIELDS
    }
    amounts = {"Total TTC": amount(document.ttc), "Reste dû": amount(document.due)}
    buyer = ", ".join(filter(None, document.client_identity.values()))
    known = {"Document": document.title, "Statut": document.status_label, "Destinataire": buyer}
    known |= {**texts, **amounts, "Lignes": " ; ".join(lines)}
    return {label: text for label, text in known.items() if text}


def _payment(payment: Payment) -> Row:
    known = {
        "Date": short_date(payment.received_on),
        "Mode": MODE_WORDS[payment.mode],
        "Montant": amount(payment.amount),
        "Référence": payment.reference,
        "Pour": payment.settles,
    }
    return {label: text for label, text in known.items() if text}
