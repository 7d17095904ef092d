"""The questions that somebody asks every day of the lists of documents, each with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple

from models.documents.einvoice_states import TO_REDO, TO_SEND
from models.documents.kind import Status
from models.documents.standing import stands, written
from models.french.wording import PARIS, today
from models.lists.filter import Cases

DONE = "t.status IN ('done', 'returned', 'delivered')"
OWED = "t.status = 'issued' AND t.due > 0"
OUT = "t.status = 'out'"


def this_minute() -> datetime:
    """By what lists say where a document stands: what they count holds for as long."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


class Quick(NamedTuple):
    """A question: `sql` may name the {day}, its {morning} and {evening}, and {now}; `sort` is the
    order of its rows, what presses most first."""

    label: str
    statuses: tuple[Status, ...] = ()
    sql: str = ""
    sort: str = ""

    def condition(self) -> str:
        now = this_minute()
        if not self.sql:
            return " OR ".join(f"({stands(one, now)})" for one in self.statuses)
        return self.sql.format(
            day=today(), morning=_starts(0), evening=_starts(1), now=written(now)
        )


def _starts(days: int) -> str:
    """When the day begins that is so many days from today."""
    return written(datetime.combine(today() + timedelta(days=days), time(), PARIS))


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


WAITING_QUOTES = Quick("Devis en attente", (Status.SENT,), sort="waiting")
TO_BILL = Quick("À facturer", sql=DONE, sort="waiting")
DRAFTS = Quick("Brouillons", sql="t.status = 'draft'", sort="-waiting")
QUICK: Mapping[str, Mapping[str, Quick]] = MappingProxyType(
    {
        "intervention": {
            "quotes": WAITING_QUOTES,
            "to_plan": Quick("À planifier", (Status.TO_PLAN,)),
            "today": Quick(
                "À faire aujourd’hui",
                sql="t.status IN ('in_progress', 'planned') AND t.planned_on <= '{day}'",
                sort="planned",
            ),
            "bill": TO_BILL,
        },
        "rental": {
            "quotes": WAITING_QUOTES,
            "leaving": Quick(
                "Départs",
                sql="t.status = 'reserved' AND t.starts_at < '{evening}'",
                sort="starts",
            ),
            "out": Quick("Sorties", sql=OUT, sort="ends"),
            "returning": Quick(
                "Retours",
                sql=f"{OUT} AND t.ends_at >= '{{morning}}' AND t.ends_at < '{{evening}}'",
                sort="ends",
            ),
            "late": Quick("En retard", sql=f"{OUT} AND t.ends_at < '{{now}}'", sort="ends"),
            "bill": TO_BILL,
        },
        "sale": {
            "quotes": WAITING_QUOTES,
            "prepare": Quick("À préparer", (Status.CONFIRMED,)),
            "bill": TO_BILL,
        },
        "invoice": {
            "draft": DRAFTS,
            "due": Quick("À encaisser", sql=f"{OWED} AND t.stage = 'invoice'", sort="falls_due"),
            "late": Quick(
                "En retard",
                sql=f"{OWED} AND t.stage = 'invoice' AND t.due_on < '{{day}}'",
                sort="falls_due",
            ),
            "refund": Quick(
                "À rembourser", sql=f"{OWED} AND t.stage = 'credit_note'", sort="falls_due"
            ),
            "transmit": Quick("À transmettre", sql=f"t.einvoice = '{TO_SEND}'"),
            "redo": Quick("Refusées, rejetées", sql=f"t.einvoice IN ({_listed(TO_REDO)})"),
        },
    }
)
"""By kind, the filters that stand above its list."""
QUICK_OF_ALL: Mapping[str, Quick] = MappingProxyType(
    {"quotes": WAITING_QUOTES, "bill": TO_BILL, "draft": DRAFTS}
)
"""Those above the list of every kind."""
ORDERS = {
    "starts": "starts_at",
    "ends": "ends_at",
    "planned": "planned_on",
    "falls_due": "due_on",
    "waiting": "updated_at",
}
"""The orders that only the rows of such a question have."""


def own_sorts(questions: Mapping[str, Quick]) -> dict[str, str]:
    """Those of these questions, as a list has them."""
    names = {one.sort.lstrip("-") for one in questions.values() if one.sort}
    return {name: ORDERS[name] for name in sorted(names)}


def quick_filter(questions: Mapping[str, Quick]) -> Cases:
    """These questions as a filter."""
    return Cases(
        *("quick", "Filtres rapides", "Tous", "t.status"),
        lambda: {code: one.label for code, one in questions.items()},
        sql=lambda value: questions[value].condition(),
        sort_by={code: one.sort for code, one in questions.items() if one.sort},
    )
