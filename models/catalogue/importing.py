"""Articles from a spreadsheet: what would be done, in figures, and then all of it at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from models.catalogue.article import Article
from models.catalogue.import_rows import Catalogue, Planned, Row, Wrong, planned
from models.catalogue.import_words import readers
from models.company import VatRate
from models.database.bulk import Progress, silently
from models.database.connection import chunks, one_at_a_time, select
from models.database.transaction import transaction
from models.errors import Refused
from models.french.wording import today
from models.imports import Matched, Sheet
from models.permissions import Permission, Staff
from models.records.changes import announce
from models.records.journal import Subject, differences, note_all

PORTION = 250
"""Articles, after which others have a turn."""
CHANGED_MEANWHILE = (
    "Le catalogue a changé depuis la vérification : regardez les nouveaux chiffres, puis importez."
)


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do, and with which state of the catalogue that was found out."""

    rows: Planned
    state: tuple[int, ...]

    @property
    def created(self) -> int:
        return len(self.rows.new)

    @property
    def changed(self) -> int:
        return len(self.rows.changed)

    @property
    def unchanged(self) -> int:
        return self.rows.unchanged

    @property
    def wrong(self) -> Sequence[Wrong]:
        return self.rows.wrong

    @property
    def wrong_lines(self) -> int:
        return len({one.line for one in self.rows.wrong})


async def plan_import(sheet: Sheet, matched: Matched) -> ImportPlan:
    """Find out what importing this sheet would do, without doing any of it.

    An article is known by its reference, or without one by its designation. A cell that is empty
    changes nothing.
    """
    state = await _state()
    catalogue = Catalogue([article async for article in _living()])
    words = readers(await VatRate.on(today()))
    rows = [
        Row(line, {name: row[at] for name, at in matched.places.items() if at < len(row)})
        for line, row in enumerate(sheet.rows[matched.row + 1 :], matched.row + 2)
    ]
    return ImportPlan(await asyncio.to_thread(planned, rows, catalogue, words), state)


async def _living() -> AsyncIterator[Article]:
    living, last = Article.filter(trashed_at=None).order_by("id"), 0
    while portion := await living.filter(id__gt=last).limit(PORTION):
        for article in portion:
            yield article
        last = portion[-1].id


async def carry_out(plan: ImportPlan, *, by: Staff, progress: Progress = silently) -> None:
    """Create and change what the plan says; Refused if the catalogue is another one by now."""
    by.need(Permission.CATALOGUE)
    async with transaction():
        await one_at_a_time(Article.TOPIC)
        if await _state() != plan.state:
            raise Refused(CHANGED_MEANWHILE)
        await _create(plan.rows.new, by, progress)
        await _change(plan.rows.changed, by, progress, plan.created)


async def _state() -> tuple[int, ...]:
    """What differs when somebody has written to the catalogue."""
    (row,) = await select(
        "SELECT count(*) AS count, coalesce(sum(version), 0) AS versions,"
        " coalesce(sum(id), 0) AS ids FROM article WHERE trashed_at IS NULL",
        (),
    )
    return tuple(int(value) for value in row.values())


async def _create(values: Sequence[Mapping[str, Any]], by: Staff, progress: Progress) -> None:
    for start in range(0, len(values), PORTION):
        portion = [Article(**one, creation_key=uuid4()) for one in values[start : start + PORTION]]
        for article in portion:
            article.derive()
        await Article.bulk_create(portion)
        keys = [article.creation_key for article in portion]
        ids = dict(await Article.filter(creation_key__in=keys).values_list("creation_key", "id"))
        await note_all(
            by,
            "create",
            [
                (
                    Subject(Article.TOPIC, ids[article.creation_key], article.caption),
                    differences({}, article.journalled()),
                )
                for article in portion
            ],
        )
        announce(Article.TOPIC, ids.values())
        progress(start + len(portion))


async def _change(
    changed: Mapping[int, Mapping[str, Any]], by: Staff, progress: Progress, done: int
) -> None:
    for ids in chunks(list(changed)):
        told = []
        for article in await Article.with_ids(ids):
            before = article.journalled()
            await article.write(dict(changed[article.id]), by=by, action=None)
            told.append((article.about, differences(before, article.journalled())))
        await note_all(by, "amend", told)
        done += len(ids)
        progress(done)
