"""What is planned, as a calendar for telephones and mail programs (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from tortoise.expressions import Q

from models.documents import Document, Status
from models.french.postal import Postal
from models.french.wording import today
from models.permissions import Permission, Staff
from models.todos import ToDo

PAST, AHEAD = timedelta(days=60), timedelta(days=365)
MOST = 2_000
"""Of each sort."""
LENGTH = timedelta(minutes=30)
"""How long a departure, a return or a call stands in the calendar."""
AGAIN = "PT1H"
NAME = "Comptoir"


@dataclass(frozen=True)
class Entry:
    """Something on a day, or from a moment on."""

    uid: str
    title: str
    when: date | datetime
    changed_at: datetime
    path: str
    place: str = ""
    about: str = ""

    def event(self, base: str) -> Event:
        event = Event()
        event.add("uid", f"{self.uid}@comptoir")
        event.add("dtstamp", self.changed_at)
        event.add("summary", self.title)
        event.add("dtstart", self.when)
        is_moment = isinstance(self.when, datetime)
        event.add("dtend", self.when + (LENGTH if is_moment else timedelta(days=1)))
        event.add("url", base + self.path)
        for name, text in (("location", self.place), ("description", self.about)):
            if text:
                event.add(name, text)
        return event


async def calendar_of(by: Staff, base: str) -> bytes:
    """What somebody has to see of the next year: jobs, departures, returns, and own reminders.

    `base` is how the server was called, for the links.
    """
    by.need(Permission.SEE)
    calendar = Calendar()
    calendar.add("prodid", "-//Comptoir//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{NAME} – {by.name}")
    calendar.add("refresh-interval;value=duration", AGAIN)
    for document in await _documents():
        for entry in _of_document(document):
            calendar.add_component(entry.event(base))
    for todo in await _todos(by.account_id):
        calendar.add_component(_of_todo(todo).event(base))
    return bytes(calendar.to_ical())


async def _documents() -> list[Document]:
    first, last = today() - PAST, today() + AHEAD
    is_open = Document.filter(is_open=True, trashed_at=None)
    jobs = is_open.filter(kind="intervention", stage="work_order", planned_on__range=(first, last))
    starts, ends = Q(starts_at__range=(first, last)), Q(ends_at__range=(first, last))
    rentals = is_open.filter(kind="rental", stage="contract").filter(starts | ends)
    return [one for found in (jobs, rentals) for one in await found.order_by("id").limit(MOST)]


def _of_document(document: Document) -> Iterator[Entry]:
    """The job; or the departure and the return, as far as they are still to come."""
    if document.kind == "intervention" and document.planned_on:
        yield _entry(document, "job", "Intervention", document.planned_on)
    if document.kind != "rental":
        return
    is_away = document.status in {Status.OUT, Status.RETURNED}
    if document.starts_at and not is_away:
        yield _entry(document, "departure", "Départ", document.starts_at)
    if document.ends_at and document.status != Status.RETURNED:
        yield _entry(document, "return", "Retour", document.ends_at)


def _entry(document: Document, what: str, word: str, when: date | datetime) -> Entry:
    site = document.addressed.get("site")
    place = Postal.of(site or document.client_identity)
    return Entry(
        uid=f"{what}-{document.id}",
        title=f"{word} : {document.client_name}",
        when=when,
        changed_at=document.updated_at,
        path=document.path,
        place=", ".join(place.lines),
        about=" – ".join(filter(None, (document.title, document.subject))),
    )


async def _todos(account_id: int | None) -> list[ToDo]:
    if account_id is None:
        return []
    range_ = (today() - PAST, today() + AHEAD)
    mine = ToDo.filter(account_id=account_id, done_at=None, trashed_at=None, due_on__range=range_)
    return await mine.order_by("id").limit(MOST)


def _of_todo(todo: ToDo) -> Entry:
    return Entry(
        uid=f"todo-{todo.id}",
        title=f"{todo.text} : {todo.client_name}",
        when=todo.moment or todo.due_on,
        changed_at=todo.updated_at,
        path=todo.path,
    )
