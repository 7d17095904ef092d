"""Where other programs are told of what happens, and what became of each event."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from components.action import Action, Menu
from components.dialogs import Asked, ask, confirm, show_once
from components.form import Editor, Several
from components.frame import Frame
from components.looks import button, status_chip
from components.tab import current_staff
from models.french import moment, quoted
from models.mail import SendingState
from models.records import Draft
from models.webhooks import EVENT_WORDS, Delivery, Webhook
from pages.settings.firm import nothing_more
from pages.settings.section import Section

STATES = {
    SendingState.WAITING: ("En attente", "waiting"),
    SendingState.SENT: ("Envoyé", "done"),
    SendingState.FAILED: ("Abandonné", "closed"),
}
SHOWN = 5
"""Events of each webhook."""
ONCE = "Copiez-le maintenant : il ne sera plus montré. Il prouve à votre programme qui lui écrit."
ADDRESS = Asked("url", "Adresse", hint="https://boutique.example.fr/comptoir", kind="url")


class Webhooks(Section):
    code = "webhooks"
    title = "Webhooks"
    hint = "D’autres programmes sont prévenus aussitôt de ce qui se passe ici."
    topics = frozenset({Webhook.TOPIC, Delivery.TOPIC})

    async def read(self) -> None:
        self._webhooks = await Webhook.all_of_them()
        self._sent = {
            one.id: await Delivery.of_webhook(one.id, limit=SHOWN) for one in self._webhooks
        }

    def tools(self) -> None:
        button("+ Webhook", "quiet", on_click=self._add)

    async def _add(self) -> None:
        chosen = {"events": ""}

        def details() -> None:
            Several(
                "Événements",
                EVENT_WORDS,
                "",
                on_change=lambda event: chosen.update(events=event.value),
            )

        async def make(texts: dict[str, str]) -> Webhook:
            draft = Webhook.blank()
            draft.typed |= {**texts, **chosen}
            return await Webhook.create_from(draft, by=current_staff())

        made = await ask("Nouveau webhook", [ADDRESS], make, yes="Créer", details=details)
        if made is not None:
            await show_once("Le secret du webhook", ONCE, made.secret)

    def fill(self) -> None:
        if not self._webhooks:
            ui.label("Aucun webhook pour l’instant.").classes("settings-none")
            return
        with ui.element("ul").classes("settings-rows"):
            for webhook in self._webhooks:
                self._row(webhook)

    def _row(self, webhook: Webhook) -> None:
        with ui.element("li"):
            with ui.element("div").classes("settings-row"):
                with ui.element("div").classes("grow"):
                    ui.label(webhook.url).classes("settings-row-name")
                    ui.label(", ".join(webhook.event_words)).classes("settings-row-more")
                opener = Menu("Actions", self._actions(), lambda: webhook).opener
                opener.props["aria-label"] = f"Actions pour {webhook.url}"
            if sent := self._sent[webhook.id]:
                with ui.element("ul").classes("settings-rows") as rows:
                    rows.props["aria-label"] = f"Derniers envois à {webhook.url}"
                    for delivery in sent:
                        _delivery(delivery)

    def _actions(self) -> tuple[Action[Webhook], ...]:
        return (
            Action("Modifier", "edit", run=self.edit),
            Action("Nouveau secret", "key", run=self._renew),
            Action("Supprimer", "delete", run=self._forget, is_danger=True),
        )

    async def _renew(self, webhook: Webhook) -> None:
        about = "L’ancien secret ne vaudra plus rien."
        if await confirm(
            f"Donner un nouveau secret à {quoted(webhook.url)} ?",
            details=lambda: ui.label(about).classes("question-text"),
        ):
            secret = await webhook.renew_secret(by=current_staff())
            await show_once("Le secret du webhook", ONCE, secret)

    async def _forget(self, webhook: Webhook) -> None:
        if await confirm(f"Supprimer le webhook {quoted(webhook.url)} ?", danger=True):
            await webhook.forget(by=current_staff())


def _delivery(delivery: Delivery) -> None:
    label, tone = STATES[delivery.state]
    with ui.element("li").classes("settings-row"):
        with ui.element("div").classes("grow"):
            ui.label(EVENT_WORDS.get(delivery.event, delivery.event)).classes("settings-row-name")
            words = (moment(delivery.sent_at or delivery.created_at), delivery.error)
            ui.label(" · ".join(filter(None, words))).classes("settings-row-more")
        status_chip(label, tone)
        if delivery.state != SendingState.WAITING:
            again = button("Renvoyer", "quiet", on_click=partial(_again, delivery))
            again.props["aria-label"] = f"Renvoyer : {delivery.event} {delivery.id}"


async def _again(delivery: Delivery) -> None:
    await delivery.send_again(by=current_staff())


def webhook_editor(_frame: Frame) -> Editor:
    def title(draft: Draft) -> str:
        return f"Modifier {draft.caption}"

    return Editor(model=Webhook, title=title, saved=nothing_more)
