"""« Au 12 octobre » : a record as it was at the end of a day, told backwards from the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar

from models.errors import Refused
from models.french.wording import PARIS, long_date, today
from models.history.wording import Detail, details
from models.permissions import Permission, Staff
from models.records.journal import JournalEntry, differences
from models.records.record import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Past(Generic[R]):
    """What a record was at the end of a day, and what is different today."""

    day: date
    record: R
    differences: list[Detail]


def end_of(day: date) -> datetime:
    """The first instant that does not belong to a day any more."""
    return datetime.combine(day + timedelta(days=1), time(), PARIS).astimezone(UTC)


async def past_of(record: R, day: date, by: Staff) -> Past[R]:
    """The record as it was; Refused where it was not there yet, or nobody knows any more."""
    if day > today():
        raise Refused("Choisissez une date passée.")
    now = record.journalled()
    then = await _texts_at(record, now, end_of(day))
    values = type(record).readable(then)
    was = type(record)(**values)
    was.id, was.version, was.created_at = record.id, record.version, record.created_at
    was.derive()
    return Past(day, was, _told(record, differences(then, now), by))


async def _texts_at(record: Record, now: Mapping[str, str], end: datetime) -> dict[str, str]:
    not_yet = Refused(f"Cette fiche n’existait pas encore le {long_date(_day(end))}.")
    if record.created_at >= end:
        raise not_yet
    texts = dict(now)
    entries = JournalEntry.filter(topic=record.TOPIC, record_id=record.id, at__gte=end)
    for entry in await entries.order_by("-id"):
        if entry.is_erased:
            raise Refused("Ce qu’elle était alors a été effacé.")
        if entry.action == "create":
            raise not_yet
        texts |= {name: before for name, (before, _) in entry.changes.items()}
    return texts


def _day(end: datetime) -> date:
    return (end - timedelta(seconds=1)).astimezone(PARIS).date()


def _told(record: Record, changes: Mapping[str, tuple[str, str]], by: Staff) -> list[Detail]:
    may_see = by.may(Permission.PRICES)
    known = {
        name: list(pair) for name, pair in changes.items() if may_see or not record.is_price(name)
    }
    return details(record.TOPIC, known)
