"""The charts: what was invoiced, offered and is owed, month by month, from indexed sums."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from models.books import BUCKETS
from models.books.ageing import EDGES
from models.clients import Client
from models.database.connection import day as as_day
from models.database.connection import select_apart
from models.database.exact import whole
from models.documents import KINDS, Document
from models.documents.owing import IS_INVOICED, SIGNED
from models.documents.quick import OWED
from models.documents.standing import written
from models.french.money import ZERO, amount
from models.french.wording import PARIS, number, short_month, today
from models.permissions import Permission, Staff

PERIODS: Mapping[int, str] = MappingProxyType(
    {3: "3 mois", 6: "6 mois", 12: "12 mois", 24: "24 mois"}
)
"""How many months up to this one."""
USUAL = 12
DIRECT = "Factures directes"
SENT = "('sent', 'accepted', 'refused', 'transformed', 'replaced')"
ACCEPTED = "('accepted', 'transformed')"
Month = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """So many months up to this one, and whose documents; "" is everybody's."""

    months: int = USUAL
    seller: str = ""

    @property
    def every(self) -> list[Month]:
        """The months, the oldest first."""
        now = today()
        last = now.year * 12 + now.month - 1
        return [divmod(one, 12) for one in range(last - self.months + 1, last + 1)]

    @property
    def whose(self) -> tuple[str, tuple[str, ...]]:
        return (" AND t.author = ?", (self.seller,)) if self.seller else ("", ())


@dataclass(frozen=True)
class Chart:
    """Bars, one above the other in a row of `rows`; `before` is what each row came to a year ago.

    Amounts are in euros.
    """

    code: str
    title: str
    series: tuple[str, ...]
    rows: Sequence[tuple[str, tuple[Decimal, ...]]]
    before: Sequence[Decimal] = ()
    is_money: bool = False
    is_stacked: bool = True
    is_lying: bool = False
    """Whether its rows have long names."""

    def said(self, value: Decimal) -> str:
        return amount(value) if self.is_money else number(int(value))


def _month(text: Any) -> Month:
    day = as_day(text)
    return day.year, day.month - 1


def _named(month: Month) -> str:
    return short_month(date(month[0], month[1] + 1, 1))


def _from(asked: Asked, years: int = 0) -> str:
    year, month = asked.every[0]
    return date(year - years, month + 1, 1).isoformat()


async def turnover(asked: Asked) -> Chart:
    """Without VAT, credit notes against it, by the day of issue and what it was of."""
    whose, parameters = asked.whose
    rows = await select_apart(
        f"SELECT t.dated_on, t.origin, sum({SIGNED.format('ht')}) AS ht FROM document t"
        f" WHERE t.kind = 'invoice' AND t.trashed_at IS NULL AND {IS_INVOICED}"
        f" AND t.dated_on >= '{_from(asked, 1)}'{whose} GROUP BY t.dated_on, t.origin",
        parameters,
    )
    sums: defaultdict[tuple[Month, str], int] = defaultdict(int)
    for row in rows:
        sums[_month(row["dated_on"]), row["origin"]] += int(row["ht"])
    origins = [code for code in KINDS if code != "invoice"] + [""]
    labels = tuple(KINDS[code].plural if code else DIRECT for code in origins)
    return Chart(
        "ca",
        "Chiffre d’affaires HT",
        labels,
        [(_named(one), tuple(whole(sums[one, of], 2) for of in origins)) for one in asked.every],
        [
            sum((whole(sums[(year - 1, month), of], 2) for of in origins), ZERO)
            for year, month in asked.every
        ],
        is_money=True,
    )


