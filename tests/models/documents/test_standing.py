"""Where a document stands is told by Python on a record and by SQL over all of them: the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from models.database.connection import select
from models.documents import Document, Status
from models.documents.kinds import KINDS, OPEN, every_stage
from models.documents.standing import keeps_its_client, standing, stands
from models.french.wording import PARIS
from tests.factories import make_client, make_document_in, money, steps

pytestmark = pytest.mark.usefixtures("database")

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
AROUND_MIDNIGHT = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)
"""The 30th has begun in France."""
DAYS = (None, date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30))
ENDS = (None, NOON - timedelta(seconds=1), NOON + timedelta(seconds=1))
AMOUNTS = (
    money(0, 0, 0),
    money(120, 0, 120),
    money(120, 0, 100),
    money(120, 20, 100),
    money(120, 20, 50),
    money(120, 120, 0),
    money(120, 100, 0),
    money(120, 0, 0),
)
"""The total, what is credited, what is due."""


def every_document(client_id: int) -> list[Document]:
    """A document in every state that its columns can be in, as far as they decide."""
    made = []
    for kind, stage in every_stage():
        for step in stage.stored:
            days = DAYS if step.status in {Status.SENT, Status.ISSUED} else DAYS[:1]
            ends = ENDS if step.status == Status.OUT else ENDS[:1]
            amounts = AMOUNTS if kind.code == "invoice" else AMOUNTS[:2]
            backs = (False, True) if stage.code == "invoice" else (False,)
            for day, end, (ttc, credited, due), is_back in product(days, ends, amounts, backs):
                made.append(
                    Document(
                        kind=kind.code,
                        stage=stage.code,
                        status=step.status,
                        client_id=client_id,
                        valid_until=day,
                        due_on=day,
                        ends_at=end,
                        ttc=ttc,
                        credited=credited,
                        due=due,
                        is_taken_back=is_back,
                    )
                )
    return made


async def ids_of(condition: str) -> list[int]:
    """The documents for which this holds in SQL."""
    rows = await select(f"SELECT t.id AS id FROM document t WHERE {condition}", ())
    return [row["id"] for row in rows]


async def test_sql_and_python_agree_on_where_every_document_stands() -> None:
    await Document.bulk_create(every_document((await make_client()).id))
    documents = await Document.all()
    assert len(documents) > 150
    for now in (NOON, AROUND_MIDNIGHT):
        told = {document.id: standing(document, now) for document in documents}
        found = [(one, status) for status in Status for one in await ids_of(stands(status, now))]
        assert dict(found) == told
        assert len(found) == len(documents), "nobody stands in two places"


async def test_every_document_stands_in_a_step_of_its_stage() -> None:
    for document in every_document(1):
        stage = KINDS[document.kind].stage(document.stage)
        for now in (NOON, AROUND_MIDNIGHT):
            assert standing(document, now) in {step.status for step in stage.steps}


async def test_what_keeps_a_client_is_what_is_open(subtests: pytest.Subtests) -> None:
    now = datetime.now(UTC)
    for kind, stage, status in steps():
        with subtests.test(kind=kind, stage=stage, status=status):
            document = await make_document_in(await make_client(), kind, stage, status)
            others = Document.exclude(id=document.id)
            await others.update(is_open=False)
            assert bool(await ids_of(keeps_its_client(now))) == (status in OPEN)


def test_a_day_begins_when_it_does_in_france() -> None:
    quote = Document(kind="sale", stage="quote", status=Status.SENT, valid_until=date(2026, 11, 29))
    assert AROUND_MIDNIGHT.astimezone(PARIS).date() == date(2026, 11, 30)
    assert standing(quote, NOON) == Status.SENT
    assert standing(quote, AROUND_MIDNIGHT) == Status.EXPIRED
