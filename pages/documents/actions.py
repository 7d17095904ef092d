"""What can be done to a document, as it stands and by who looks at it: declared once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.documents import Document, Move, Need, Status
from models.permissions import Permission, Staff


@dataclass(frozen=True)
class Step:
    """A button; `is_ahead` where it leads on, so that the first of these is the loud one."""

    code: str
    label: str
    icon: str = ""
    is_ahead: bool = False
    is_danger: bool = False
    move: Move | None = None


@dataclass(frozen=True)
class Offer:
    """A step that is no move of the table: when it is offered, and to whom."""

    step: Step
    permission: Permission
    holds: Callable[[Document], bool]


def _is_draft_invoice(document: Document) -> bool:
    return document.issue_refusal is None


def _is_billable(document: Document) -> bool:
    return document.billing_refusal is None


def _is_done(document: Document) -> bool:
    move = document.stage_spec.move("bill")
    return _is_billable(document) and move is not None and document.status in move.sources


AHEAD = (
    Offer(Step("issue", "Émettre", is_ahead=True), Permission.ISSUE, _is_draft_invoice),
    Offer(
        Step("receive_and_issue", "Encaisser et émettre", is_ahead=True),
        Permission.RECEIVE,
        lambda one: _is_draft_invoice(one) and not one.is_credit_note,
    ),
    Offer(
        Step("receive", "Encaisser", is_ahead=True),
        Permission.RECEIVE,
        lambda one: one.payment_refusal is None and not one.is_credit_note,
    ),
    Offer(
        Step("refund", "Rembourser", is_ahead=True),
        Permission.RECEIVE,
        lambda one: one.payment_refusal is None and one.is_credit_note,
    ),
    Offer(Step("bill", "Facturer", is_ahead=True), Permission.DOCUMENTS, _is_done),
)
"""What leads on and comes before the moves of the table."""

BESIDE = (
    Offer(
        Step("set_off", "Imputer sur une facture"),
        Permission.RECEIVE,
        lambda one: one.payment_refusal is None and one.is_credit_note,
    ),
    Offer(
        Step("bill", "Facturer"),
        Permission.DOCUMENTS,
        lambda one: _is_billable(one) and not _is_done(one),
    ),
    Offer(Step("down_payment", "Acompte"), Permission.DOCUMENTS, _is_billable),
    Offer(Step("credit", "Avoir"), Permission.DOCUMENTS, lambda one: one.credit_refusal is None),
    Offer(
        Step("refresh_prices", "Actualiser les prix"),
        Permission.DOCUMENTS,
        lambda one: one.refresh_refusal is None,
    ),
    Offer(Step("preview", "Aperçu", "preview"), Permission.PRICES, lambda _: True),
    Offer(Step("download", "Télécharger le PDF", "export"), Permission.PRICES, lambda _: True),
    Offer(Step("mail", "Envoyer", "mail"), Permission.DOCUMENTS, lambda one: not _is_nothing(one)),
    Offer(Step("duplicate", "Dupliquer", "copy"), Permission.DOCUMENTS, lambda one: _repeats(one)),
    Offer(Step("edit", "Modifier", "edit"), Permission.DOCUMENTS, lambda one: not one.edit_refusal),
    Offer(
        Step("discard", "Supprimer le brouillon", is_danger=True),
        Permission.DOCUMENTS,
        lambda one: not one.discard_refusal,
    ),
)
"""What can be done beside."""


def _is_nothing(document: Document) -> bool:
    """Whether there is nothing to send yet: an invoice goes out once it is issued."""
    return document.kind == "invoice" and document.status == Status.DRAFT


def _repeats(document: Document) -> bool:
    return not document.is_credit_note


def steps_of(document: Document, by: Staff) -> Iterator[Step]:
    """The steps that this person can take now, in the order of the page."""
    legal = document.moves if by.may(Permission.DOCUMENTS) else ()
    moves = [move for move in legal if document.due or Need.DUE not in move.needs]
    yield from _offered(AHEAD, document, by)
    yield from (_moving(move) for move in moves if not move.is_danger)
    yield from _offered(BESIDE, document, by)
    yield from (_moving(move) for move in moves if move.is_danger)


def _moving(move: Move) -> Step:
    is_ahead = not move.is_danger and not move.asks_reason
    return Step(move.code, move.label, is_ahead=is_ahead, is_danger=move.is_danger, move=move)


def _offered(offers: tuple[Offer, ...], document: Document, by: Staff) -> Iterator[Step]:
    for offer in offers:
        if by.may(offer.permission) and offer.holds(document):
            yield offer.step
