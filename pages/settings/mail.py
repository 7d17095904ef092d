"""The mail server, and what waits to be sent."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.dialogs import ask_text
from components.form import Editor
from components.frame import Frame
from components.looks import button, status_chip
from components.tab import current_staff
from models.french import moment, plural
from models.mail import MailServer, OutgoingMail, SendingState, send_trial
from models.records import Draft
from pages.settings.firm import nothing_more
from pages.settings.section import Section, edit_button, fact

STATES = {
    SendingState.WAITING: ("En attente", "waiting"),
    SendingState.FAILED: ("Non envoyé", "closed"),
}


class Mail(Section):
    code = "courrier"
    title = "Courrier électronique"
    hint = "Le serveur par lequel partent devis et factures, au nom de l’entreprise."
    topics = frozenset({MailServer.TOPIC, OutgoingMail.TOPIC})

    async def read(self) -> None:
        self._server = await MailServer.current()
        self._unsent = await OutgoingMail.unsent()

    def tools(self) -> None:
        edit_button(self.title, self._change)

    def fill(self) -> None:
        server = self._server
        with ui.element("div").classes("settings-facts"):
            typed = server.typed()
            for field in MailServer.FIELDS:
                fact(MailServer.label_of(field.name), field.worded(typed[field.name]))
            kept = "enregistré" if server.has_password else ""
            fact(MailServer.label_of("password"), kept if server.user else "sans objet")
        with ui.element("div").classes("settings-tools"):
            if server.user:
                button("Mot de passe…", "quiet", icon="key", on_click=self._ask_password)
            button(
                "Envoyer un message d’essai",
                "quiet",
                icon="mail",
                on_click=self._try_out,
                refusal=server.refusal,
            )
        if self._unsent:
            self._outbox()

    def _outbox(self) -> None:
        count = plural(len(self._unsent), "message pas encore parti", "messages pas encore partis")
        ui.label(count).classes("settings-name").props("role=heading aria-level=3")
        with ui.element("ul").classes("settings-rows"):
            for mail in self._unsent:
                self._row(mail)

    def _row(self, mail: OutgoingMail) -> None:
        label, tone = STATES[mail.state]
        with ui.element("li").classes("settings-row"):
            with ui.element("div").classes("grow"):
                ui.label(mail.subject).classes("settings-row-name")
                words = (mail.recipients, moment(mail.created_at), mail.error)
                ui.label(" · ".join(word for word in words if word)).classes("settings-row-more")
            status_chip(label, tone)
            again = button("Réessayer", "quiet", on_click=partial(self._again, mail))
            again.props["aria-label"] = f"Réessayer : {mail.subject}"
            if mail.state == SendingState.WAITING:
                stop = button("Abandonner", "danger-quiet", on_click=partial(self._stop, mail))
                stop.props["aria-label"] = f"Abandonner : {mail.subject}"

    # --- verbs ------------------------------------------------------------------------------

    async def _change(self) -> None:
        await self.edit(await MailServer.current())

    async def _again(self, mail: OutgoingMail) -> None:
        await mail.try_again(by=current_staff())

    async def _stop(self, mail: OutgoingMail) -> None:
        await mail.give_up(by=current_staff())

    async def _ask_password(self) -> None:
        password = await ask_text(
            "Mot de passe du serveur de courrier",
            "Mot de passe du serveur",
            "Enregistrer",
            about="Il n’est montré nulle part. Laissez vide pour l’oublier.",
            kind="password",
        )
        if password is not None:
            await MailServer.set_password(password, by=current_staff())
            self.frame.toasts.show("Enregistré")

    async def _try_out(self) -> None:
        address = await ask_text(
            "À quelle adresse envoyer l’essai ?",
            "Adresse",
            "Envoyer",
            value=self._server.sender,
            kind="email",
        )
        if address is not None:
            self.frame.toasts.show("Envoi de l’essai…")
            await send_trial(address, by=current_staff())
            self.frame.toasts.show("Message d’essai envoyé")


def mail_editor(_frame: Frame) -> Editor:
    def title(_draft: Draft) -> str:
        return Mail.title

    return Editor(model=MailServer, title=title, saved=nothing_more)
