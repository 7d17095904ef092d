"""What a kind of document is made of: stages, steps, moves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Every status of every kind; the words on screen are those of a stage's step."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    TRANSFORMED = "transformed"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    TO_PLAN = "to_plan"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BILLED = "billed"
    CLOSED_UNBILLED = "closed_unbilled"
    RESERVED = "reserved"
    OUT = "out"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    PREPARED = "prepared"
    DELIVERED = "delivered"
    ISSUED = "issued"
    PARTLY_PAID = "partly_paid"
    LATE = "late"
    PAID = "paid"
    WRITTEN_OFF = "written_off"


class Need(StrEnum):
    """What a document must hold, or its client allow, before a move makes sense."""

    CLIENT = "client"
    LINES = "lines"
    PERIOD = "period"
    DUE = "due"


@dataclass(frozen=True)
class Step:
    """A status that a stage passes through, in its own words.

    One that is `derived_from` another is never stored: time or money makes the other one it.
    """

    status: Status
    label: str
    is_open: bool = True
    derived_from: Status | None = None


@dataclass(frozen=True)
class Move:
    """A legal change of status, and the document that it makes, if any.

    One `by_itself` is nobody's to ask for: a verb makes it along with something else.
    """

    code: str
    label: str
    sources: frozenset[Status]
    target: Status
    asks_reason: bool = False
    makes: tuple[str, str, Status] | None = None
    stamps: str | None = None
    is_danger: bool = False
    needs: frozenset[Need] = frozenset()
    by_itself: bool = False


@dataclass(frozen=True)
class Stage:
    """What a document of a kind is at the moment: a quote, then an order …"""

    code: str
    label: str
    title: str
    steps: tuple[Step, ...]
    moves: tuple[Move, ...]
    is_contract: bool = False
    """Whether the firm owes something by it: none begins for a client who is blocked."""

    @property
    def start(self) -> Status:
        return self.steps[0].status

    @property
    def stored(self) -> tuple[Step, ...]:
        """The steps that somebody has decided on."""
        return tuple(step for step in self.steps if step.derived_from is None)

    def titled(self, record_id: int, number: str | None) -> str:
        """What a document is called in links and on its page."""
        return f"{self.title} n°\u00a0{number}" if number else f"{self.title} réf.\u00a0{record_id}"

    def briefly_titled(self, record_id: int, number: str | None) -> str:
        """« Devis DL-2026-00001 », where a list says already what it is about."""
        return f"{self.label} {number}" if number else f"{self.label} réf.\u00a0{record_id}"

    def step(self, status: Status) -> Step:
        return next(step for step in self.steps if step.status == status)

    def move(self, code: str) -> Move | None:
        return next((move for move in self.moves if move.code == code), None)

    def moves_from(self, status: Status) -> tuple[Move, ...]:
        """The moves that somebody can ask for."""
        return tuple(move for move in self.moves if status in move.sources and not move.by_itself)


@dataclass(frozen=True)
class Kind:
    """One of the four kinds of document."""

    code: str
    label: str
    plural: str
    with_article: str
    path: str
    stages: tuple[Stage, ...]
    date_fields: tuple[str, ...]

    def stage(self, code: str) -> Stage:
        return next(stage for stage in self.stages if stage.code == code)

    @property
    def direct_stage(self) -> Stage:
        """The stage in which a document begins when no quote is asked for."""
        return next(stage for stage in self.stages if stage.code != "quote")

    @property
    def first_stages(self) -> tuple[Stage, ...]:
        """The stages in which a document can be created for a client, the usual one first."""
        quotes = tuple(stage for stage in self.stages if stage.code == "quote")
        return (self.direct_stage, *quotes)

    @property
    def statuses(self) -> dict[Status, str]:
        """Each status of this kind once, in the words of its direct stage if it has it."""
        words = {step.status: step.label for stage in self.stages for step in stage.steps}
        return words | {step.status: step.label for step in self.direct_stage.steps}
