"""Made-up documents in every kind, stage and status, made through the public verbs."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from models.demo.subjects import REASONS, STAFF, SUBJECTS
from models.documents.document import Document
from models.documents.kind import (
    Kind,
    Move,
    Stage,
    Status,
)
from models.documents.kinds import KINDS, every_stage
from models.french.wording import today
from models.permissions import Staff

State = tuple[str, str, Status]
"""A kind's code, a stage's code and a status."""

DONE_TODAY = {"departed_at", "finished_at"}
"""The stamps of what a planned day was for."""
_GO_ON = 0.72
_RARELY_TAKEN = 0.12


@dataclass(frozen=True)
class Way:
    """How a status is reached: a new document of this kind and stage, then these moves."""

    kind: str
    stage: str
    moves: tuple[str, ...] = ()


def is_beginning(kind: Kind, stage: Stage) -> bool:
    """Whether documents begin in this stage, rather than being made from another one."""
    return stage.code in {"quote", kind.direct_stage.code}


@cache
def ways() -> dict[State, Way]:
    """The shortest way to each status of each stage."""
    found: dict[State, Way] = {
        (kind.code, stage.code, stage.start): Way(kind.code, stage.code)
        for kind, stage in every_stage()
        if is_beginning(kind, stage)
    }
    ahead = deque(found)
    while ahead:
        state = ahead.popleft()
        kind, stage, status = state
        for move in KINDS[kind].stage(stage).moves_from(status):
            way = Way(found[state].kind, found[state].stage, (*found[state].moves, move.code))
            for reached in _reached(state, move):
                if reached not in found:
                    found[reached] = way
                    ahead.append(reached)
    return found


def _reached(state: State, move: Move) -> tuple[State, ...]:
    kind, stage, _ = state
    moved = (kind, stage, move.target)
    return (moved, move.makes) if move.makes else (moved,)


@dataclass
class DeskWork:
    """Draws up documents for the clients numbered from 1 on, the same for the same seed."""

    clients: int
    seed: int
    made: int = 0
    seen: set[State] = field(default_factory=set)
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(f"documents {self.seed}")

    async def draw_up(self, documents: int) -> None:
        """At least this many documents, and as many as show every status of every stage."""
        # The longest ways leave documents behind in many of the statuses that they pass.
        for state, way in sorted(ways().items(), key=lambda item: -len(item[1].moves)):
            if state not in self.seen:
                await self._follow(way)
        begun = [(kind, stage) for kind, stage in every_stage() if is_beginning(kind, stage)]
        while self.made < documents:
            await self._wander(*self._random.choice(begun))

    async def _follow(self, way: Way) -> None:
        document = await self._open(way.kind, way.stage)
        for code in way.moves:
            document = await self._move(document, code)
        self.seen.add(_state(document))

    async def _wander(self, kind: Kind, stage: Stage) -> None:
        document = await self._open(kind.code, stage.code)
        while document.moves and self._random.random() < _GO_ON:
            weights = [_weight(move) for move in document.moves]
            (move,) = self._random.choices(document.moves, weights)
            document = await self._move(document, move.code)
        self.seen.add(_state(document))

    # --- the verbs --------------------------------------------------------------------------

    async def _open(self, kind: str, stage: str) -> Document:
        # Some clients come back more often than others.
        client_id = 1 + int(self._random.random() ** 2 * self.clients)
        document = await Document.open_for(client_id, kind, stage, by=self._staff())
        self.made += 1
        oldest = today() - timedelta(days=30)
        return await self._describe(document, self._random.choice(SUBJECTS[kind]), since=oldest)

    async def _move(self, document: Document, code: str) -> Document:
        reason = self._random.choice(REASONS.get(code, ("",)))
        move = document.stage_spec.move(code)
        if move and move.stamps in DONE_TODAY:
            document = await self._bring_forward(document)
        after = await document.move(code, by=self._staff(), reason=reason)
        if move is None or not move.makes:
            return after
        self.made += 1
        self.seen.add((document.kind, document.stage, move.target))
        if after.is_frozen:
            return after
        return await self._describe(after, after.subject, since=document.dated_on or today())

    async def _bring_forward(self, document: Document) -> Document:
        """What is done now was not planned for later."""
        draft, latest = document.draft(), today().isoformat()
        draft.typed |= {
            name: latest
            for name in ("planned_on", "starts_on")
            if draft.typed.get(name, "") > latest
        }
        return await Document.amend(draft, by=self._staff()) if draft.is_dirty else document

    async def _describe(self, document: Document, subject: str, *, since: date) -> Document:
        draft = document.draft()
        draft.typed["subject"] = subject
        for name, day in self._dates(document, since).items():
            draft.typed[name] = day.isoformat()
        if self._random.random() < 0.3 and not document.client_reference:
            draft.typed["client_reference"] = f"BC-{self._random.randint(1, 9999):04d}"
        return await Document.amend(draft, by=self._staff())

    def _dates(self, document: Document, since: date) -> dict[str, date]:
        """Its date, and those that are not filled yet; some of them are over already."""
        age = self._random.randint(0, (today() - since).days)
        written = today() - timedelta(days=age)
        starts = written + timedelta(days=self._random.randint(1, 25))
        days = {
            "planned_on": starts,
            "starts_on": starts,
            "ends_on": starts + timedelta(days=self._random.randint(0, 20)),
            "due_on": written + timedelta(days=30),
            "valid_until": written + timedelta(days=30),
        }
        applicable = set(document.kind_spec.date_fields)
        if document.stage == "quote":
            applicable.add("valid_until")
        missing = {name for name in applicable if getattr(document, name) is None}
        return {"dated_on": written, **{name: days[name] for name in days if name in missing}}

    def _staff(self) -> Staff:
        return self._random.choice(STAFF)


def _state(document: Document) -> State:
    return document.kind, document.stage, document.status


def _weight(move: Move) -> float:
    return _RARELY_TAKEN if move.is_danger or move.asks_reason else 1.0
