"""Whether closings and issued invoices are still what they were, as French sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import timedelta

from models.attachments import FILES, Lost
from models.books.closing import Closing
from models.books.day_totals import issued, totals_of_day
from models.company import Series
from models.company.series import SeriesCounter
from models.documents import Document, DocumentLine, totals_of_lines
from models.french.wording import short_date

BATCH = 200


async def books_break() -> str | None:
    """The first thing that is not as it was written; None if everything is."""
    for look in (_numbers, _totals, _files, _closings):
        if sentence := await look():
            return sentence
    return None


async def _closings() -> str | None:
    """Consecutive, sealed one to the other, and what their days still come to."""
    before: Closing | None = None
    for closing in await Closing.all().order_by("day"):
        named = f"La clôture du {short_date(closing.day)}"
        if before and closing.day != before.day + timedelta(days=1):
            return f"{named} n’est pas celle du lendemain de la précédente."
        if closing.previous != (before.seal if before else ""):
            return f"{named} ne suit plus celle d’avant."
        if closing.seal != closing.sealed():
            return f"{named} a été modifiée."
        if closing.totals != await totals_of_day(closing.day, before.totals if before else None):
            return f"{named} ne correspond plus aux règlements et factures de ce jour."
        before = closing
    return None


async def _numbers() -> str | None:
    """Of each series of invoices every number up to the last, once."""
    for series in await Series.filter(kind="invoice").order_by("id"):
        found: defaultdict[int, list[int]] = defaultdict(list)
        for document in await issued().filter(stage=series.stage).order_by("id"):
            if (counted := _count_in(series, document)) is None:
                return f"Le numéro {document.number} n’est pas de la série {series.label}."
            found[counted[0]].append(counted[1])
        counters = await SeriesCounter.filter(series_id=series.id)
        taken = {counter.year: counter.following - 1 for counter in counters}
        for year in sorted({*found, *taken}):
            if sentence := _gap(series, year, found[year], taken.get(year, 0)):
                return sentence
    return None


def _count_in(series: Series, document: Document) -> tuple[int, int] | None:
    """The year of the counter that numbered it, and the count; None if that cannot be."""
    assert document.dated_on
    year = document.dated_on.year
    head = series.numbering.number(year, 0)[: -series.digits]
    count = (document.number or "").removeprefix(head)
    if not (document.number or "").startswith(head) or not count.isdecimal():
        return None
    return (year if series.restarts == "yearly" else 0), int(count)


def _gap(series: Series, year: int, counts: list[int], taken: int) -> str | None:
    when = f" en {year}" if year else ""
    for expected, count in enumerate(sorted(counts), 1):
        if count != expected:
            return f"Dans la série {series.label}{when}, le n° {expected} manque ou est en double."
    if len(counts) != taken:
        return f"Dans la série {series.label}{when}, le compteur ne suit plus les numéros."
    return None


async def _totals() -> str | None:
    """The lines of each come to what it says."""
    async for documents in _issued_in_batches():
        ids = [document.id for document in documents]
        lines: defaultdict[int, list[DocumentLine]] = defaultdict(list)
        for line in await DocumentLine.filter(document_id__in=ids).order_by("position", "id"):
            lines[line.document_id].append(line)
        for document in documents:
            totals = totals_of_lines(lines[document.id], document.discount_spec)
            stored = (document.ht, document.vat, document.ttc)
            if (totals.ht, totals.vat, totals.ttc) != stored:
                return f"Les lignes de {document.title} ne font plus son total."
    return None


async def _files() -> str | None:
    """What was given out is kept, whole."""
    async for documents in _issued_in_batches():
        for document in documents:
            for name, what in ((document.pdf_hash, "PDF"), (document.xml_hash, "XML")):
                if name and (sentence := await _lost(name)):
                    return f"Le {what} de {document.title} : {sentence}"
    return None


async def _lost(name: str) -> str | None:
    try:
        await FILES.get(name)
    except Lost as lost:
        return str(lost)
    return None


async def _issued_in_batches() -> AsyncIterator[list[Document]]:
    last = 0
    while documents := await issued().filter(id__gt=last).order_by("id").limit(BATCH):
        yield documents
        last = documents[-1].id
