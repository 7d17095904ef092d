"""What a press on a button does: ask what has to be asked, then have the model do it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from functools import partial

from nicegui import ui

from components.dialogs import ask_reason, confirm, dismiss, inform
from components.frame import Frame
from components.tab import anchored, current_staff
from models.clients import Client
from models.documents import Document, Missing, Move
from models.errors import Refused
from models.french import amount, lowered, quoted
from pages.client_alert import client_alert
from pages.documents.actions import Step, steps_of
from pages.documents.asking import (
    REASON,
    ask_down_payment,
    ask_new_prices,
    ask_parts,
    ask_payment,
    ask_set_off,
)
from pages.documents.mailing import mail_document
from pages.documents.preview import show_paper, unprinted

Parts = Mapping[int, Decimal] | None


class Doing:
    """The verbs of one document's page."""

    def __init__(
        self,
        frame: Frame,
        *,
        settled: Callable[[], Awaitable[None]],
        beside: Callable[[Document], Awaitable[None]],
    ) -> None:
        """`settled` waits for what is being typed into the lines; `beside` puts the paper there."""
        self._frame = frame
        self._beside = beside
        self._settled = settled
        self._document: Document | None = None
        self._verbs: dict[str, Callable[[Document], Awaitable[None]]] = {
            "issue": self._issue,
            "receive_and_issue": self._receive_and_issue,
            "receive": self._receive,
            "refund": self._receive,
            "set_off": self._set_off,
            "bill": self._bill,
            "down_payment": self._down_payment,
            "credit": self._credit,
            "refresh_prices": self._refresh_prices,
            "preview": self._preview,
            "download": self._download,
            "mail": self._mail,
            "duplicate": self._duplicate,
            "edit": self._edit,
            "discard": self._discard,
        }

    def follow(self, document: Document) -> None:
        self._document = document

    async def do(self, step: Step) -> None:
        """Take a step of the document as it is now."""
        await self._settled()
        document = self._document
        assert document is not None
        if step.move:
            await self._make_move(document, step.move)
        else:
            await self._verbs[step.code](document)

    async def go_on(self) -> None:
        """Take the step of the loud button, if there is one."""
        await self._take_first(lambda step: step.is_ahead)

    async def edit(self) -> None:
        await self._take_first(lambda step: step.code == "edit")

    async def _take_first(self, wanted: Callable[[Step], bool]) -> None:
        assert self._document is not None
        offered = steps_of(self._document, current_staff())
        step = next(filter(wanted, offered), None)
        if step is not None:
            await self.do(step)

    async def back_from(self) -> None:
        assert self._document is not None
        self._frame.go(self._frame.list_before.address or self._document.kind_spec.path)

    async def _make_move(self, document: Document, move: Move) -> None:
        question, about = f"{move.label} ?", document.title
        reason: str | None = ""
        if move.asks_reason:
            reason = await ask_reason(question, about, danger=move.is_danger)
        elif not await _is_sure(question, about, danger=move.is_danger, client=document.client):
            reason = None
        if reason is None:
            return
        made = await document.move(move.code, by=current_staff(), reason=reason)
        if made.id != document.id:
            self._frame.go(made.path)

    async def _preview(self, document: Document) -> None:
        if await show_paper(document):
            await self._beside(document)

    # --- invoices ---------------------------------------------------------------------------

    async def _issue(self, document: Document) -> None:
        if not await self._lacks_nothing(document):
            return
        about = (
            f"{amount(document.ttc)} TTC pour {document.client_name}.",
            "Le numéro est donné, et plus rien ne se modifie ensuite.",
            await unprinted(document),
        )
        if await _is_sure(f"Émettre : {document.title} ?", *filter(None, about)):
            await document.issue(by=current_staff())

    async def _lacks_nothing(self, document: Document) -> bool:
        """Whether it can be issued; else say what is missing, each with a link to its field."""
        missing = await document.missing()
        if not missing:
            return True

        def details() -> None:
            with ui.element("ul").classes("missing"):
                for one in missing:
                    with ui.element("li"):
                        self._way_to(one, document)

        await inform("Avant d’émettre, il manque :", details=details)
        return False

    def _way_to(self, missing: Missing, document: Document) -> None:
        """To the form of the firm; that of the client opens here."""
        if not missing.path:
            ui.label(missing.text)
            return
        link = ui.link(missing.text, missing.path)
        if missing.field and current_staff().may(Client.EDITING):
            fill_in = anchored(partial(self._fill_in, missing.field, document))
            link.on("click.stop.prevent", fill_in, args=[])

    async def _fill_in(self, field: str, document: Document) -> None:
        dismiss()
        client = await Client.get(id=document.client_id)
        await self._frame.drawer.edit(client.draft(), focus=field)

    async def _receive(self, document: Document) -> None:
        payment = await ask_payment(document)
        if payment:
            self._frame.toasts.show("Règlement enregistré")

    async def _set_off(self, document: Document) -> None:
        if await ask_set_off(document):
            self._frame.toasts.show("Avoir imputé")

    async def _receive_and_issue(self, document: Document) -> None:
        if await self._lacks_nothing(document):
            await ask_payment(document, issues=True, warning=await unprinted(document))

    # --- what is made of it -----------------------------------------------------------------

    async def _bill(self, document: Document) -> None:
        async def do(parts: Parts, _texts: dict[str, str]) -> Document:
            return await document.bill(parts, by=current_staff())

        left = await document.left()
        self._open(await ask_parts(f"Facturer : {document.title}", left, do, yes="Facturer"))

    async def _credit(self, document: Document) -> None:
        async def do(parts: Parts, texts: dict[str, str]) -> Document:
            return await document.credit(parts, by=current_staff(), reason=texts["reason"])

        left, title = await document.left(), f"Avoir : {document.title}"
        self._open(await ask_parts(title, left, do, yes="Créer l’avoir", more=[REASON]))

    async def _down_payment(self, document: Document) -> None:
        self._open(await ask_down_payment(document))

    async def _duplicate(self, document: Document) -> None:
        self._open(await document.duplicate(by=current_staff()))

    async def _refresh_prices(self, document: Document) -> None:
        if await ask_new_prices(document):
            self._frame.toasts.show("Prix actualisés")

    def _open(self, made: Document | None) -> None:
        if made is not None:
            self._frame.go(made.path)

    async def _mail(self, document: Document) -> None:
        await mail_document(self._frame, document)

    async def _download(self, document: Document) -> None:
        ui.navigate.to(f"{document.path}/pdf?telecharger=1")

    # --- the rest ---------------------------------------------------------------------------

    async def _edit(self, document: Document) -> None:
        await self._frame.drawer.edit(document.draft())

    async def _discard(self, document: Document) -> None:
        if await confirm("Supprimer ce brouillon ?", danger=True):
            await document.discard(by=current_staff())
            await self.back_from()


async def _is_sure(
    question: str, *about: str, danger: bool = False, client: Client | None = None
) -> bool:
    """Ask, with what there is to know of the client in sight."""

    def details() -> None:
        if client is not None:
            client_alert(client)
        for sentence in about:
            ui.label(sentence).classes("question-text")

    return await confirm(question, details=details, danger=danger)


async def take_step(frame: Frame, document_id: int, code: str) -> None:
    """Take a step of a document from another screen; raises Refused where it is too late for it."""
    document = await Document.get(id=document_id).prefetch_related("client")
    step = next((one for one in steps_of(document, current_staff()) if one.code == code), None)
    if step is None:
        raise Refused(f"{document.title} : ce document est déjà {quoted(document.status_label)}.")
    doing = Doing(frame, settled=_no_lines, beside=_no_lines)
    doing.follow(document)
    await doing.do(step)
    now = await Document.get(id=document_id)
    if step.move and now.status != document.status:
        frame.toasts.show(f"{now.title} : {lowered(now.status_label)}")


async def _no_lines(*_: object) -> None:
    """No lines are open there."""