async def quotes(asked: Asked) -> Chart:
    """How many went out, and how many of these were accepted, by their date."""
    whose, parameters = asked.whose
    rows = await select_apart(
        "SELECT t.dated_on, count(*) AS sent,"
        f" sum(CASE WHEN t.status IN {ACCEPTED} THEN 1 ELSE 0 END) AS accepted FROM document t"
        f" WHERE t.stage = 'quote' AND t.trashed_at IS NULL AND t.status IN {SENT}"
        f" AND t.dated_on >= '{_from(asked)}'{whose} GROUP BY t.dated_on",
        parameters,
    )
    sums: defaultdict[Month, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        month = sums[_month(row["dated_on"])]
        month[0] += int(row["sent"])
        month[1] += int(row["accepted"])
    found = [(_named(one), tuple(map(Decimal, sums[one]))) for one in asked.every]
    return Chart("devis", "Devis", ("Envoyés", "Acceptés"), found, is_stacked=False)


async def receivables(asked: Asked) -> Chart:
    """What is owed today, with VAT, by how long it has been due."""
    whose, parameters = asked.whose
    rows = await select_apart(
        "SELECT t.due_on, sum(t.due) AS due FROM document t WHERE t.trashed_at IS NULL"
        f" AND {OWED} AND t.stage = 'invoice'{whose} GROUP BY t.due_on",
        parameters,
    )
    sums = [0] * len(BUCKETS)
    for row in rows:
        late = (today() - as_day(row["due_on"])).days if row["due_on"] else 0
        sums[sum(late > edge for edge in EDGES)] += int(row["due"])
    found = [(label, (whole(one, 2),)) for label, one in zip(BUCKETS, sums, strict=True)]
    return Chart("creances", "Créances par ancienneté", ("Reste dû",), found, is_money=True)


async def by_status(asked: Asked) -> Chart:
    """How many documents are under way, by what has been decided of them."""
    whose, parameters = asked.whose
    rows = await select_apart(
        "SELECT t.kind, t.stage, t.status, count(*) AS n FROM document t"
        f" WHERE t.trashed_at IS NULL AND t.is_open{whose} GROUP BY t.kind, t.stage, t.status",
        parameters,
    )
    counts = {(row["kind"], row["stage"], row["status"]): int(row["n"]) for row in rows}
    called = Counter(stage.label for kind in KINDS.values() for stage in kind.stages)
    found = [
        (
            f"{stage.label if called[stage.label] == 1 else stage.title} · {step.label.lower()}",
            (Decimal(count),),
        )
        for kind in KINDS.values()
        for stage in kind.stages
        for step in stage.stored
        if (count := counts.get((kind.code, stage.code, step.status), 0))
    ]
    return Chart("statuts", "Documents en cours par statut", ("Documents",), found, is_lying=True)


async def new_clients(asked: Asked) -> Chart:
    """How many were entered, by month, whoever entered them."""
    found = []
    for year, month in asked.every:
        begin, end = _begin(year, month), _begin(*divmod(year * 12 + month + 1, 12))
        (row,) = await select_apart(
            "SELECT count(*) AS n FROM client c WHERE c.trashed_at IS NULL"
            f" AND c.created_at >= '{begin}' AND c.created_at < '{end}'",
            (),
        )
        found.append((_named((year, month)), (Decimal(int(row["n"])),)))
    return Chart("clients", "Nouveaux clients", ("Clients",), found)


def _begin(year: int, month: int) -> str:
    return written(datetime.combine(date(year, month + 1, 1), time(), PARIS))


_MAKERS: Mapping[Callable[[Asked], Awaitable[Chart]], str] = {
    turnover: Document.TOPIC,
    quotes: Document.TOPIC,
    receivables: Document.TOPIC,
    by_status: Document.TOPIC,
    new_clients: Client.TOPIC,
}
"""In the order of the screen, and what each is about."""
CHARTED = frozenset(_MAKERS.values())


async def charts(
    asked: Asked, *, by: Staff, about: Collection[str] = CHARTED
) -> Mapping[str, Chart]:
    """Those about these topics, by their codes; Refused to who sees no prices."""
    by.need(Permission.PRICES)
    made = [await make(asked) for make, topic in _MAKERS.items() if topic in about]
    return {chart.code: chart for chart in made}


def asked_in(months: str, seller: str, sellers: Sequence[str]) -> Asked:
    """What an address asks for; what it says wrongly is left out."""
    known = int(months) if months.isdecimal() and months.isascii() and len(months) < 4 else USUAL
    return Asked(known if known in PERIODS else USUAL, seller if seller in sellers else "")
