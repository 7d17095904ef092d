"""Everything that is to be done, as a list."""

from __future__ import annotations

from dataclasses import dataclass

from models.database.connection import day, instant
from models.french.wording import list_moment, today
from models.lists.filter import Cases, Of
from models.lists.grouping import by_column, by_month
from models.lists.listing import Listing
from models.lists.query import Condition, Query, Row
from models.staff.people import PEOPLE
from models.todos.fields import when_said

OPEN = "t.done_at IS NULL"
THERE = "NOT EXISTS (SELECT 1 FROM client c WHERE c.id = t.client_id AND c.trashed_at IS NOT NULL)"
"""Its client is not in the trash, with which it goes and comes."""
PERSON = "(SELECT a.name FROM account a WHERE a.id = t.account_id)"
WHICH = {
    "": OPEN,
    "late": f"{OPEN} AND t.due_on < '{{today}}'",
    "due": f"{OPEN} AND t.due_on <= '{{today}}'",
    "done": "t.done_at IS NOT NULL",
    "all": "1 = 1",
}


@dataclass(frozen=True)
class Which(Cases):
    """What is to be done, unless something else is asked for."""

    def condition(self, value: str) -> Condition | None:
        return (f"({WHICH[value].format(today=today())})", ())


@dataclass(frozen=True)
class Person(Of):
    """What one person has to do; what anybody has to do is everybody's."""

    def condition(self, value: str) -> Condition | None:
        if not value:
            return None
        return f"({self.column} = ? OR {self.column} IS NULL)", (int(value),)


def _shown(row: Row) -> Row:
    due_on = day(row["due_on"])
    is_done, is_late = row["done_at"] is not None, due_on < today()
    state = "done" if is_done else "late" if is_late else "today" if due_on == today() else "open"
    words = {"done": "Fait", "late": "En retard", "today": "Aujourd’hui", "open": "À venir"}
    return {
        "id": row["id"],
        "when": when_said(due_on, row["due_time"]),
        "text": row["text"],
        "client": row["client_name"],
        "person": PEOPLE.get(str(row["account_id"] or ""), row["person"] or ""),
        "state": words[state],
        "state_code": state,
        "done": f"{list_moment(instant(row['done_at']))}, {row['done_by']}" if is_done else "",
        "trashed": row["trashed_at"] is not None or row["client_trashed_at"] is not None,
    }


TODOS = Listing(
    topic="todo",
    table="todo",
    columns=(
        *("t.id", "t.text", "t.due_on", "t.due_time", "t.account_id", "t.client_name"),
        *("t.done_at", "t.done_by", "t.trashed_at"),
        f"{PERSON} AS person",
        "(SELECT c.trashed_at FROM client c WHERE c.id = t.client_id) AS client_trashed_at",
    ),
    sorts={"when": "due_key", "client": "client_key"},
    default_sort="when",
    filters=(
        Which("quick", "Filtres rapides", "À faire", "t.done_at", lambda: WHICH),
        Person("person", "Pour qui", "t.account_id"),
    ),
    always=(("t.trashed_at IS NULL", ()), (THERE, ())),
    shown=_shown,
    nouns=lambda _filters: ("rappel", "rappels"),
    groupings=(
        by_column("person", "Pour qui", PERSON, "Tout le monde"),
        by_month("month", "Mois", "t.due_on"),
        by_column("client", "Client", "t.client_key", "Sans client", "t.client_name"),
    ),
)


async def due_count(account_id: int | None) -> int:
    """How much this person had to do until today, with what anybody has."""
    return await TODOS.count(due_query(account_id))


def due_query(account_id: int | None) -> Query:
    """What asks for that."""
    return TODOS.asked({"quick": "due", "person": str(account_id or 0)})
