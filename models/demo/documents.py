"""Made-up documents in every kind, stage and status, made through the public verbs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from models.company import Company
from models.demo import till
from models.demo.lines import DOCUMENT_DISCOUNTS, rows_for
from models.demo.subjects import REASONS, STAFF, SUBJECTS
from models.demo.ways import LAPSE, State, Way, is_beginning, possible, ways
from models.documents.document import Document
from models.documents.kind import Status
from models.documents.kinds import every_stage
from models.documents.pricing import rates_on
from models.documents.sheet import Sheet
from models.documents.totals import Vat
from models.french.wording import PARIS, today
from models.permissions import Staff

DONE_TODAY = {"departed_at", "finished_at"}
"""The stamps of what a planned day was for."""
AT_WORK = timedelta(days=730)
"""For how long the desk has been, up to the day before yesterday: long enough to compare years."""
SETTLED = timedelta(days=60)
"""What is older has come to its end, and is paid but for a few."""
RECENT = timedelta(days=40)
"""Less than the term within which everything is due."""
WORTH_A_DISCOUNT = 300
"""Euros without VAT."""
BEGINNINGS = [(kind, stage) for kind, stage in every_stage() if is_beginning(kind, stage)]
_GO_ON = 0.9
_NO_MORE = 0.25
_OLD = 0.05


@dataclass
class DeskWork:
    """Draws up documents for the clients numbered from 1 on, the same for the same seed."""

    clients: int
    seed: int
    made: int = 0
    wanted: int = 1
    stand: dict[int, State] = field(default_factory=dict)
    """Where each document has come, by its id."""
    _random: Random = field(init=False)
    _rates: Mapping[str, Vat] = field(default_factory=dict)
    _can_issue: bool = False
    _is_late: bool = False
    """Whether what is drawn up now is of these weeks, however much there is of it."""

    def __post_init__(self) -> None:
        self._random = Random(f"documents {self.seed}")

    async def draw_up(self, documents: int) -> None:
        """At least this many documents, and as many as show every status of every stage."""
        self.wanted, self._rates = documents, await rates_on(today())
        self._can_issue = not await (await Company.current()).missing()
        while self.made + 2 * len(self._unseen()) < documents:
            await self._wander()
        await self._settle_old()
        self._is_late = True
        for state, way in self._unseen().items():
            if state not in self.stand.values():
                await self._follow(way)
        while self.made < documents:
            await self._wander()

    def _unseen(self) -> dict[State, Way]:
        """The statuses in which nothing stands yet; the longest ways pass many of the others."""
        seen = {*self.stand.values()}
        by_length = sorted(ways().items(), key=lambda item: -len(item[1].verbs))
        return {
            state: way
            for state, way in by_length
            if state not in seen and (self._can_issue or "issue" not in way.verbs)
        }

    async def _follow(self, way: Way) -> None:
        document = await self._open(way.kind, way.stage)
        for verb in way.verbs:
            document = await self._do(document, verb)

    async def _wander(self) -> None:
        kind, stage = self._random.choice(BEGINNINGS)
        document = await self._open(kind.code, stage.code)
        is_old = self._now().date() < today() - SETTLED
        while is_old or self._random.random() < _GO_ON:
            weights = dict(possible(document, can_issue=self._can_issue))
            if is_old:
                weights.pop(LAPSE, None)
            enough = _OLD if is_old and not document.due else _NO_MORE
            (verb,) = self._random.choices(["", *weights], [enough, *weights.values()])
            if not verb:
                break
            document = await self._do(document, verb)

    async def _settle_old(self) -> None:
        """Receive what has been due for long, but for a few who do not pay."""
        yesterday = today() - timedelta(days=1)
        owed = Document.filter(stage="invoice", status=Status.ISSUED, due__gt=0)
        for invoice in await owed.filter(due_on__lt=yesterday).order_by("id"):
            if self._random.random() < 0.5:
                by = self._staff()
                self._saw(await till.take_money(invoice, self._random, is_all=True, by=by))

    # --- the verbs --------------------------------------------------------------------------

    async def _open(self, kind: str, stage: str) -> Document:
        # Some clients come back more often than others.
        client_id = 1 + int(self._random.random() ** 2 * self.clients)
        document = await Document.open_for(client_id, kind, stage, by=self._staff())
        document = await self._describe(document, self._random.choice(SUBJECTS[kind]))
        sheet = Sheet.of((), self._rates)
        for row in rows_for(kind, self._random):
            sheet.add(str(UUID(int=self._random.getrandbits(128), version=4)), row)
        document = await document.save_lines(sheet.edits, rates=self._rates, by=self._staff())
        self.made += 1
        return self._saw(await self._take_off(document))

    async def _take_off(self, document: Document) -> Document:
        """Give a discount now and then, on what is worth it."""
        draft = document.draft()
        draft.typed["discount"] = self._random.choice(DOCUMENT_DISCOUNTS)
        if document.ht < WORTH_A_DISCOUNT or not draft.is_dirty:
            return document
        return await Document.amend(draft, by=self._staff())

    async def _do(self, document: Document, verb: str) -> Document:
        """What comes of it: a document that it makes, or this one."""
        by, random = self._staff(), self._random
        match verb:
            case "bill":
                made = await document.bill(by=by)
            case "bill_half" | "bill_ahead":
                return await self._in_part(document, verb)
            case "credit" | "credit_line":
                made = await till.credit(document, random, is_all=verb == "credit", by=by)
            case "issue":
                made = await till.issue(document, self._now(), by=by)
            case "receive" | "receive_part":
                made = await till.take_money(document, random, is_all=verb == "receive", by=by)
            case "lapse":
                made = await till.lapse(document)
            case _:
                made = await self._move(document, verb)
        if made.id != document.id:
            self.made += 1
            self._saw(await Document.get(id=document.id))
            made = await self._describe(made, made.subject)
        elif made.is_credit_note and made.parent_id:
            self._saw(await Document.get(id=made.parent_id))
        return self._saw(made)

    async def _in_part(self, order: Document, verb: str) -> Document:
        """The order itself, after a first invoice of a part of it was issued and perhaps paid."""
        by, random = self._staff(), self._random
        if await Document.exists(parent_id=order.id):
            return order
        invoice = (
            await till.bill_half(order, by=by)
            if verb == "bill_half"
            else await till.bill_ahead(order, random, by=by)
        )
        invoice = await self._do(invoice, "issue")
        if invoice.due and random.random() < 0.7:
            await self._do(invoice, "receive")
        self.made += 1
        return self._saw(await Document.get(id=order.id))

    async def _move(self, document: Document, code: str) -> Document:
        move = document.stage_spec.move(code)
        if move and move.stamps in DONE_TODAY:
            document = await self._bring_forward(document)
        reason = self._random.choice(REASONS.get(code, ("",)))
        return await document.move(code, by=self._staff(), reason=reason)

    async def _bring_forward(self, document: Document) -> Document:
        """What is done now was not planned for later, and what goes out now is back later."""
        draft, now = document.draft(), datetime.combine(today(), time(8))
        late = (now + timedelta(days=self._random.randint(1, 9))).isoformat()[:16]
        for name, length in (("planned_on", 10), ("starts_at", 16)):
            draft.typed[name] = min(draft.typed[name], now.isoformat()[:length])
        if document.kind == "rental" and draft.typed["ends_at"] < late:
            draft.typed["ends_at"] = late
        return await Document.amend(draft, by=self._staff()) if draft.is_dirty else document

    async def _describe(self, document: Document, subject: str) -> Document:
        draft = document.draft()
        draft.typed["subject"] = subject
        draft.typed |= self._dates(document)
        if self._random.random() < 0.3 and not document.client_reference:
            draft.typed["client_reference"] = f"BC-{self._random.randint(1, 9999):04d}"
        return await Document.amend(draft, by=self._staff())

    def _dates(self, document: Document) -> dict[str, str]:
        """Its date, and those that are not filled yet."""
        day = self._now().date()
        starts = day + timedelta(days=self._random.randint(1, 25))
        ends = starts + timedelta(days=self._random.randint(0, 20))
        filled = {
            "planned_on": starts.isoformat(),
            "starts_at": f"{starts}T08:00",
            "ends_at": f"{ends}T18:00",
            "due_on": (today() + timedelta(days=30)).isoformat(),
            "valid_until": (today() + timedelta(days=30)).isoformat(),
        }
        applicable = set(document.kind_spec.date_fields)
        if document.stage == "quote":
            applicable.add("valid_until")
        missing = {name for name in applicable if getattr(document, name) is None}
        return {"dated_on": day.isoformat(), **{name: filled[name] for name in sorted(missing)}}

    # --- where it stands --------------------------------------------------------------------

    def _now(self) -> datetime:
        """The day on which the desk has come so far."""
        done = max(self.made / self.wanted, 1 - RECENT / AT_WORK if self._is_late else 0)
        done = min(done, 1)
        day: date = today() - timedelta(days=2) - AT_WORK * (1 - done)
        return datetime.combine(day, time(10), PARIS)

    def _saw(self, document: Document) -> Document:
        self.stand[document.id] = (document.kind, document.stage, document.standing)
        return document

    def _staff(self) -> Staff:
        return self._random.choice(STAFF)
