"""Whether the journal is as it was written, and which values were erased as the law has it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from models.errors import Refused
from models.french.wording import plural, quoted
from models.records.erasing import ERASED_NUMBERS, TRACE, numbers_in
from models.records.journal import ERASED, THE_HEAD, JournalEntry, JournalHead
from models.records.sealing import Said, digest_of, trace_of

BATCH = 1_000
NOTED_HEAD = re.compile(r"(?P<number>[0-9]{1,9}):(?P<seal>[0-9a-f]{64})?")


@dataclass
class _Erased:
    """The entries whose values are gone, until the one is met that says so."""

    waiting: dict[int, Said] = field(default_factory=dict)
    accounted: int = 0

    def account_for(self, entry: JournalEntry) -> str | None:
        """Take off the list what an entry says that it has erased; what is wrong with that."""
        _, listed = entry.changes.get(ERASED_NUMBERS, ("", ""))
        numbers = numbers_in(listed)
        if missing := next((one for one in numbers if one not in self.waiting), None):
            return f"Les valeurs de l’écriture n° {missing} ne sont pas effacées."
        gone = [self.waiting.pop(number) for number in numbers]
        first_kind = [one for one in gone if not one["digest"]]
        _, trace = entry.changes.get(TRACE, ("", ""))
        if first_kind and trace_of(first_kind) != trace:
            return f"Des écritures que le n° {entry.id} a vidées ont été modifiées."
        self.accounted += len(gone)
        return None


async def first_break() -> str | None:
    """Where the chain is broken, as a French sentence; None if every entry is as it was written."""
    return (await look_through())[0]


async def look_through() -> tuple[str | None, int]:
    """Where the chain is broken, and how many entries have lost their values by an erasure."""
    head = await JournalHead.get(id=THE_HEAD)
    seal, number, erased = "", 0, _Erased()
    while entries := await JournalEntry.filter(id__gt=number).order_by("id").limit(BATCH):
        for entry in entries:
            number += 1
            if sentence := _wrong_with(entry, number, seal) or erased.account_for(entry):
                return sentence, erased.accounted
            if entry.is_erased:
                erased.waiting[entry.id] = entry.said
            seal = entry.seal
    return _wrong_at_the_end(head, number, seal, erased), erased.accounted


def _wrong_with(entry: JournalEntry, number: int, before: str) -> str | None:
    if entry.id != number:
        return f"L’écriture n° {number} manque."
    if entry.is_erased:
        is_blank = (entry.caption, entry.changes, entry.salt) == (ERASED, {}, "")
        is_as_written = is_blank and entry.search == entry.searched_when_erased
    else:
        is_as_written = not entry.digest or entry.digest == digest_of(entry.said)
    is_sealed_later = entry.is_erased and not entry.digest  # by the entry that has erased it
    if not is_as_written or not (is_sealed_later or entry.seal == entry.sealed_after(before)):
        return f"L’écriture n° {number} du {entry.at:%d/%m/%Y} a été modifiée."
    return None


def _wrong_at_the_end(head: JournalHead, number: int, seal: str, erased: _Erased) -> str | None:
    if number != head.number:
        return f"Le journal finit à l’écriture n° {number} au lieu de {head.number}."
    if seal != head.seal:
        return "Le dernier sceau du journal a été modifié."
    if erased.waiting:
        lost = min(erased.waiting)
        return f"L’écriture n° {lost} a perdu ses valeurs, et aucune autre ne dit pourquoi."
    return None


def told_erased(count: int) -> str:
    """« , dont 12 aux valeurs effacées »"""
    return f", dont {plural(count, 'effacée', 'effacées')} comme la loi le veut" if count else ""


async def rewriting_since(head: str) -> str | None:
    """How the journal shows that it was rewritten since this head was noted; None if it was not."""
    noted = NOTED_HEAD.fullmatch(head.strip())
    if noted is None:
        raise Refused(f"{quoted(head[:100])} n’est pas ce que {quoted('journal head')} imprime.")
    number, seal = int(noted["number"]), noted["seal"]
    if not number:
        return None
    entry = await JournalEntry.get_or_none(id=number)
    if entry is None:
        return f"L’écriture n° {number}, déjà notée, n’y est plus."
    if entry.seal != seal:
        return f"L’écriture n° {number} n’a plus le sceau noté : le journal a été réécrit."
    return None
