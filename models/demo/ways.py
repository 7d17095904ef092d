"""By which verbs a made-up document comes to each status of each stage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from models.documents.kind import Kind, Stage, Status
from models.documents.kinds import KINDS, every_stage

State = tuple[str, str, Status]
"""A kind's code, a stage's code and where a document of it stands."""
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
