"""Sending a document: by the firm's mail server, or by the mail program of whoever sends it."""

from __future__ import annotations

from urllib.parse import quote

from nicegui import ui

from components.dialogs import Asked, ask, inform
from components.frame import Frame
from components.tab import current_staff
from models.attachments import FILES
from models.clients import Client
from models.company import Company
from models.documents import Document
from models.french import amount, short_date
from models.mail import MailServer, OutgoingMail, post
from models.printing import pdf_of
from pages.documents.file_name import file_name
from pages.documents.files import PDF


async def mail_document(frame: Frame, document: Document) -> None:
    """Ask to whom and in which words; what was a draft quote has been sent with it."""
    client = await Client.get(id=document.client_id)
    subject, body = await words_for(document, client)
    if reason := (await MailServer.current()).refusal:
        await _by_hand(document, client, subject, body, reason)
        return

    async def do(texts: dict[str, str]) -> OutgoingMail:
        content = await pdf_of(await Document.get(id=document.id))
        attached = {
            "name": file_name(document, "pdf"),
            "media_type": PDF,
            "hash": await FILES.put(content),
        }
        to = [one for one in texts["to"].replace(";", ",").split(",") if one.strip()]
        return await post(
            *(to, texts["subject"], texts["body"]),
            about=document.about,
            by=current_staff(),
            attachments=[attached],
        )

    fields = [
        Asked("to", "À", document.mail_to(client), "email", longest=1_000),
        Asked("subject", "Objet", subject, longest=250),
        Asked("body", "Message", body, "textarea", longest=5_000),
    ]
    if await ask(f"Envoyer : {document.title}", fields, do, yes="Envoyer") is not None:
        await _note_sent(document)
        frame.toasts.show("Message dans la boîte d’envoi")


async def words_for(document: Document, client: Client) -> tuple[str, str]:
    """The subject and the text that are proposed."""
    company = await Company.current()
    what = document.caption_in_text
    subject = " – ".join(part for part in (document.title, company.name) if part)
    facts = [f"Montant : {amount(document.ttc)} TTC"]
    if document.stage == "quote" and document.valid_until:
        facts.append(f"Valable jusqu’au {short_date(document.valid_until)}")
    if document.due_on and document.due:
        facts.append(f"À régler avant le {short_date(document.due_on)}")
    lines = ["Bonjour,", "", f"Veuillez trouver ci-joint notre {what}.", "", *facts]
    return subject, "\n".join([*lines, "", "Cordialement,", company.name or current_staff().name])


async def _by_hand(
    document: Document, client: Client, subject: str, body: str, reason: str
) -> None:
    """Without a server: the PDF to download, and a message to attach it to."""
    email = document.mail_to(client)
    to, query = quote(email, safe=","), f"subject={quote(subject)}&body={quote(body)}"

    def ways() -> None:
        ui.label(reason).classes("question-text")
        ui.label("En attendant, par votre propre messagerie :").classes("question-text")
        with ui.element("ul").classes("missing"):
            for text, path in (
                ("Télécharger le PDF", f"{document.path}/pdf?telecharger=1"),
                (f"Écrire à {email or 'ce client'}", f"mailto:{to}?{query}"),
            ):
                with ui.element("li"):
                    ui.link(text, path)

    await inform(f"Envoyer : {document.title}", details=ways)


async def _note_sent(document: Document) -> None:
    """A quote that was sent is no draft any more."""
    move = document.stage_spec.move("send")
    if move is not None and move in document.moves:
        await document.move(move.code, by=current_staff())
