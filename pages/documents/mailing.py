"""Sending a document: by the firm's mail server, or by the mail program of whoever sends it."""

from __future__ import annotations

from urllib.parse import quote

from nicegui import ui

from components.dialogs import Asked, ask, confirm, inform
from components.frame import Frame
from components.tab import current_staff
from models.clients import Client
from models.company import Company
from models.documents import Document
from models.french import amount, lowered, short_date
from models.mail import MailServer
from models.printing import mark_sent, may_be_marked, send_document

MARKED_FIRST = "Le devis prend son numéro en partant : le PDF n’est alors plus un brouillon."


async def mail_document(frame: Frame, document: Document) -> None:
    """Ask to whom and in which words; what was a draft quote has been sent with it."""
    client = await Client.get(id=document.client_id)
    if reason := (await MailServer.current()).refusal:
        await _by_hand(document, client, reason)
        return

    async def do(texts: dict[str, str]) -> Document:
        to = [one for one in texts["to"].replace(";", ",").split(",") if one.strip()]
        return await send_document(
            document, to, texts["subject"], texts["body"], by=current_staff()
        )

    subject, body = await words_for(document, client)
    fields = [
        Asked("to", "À", document.mail_to(client), "email", longest=1_000),
        Asked("subject", "Objet", subject, longest=250),
        Asked("body", "Message", body, "textarea", longest=5_000),
    ]
    if await ask(f"Envoyer : {document.title}", fields, do, yes="Envoyer") is not None:
        frame.toasts.show("Message dans la boîte d’envoi")


async def words_for(document: Document, client: Client) -> tuple[str, str]:
    """The subject and the text that are proposed."""
    company = await Company.current()
    is_numbered = bool(document.number)  # a reference of the house says nothing to the client
    title = document.title if is_numbered else document.stage_spec.title
    what = document.caption_in_text if is_numbered else lowered(title)
    subject = " – ".join(part for part in (title, company.name) if part)
    facts = [f"Montant : {amount(document.ttc)} TTC"]
    if document.stage == "quote" and document.valid_until:
        facts.append(f"Valable jusqu’au {short_date(document.valid_until)}")
    if document.due_on and document.due:
        facts.append(f"À régler avant le {short_date(document.due_on)}")
    lines = ["Bonjour,", "", f"Veuillez trouver ci-joint notre {what}.", "", *facts]
    return subject, "\n".join([*lines, "", "Cordialement,", company.name or current_staff().name])


async def _by_hand(document: Document, client: Client, reason: str) -> None:
    """Without a server: the PDF to download, and a message to attach it to."""
    if may_be_marked(document):
        question = f"Marquer envoyé : {document.title} ?"
        if not await confirm(question, details=lambda: _say(MARKED_FIRST)):
            return
        document = await mark_sent(document, by=current_staff())
    subject, body = await words_for(document, client)
    email = document.mail_to(client)
    to, query = quote(email, safe=","), f"subject={quote(subject)}&body={quote(body)}"

    def ways() -> None:
        _say(reason)
        _say("En attendant, par votre propre messagerie :")
        with ui.element("ul").classes("missing"):
            for text, path in (
                ("Télécharger le PDF", f"{document.path}/pdf?telecharger=1"),
                (f"Écrire à {email or 'ce client'}", f"mailto:{to}?{query}"),
            ):
                with ui.element("li"):
                    ui.link(text, path)

    await inform(f"Envoyer : {document.title}", details=ways)


def _say(sentence: str) -> None:
    ui.label(sentence).classes("question-text")
