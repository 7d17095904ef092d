"""Each figure of the day is what its list counts and adds up, and what one counts by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

import pytest

from models.documents import KINDS, Document, Status, receive
from models.documents.kinds import every_stage
from models.documents.quick import this_minute
from models.figures import TILES, figures
from models.french import today
from models.french.wording import PARIS, local_day
from models.lists import Query
from models.permissions import Role, Staff
from models.todos import ToDo
from tests.factories import ANYBODY, make_account, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")

READER = Staff("Léa", Role.READER)
STATES = [
    (kind.code, stage.code, step.status)
    for kind, stage in every_stage()
    for step in stage.steps
    if step.derived_from is None
]
OFTEN = [one for one in STATES if one[2] in {"reserved", "out", "planned", "sent", "issued"}] * 4
NOW = datetime.now(UTC)


async def put_random(count: int = 400) -> list[Document]:
    """Documents that stand anywhere, dated around today."""
    random, client = Random("a day"), await make_client()
    for serial in range(count):
        kind, stage, status = random.choice(STATES + OFTEN)
        ttc = Decimal(random.randint(0, 90_000)) / 100
        starts = _near(random)
        document = Document(
            kind=kind,
            stage=stage,
            status=status,
            number=f"N-{serial}",
            client_id=client.id,
            client_name=client.name,
            starts_at=starts,
            ends_at=starts + timedelta(days=random.choice((0, 1, 3))),
            planned_on=today() + timedelta(days=random.randint(-3, 3)),
            due_on=random.choice((None, today() + timedelta(days=random.randint(-40, 40)))),
            valid_until=random.choice((None, today() + timedelta(days=random.randint(-4, 9)))),
            ttc=ttc,
            paid=random.choice((Decimal(0), ttc, ttc / 2)).quantize(Decimal("0.01")),
            trashed_at=NOW if random.random() < 0.05 else None,
        )
        document.derive()
        await document.save(force_create=True)
    return await Document.all()


def _near(random: Random) -> datetime:
    """A moment of these days, and often one at either end of today."""
    day = today() + timedelta(days=random.randint(-2, 2))
    return datetime.combine(day, random.choice((time(0), time(8), time(23, 59))), PARIS)


def _day(moment: datetime | None) -> date:
    assert moment
    return local_day(moment)


def _has_come(day: date | None) -> bool:
    return day is not None and day <= today()


def _is_out(one: Document) -> bool:
    return bool(one.status == Status.OUT)


BY_HAND: Mapping[str, Callable[[Document], bool]] = {
    "leaving": lambda one: one.status == Status.RESERVED and _day(one.starts_at) <= today(),
    "returning": lambda one: _is_out(one) and _day(one.ends_at) == today(),
    "late": lambda one: _is_out(one) and one.ends_at is not None and one.ends_at < this_minute(),
    "jobs": lambda one: (
        one.status in {Status.PLANNED, Status.IN_PROGRESS} and _has_come(one.planned_on)
    ),
    "quotes": lambda one: one.standing == Status.SENT,
    "to_bill": lambda one: one.status in {Status.DONE, Status.RETURNED, Status.DELIVERED},
    "due": lambda one: one.stage == "invoice" and one.status == Status.ISSUED and one.due > 0,
    "overdue": lambda one: one.kind == "invoice" and one.standing == Status.LATE,
    "drafts": lambda one: one.status == Status.DRAFT,
}


async def test_each_figure_is_what_its_list_and_a_count_by_hand_say() -> None:
    documents = [one for one in await put_random() if not one.is_trashed]
    for figure in await figures(by=ANYBODY):
        tile = figure.tile
        query = tile.asks(ANYBODY)
        assert figure.count == await tile.listing.count(query), tile.code
        assert figure.ids == await tile.listing.ids(query, 0, 5), tile.code
        if tile.code not in BY_HAND:
            continue
        found = [one for one in documents if BY_HAND[tile.code](one)]
        assert figure.count == len(found) > 0, tile.code
        amounts = [one.due if tile.code in {"due", "overdue"} else one.ttc for one in found]
        signs = [-1 if one.stage == "credit_note" else 1 for one in found]
        total = sum((sign * one for sign, one in zip(signs, amounts, strict=True)), Decimal(0))
        assert figure.total in {total, None}, tile.code


async def test_a_tile_leads_to_a_list_that_asks_the_same() -> None:
    for tile in TILES.values():
        query = tile.asks(ANYBODY)
        assert tile.listing.asked(query.texts) == query, tile.code
        assert tile.address(ANYBODY).startswith(f"{tile.path}?quick="), tile.code
    assert {tile.path for tile in TILES.values()} >= {KINDS[kind].path for kind in ("rental",)}


async def test_what_presses_most_stands_first() -> None:
    client, oldest = await make_client(), today() - timedelta(days=9)
    for days in (3, 9, 1):
        invoice = await make_document(client, "invoice", moves="issue")
        await Document.filter(id=invoice.id).update(due_on=today() - timedelta(days=days))
    figure = await TILES["overdue"].figure(by=ANYBODY)
    first = await Document.get(id=figure.ids[0])
    assert (len(figure.ids), first.due_on) == (3, oldest)


async def test_a_payment_lowers_what_is_to_be_received() -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    before = await TILES["due"].figure(by=ANYBODY)
    await receive({invoice.id: Decimal(20)}, "card", by=ANYBODY)
    after = await TILES["due"].figure(by=ANYBODY)
    assert (before.total, after.total) == (Decimal(120), Decimal(100))


async def test_who_sees_no_prices_sees_how_many_but_no_sum() -> None:
    await make_document(await make_client(), "invoice", moves="issue")
    figure = await TILES["due"].figure(by=READER)
    assert (figure.count, figure.total) == (1, None)


async def test_reminders_are_mine_and_everybody_s_until_today() -> None:
    client = await make_client()
    mine, other = await make_account(), await make_account(READER)
    me = Staff(mine.name, mine.role, mine.id)
    await ToDo.note_line(client.id, "rappeler", by=me)
    await ToDo.note_line(client.id, "demain rappeler", by=me)
    await ToDo.note_line(client.id, "pour tous", by=ANYBODY)
    figure = await TILES["todos"].figure(by=me)
    assert figure.count == 2
    theirs = await TILES["todos"].figure(by=Staff(other.name, other.role, other.id))
    assert theirs.count == 1
    assert await TILES["todos"].listing.count(Query(filters={"quick": "all", "person": ""})) == 3
