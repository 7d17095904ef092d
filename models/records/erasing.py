"""Taking the values out of entries of the journal, in which their numbers and seals stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from models.database.bulk import among, update, write
from models.records.journal import ERASED, THE_HEAD, Changes, JournalEntry, JournalHead
from models.records.sealing import trace_of

ERASED_NUMBERS = "erased"
TRACE = "trace"
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


async def erase_about(
    subjects: Mapping[str, Sequence[int]], besides: Collection[int] = ()
) -> Changes:
    """Erase what the journal holds of these records, by their topic, and these entries besides,
    inside the open transaction.

    The result has to go into the entry that tells of it: by that alone the journal is whole.
    """
    await JournalHead.select_for_update().get(id=THE_HEAD)  # so that nothing is added meanwhile
    found: list[JournalEntry] = []
    for topic, ids in subjects.items():
        for start in range(0, len(ids), 500):
            some = list(ids[start : start + 500])
            found += await JournalEntry.filter(topic=topic, record_id__in=some, is_erased=False)
    found += await JournalEntry.filter(id__in=list(besides), is_erased=False) if besides else []
    whole = {one.id: one for one in found if not _tells_of_erasing(one)}
    entries = [whole[number] for number in sorted(whole)]
    if not entries:
        return {}
    numbers = [entry.id for entry in entries]
    await _empty(entries)
    first_kind = [entry.said for entry in entries if not entry.digest]
    trace = {TRACE: ("", trace_of(first_kind))} if first_kind else {}
    return {ERASED_NUMBERS: ("", listed(numbers)), **trace}


def _tells_of_erasing(entry: JournalEntry) -> bool:
    return ERASED_NUMBERS in entry.changes


async def _empty(entries: Sequence[JournalEntry]) -> None:
    blank = [(one.id, ERASED, one.searched_when_erased, "") for one in entries]
    await update(JournalEntry.Meta.table, ("caption", "search", "salt"), blank)
    where, parameters = among("id", [one.id for one in entries])
    emptied = f"UPDATE journal SET changes = '{{}}', is_erased = ? WHERE {where}"
    await write(emptied, (True, *parameters))


def listed(numbers: Sequence[int]) -> str:
    """« 3 5-9 12 », for numbers in their order."""
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    ends = ([number for _, number in run] for _, run in runs)
    return " ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in ends)


def numbers_in(text: str) -> list[int]:
    """The numbers that are listed so."""
    return list(_numbers_in(text))


def _numbers_in(text: str) -> Iterator[int]:
    for first, last in _RANGE.findall(text):
        yield from range(int(first), int(last or first) + 1)
