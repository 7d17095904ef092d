"""What a press on « Relancer » does: ask, send or print, and keep that it was done."""

from __future__ import annotations

from urllib.parse import quote

from nicegui import ui

from components.dialogs import Asked, ask, confirm
from components.frame import Frame
from components.tab import current_staff
from models.books import (
    Owed,
    level_of,
    mail_words,
    remind_by_letter,
    remind_by_mail,
    remind_by_phone,
    to_remind,
)
from models.clients import Client
from models.company import Company
from models.french import amount, plural, short_date
from models.mail import MailServer

PDF = "application/pdf"


class Reminding:
    """The ways to remind a client, in one tab."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    async def by_letter(self, client_id: int) -> None:
        """Print the letter of the level that is due."""
        client, invoices = await self._of(client_id)
        if await _is_sure("Préparer le courrier", client, invoices):
            content = await remind_by_letter(client, invoices, by=current_staff())
            name = f"{level_of(invoices).label} {client.name}.pdf".replace("/", "-")
            ui.download.content(content, name, PDF)

    async def by_phone(self, client_id: int) -> None:
        """Note that somebody has called."""
        client, invoices = await self._of(client_id)
        if await _is_sure("Noter l’appel", client, invoices):
            await remind_by_phone(invoices, by=current_staff())
            self._frame.toasts.show("Relance notée")

    async def by_mail(self, client_id: int) -> None:
        """By the firm's mail server; without one, by the mail program and a letter to attach."""
        client, invoices = await self._of(client_id)
        company = await Company.current()
        subject, body = mail_words(invoices, company.name or current_staff().name)
        if (await MailServer.current()).refusal:
            if await _is_sure("Préparer le courrier à joindre", client, invoices):
                content = await remind_by_letter(client, invoices, by=current_staff())
                ui.download.content(content, f"{level_of(invoices).label}.pdf", PDF)
                query = f"subject={quote(subject)}&body={quote(body)}"
                ui.navigate.to(f"mailto:{quote(client.mail_for('billing'), safe=',')}?{query}")
            return

        async def do(texts: dict[str, str]) -> bool:
            to = [one for one in texts["to"].replace(";", ",").split(",") if one.strip()]
            words = {"subject": texts["subject"], "body": texts["body"]}
            await remind_by_mail(client, invoices, to=to, by=current_staff(), **words)
            return True

        fields = [
            Asked("to", "À", client.mail_for("billing"), "email", longest=1_000),
            Asked("subject", "Objet", subject, longest=250),
            Asked("body", "Message", body, "textarea", longest=5_000),
        ]
        if await ask(f"Relancer {client.name}", fields, do, yes="Envoyer"):
            self._frame.toasts.show("Message dans la boîte d’envoi")

    async def _of(self, client_id: int) -> tuple[Client, list[Owed]]:
        return await Client.get(id=client_id), await to_remind(client_id)


async def _is_sure(verb: str, client: Client, invoices: list[Owed]) -> bool:
    """Say which invoices, and at which level, before it counts as done."""

    def details() -> None:
        ui.label(f"{level_of(invoices).label} pour {client.name}").classes("question-text")
        with ui.element("ul").classes("names"):
            for one in invoices:
                with ui.element("li"):
                    due = f", échue le {short_date(one.due_on)}" if one.due_on else ""
                    ui.label(f"{one.number}{due} : {amount(one.due)}")
        noted = ("facture sera notée relancée", "factures seront notées relancées")
        ui.label(plural(len(invoices), *noted)).classes("question-text")

    return await confirm(f"{verb} ?", details=details)
