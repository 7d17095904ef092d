"""By which verbs a made-up document comes to each status of each stage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.documents.document import Document
from models.documents.kind import Kind, Move, Stage, Status
from models.documents.kinds import KINDS, every_stage

State = tuple[str, str, Status]
"""A kind's code, a stage's code and where a document of it stands."""
_RARELY_TAKEN = 0.12
LAPSE = "lapse"
"""The time until which something holds goes by."""
_INVOICES = {
    ("invoice", Status.DRAFT): "",
    ("invoice", Status.ISSUED): "issue",
    ("invoice", Status.PARTLY_PAID): "issue receive_part",
    ("invoice", Status.LATE): f"issue {LAPSE}",
    ("invoice", Status.PAID): "issue receive",
    ("invoice", Status.CANCELLED): "issue credit issue",
    ("invoice", Status.WRITTEN_OFF): "issue write_off",
    ("credit_note", Status.DRAFT): "issue credit",
    ("credit_note", Status.ISSUED): "issue receive credit issue",
    ("credit_note", Status.PAID): "issue credit issue",
}


@dataclass(frozen=True)
class Way:
    """How a status is reached: a new document of this kind and stage, then these verbs."""

    kind: str
    stage: str
    verbs: tuple[str, ...] = ()


def is_beginning(kind: Kind, stage: Stage) -> bool:
    """Whether documents begin in this stage, rather than being made from another one."""
    return stage.code in {"quote", kind.direct_stage.code}


@cache
def ways() -> dict[State, Way]:
    """The shortest way to each status of each stage."""
    found: dict[State, Way] = {
        (kind.code, stage.code, stage.start): Way(kind.code, stage.code)
        for kind, stage in every_stage()
        if is_beginning(kind, stage) and kind.code != "invoice"
    }
    ahead = deque(found)
    while ahead:
        state = ahead.popleft()
        way = found[state]
        for verb, reached in _further(*state):
            if reached not in found:
                found[reached] = Way(way.kind, way.stage, (*way.verbs, verb))
                ahead.append(reached)
    invoices = {
        ("invoice", stage, status): Way("invoice", "invoice", tuple(verbs.split()))
        for (stage, status), verbs in _INVOICES.items()
    }
    return found | invoices


def _further(kind: str, stage: str, status: Status) -> Iterator[tuple[str, State]]:
    """What comes of a document that stands there, and by which verb."""
    spec = KINDS[kind].stage(stage)
    for move in spec.moves:
        if status in move.sources:
            yield move.code, (kind, stage, move.target)
            if move.makes:
                yield move.code, move.makes
    for step in spec.steps:
        if step.derived_from == status:
            yield LAPSE, (kind, stage, step.status)


def possible(document: Document, *, can_issue: bool) -> Iterator[tuple[str, float]]:
    """What may be done with it next, and how often that is what comes."""
    for move in document.moves:
        if move.code != "write_off" or document.due:
            yield move.code, _weight(move)
    if document.standing == Status.SENT:
        yield LAPSE, 0.2
    if document.credit_refusal is None and not document.credited:
        yield from (("credit", 0.01), ("credit_line", 0.0 if document.parent_id else 0.01))
    if can_issue and document.issue_refusal is None:
        yield "issue", 3
    if document.payment_refusal is None and document.status == Status.ISSUED:
        yield from (("receive", 2), ("receive_part", 0.0 if document.paid else 0.8))
        yield LAPSE, 0.0 if document.is_credit_note else 1.0
    if can_issue and document.billing_refusal is None:
        is_done = bool({"close_unbilled"} & {move.code for move in document.moves})
        yield from (("bill", 3), ("bill_half", 0.5)) if is_done else (("bill_ahead", 0.1),)


def _weight(move: Move) -> float:
    return _RARELY_TAKEN if move.is_danger or move.asks_reason else 1.0
