"""Numbers, dates and lists as a French reader expects to see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from models.french.text import fold

PARIS = ZoneInfo("Europe/Paris")
NBSP = "\u00a0"
NARROW_NBSP = "\u202f"

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def number(count: int) -> str:
    """« 2 000 », grouped by thousands."""
    return f"{count:,}".replace(",", NARROW_NBSP)


def plural(count: int, noun: str, plural_noun: str | None = None) -> str:
    """« 2 clients »; only the first word takes an s unless `plural_noun` is given."""
    is_plural = abs(count) >= 2
    return f"{number(count)}{NBSP}{(plural_noun or _with_s(noun)) if is_plural else noun}"


@dataclass(frozen=True)
class Noun:
    """What records of one kind are called: « client », « clients », « ce client »."""

    one: str
    many: str
    this: str

    def counted(self, count: int, such: str = "") -> str:
        """« 2 clients »; `such` is a word about them, as « sélectionné »."""
        if not such:
            return plural(count, self.one, self.many)
        return plural(count, f"{self.one} {such}", f"{self.many} {such}s")


def today() -> date:
    """The date in France, wherever the server's clock thinks it is."""
    return datetime.now(PARIS).date()


def local_day(value: datetime) -> date:
    """The date that an aware instant has in France."""
    return value.astimezone(PARIS).date()


def short_date(value: date) -> str:
    """« 24 nov. 2026 », and « 1er janv. 2026 » for the first of a month."""
    return _date(value, _MONTHS)


def short_span(first: date, last: date) -> str:
    """« 17 – 20 déc. 2026 »: what both days share is said once."""
    said, end = short_date(first).split(NBSP), short_date(last)
    if first == last:
        return end
    shared = 2 if first.year != last.year or first > last else 1 if first.month != last.month else 0
    return f"{NBSP.join(said[: shared + 1])} – {end}"


def long_date(value: date) -> str:
    """« 24 novembre 2026 », as letters and invoices have it."""
    return _date(value, MONTHS)


def short_month(value: date) -> str:
    """« nov. 26 », below a chart."""
    return f"{_MONTHS[value.month - 1]}{NBSP}{value.year % 100:02}"


def _date(value: date, months: Sequence[str]) -> str:
    day = "1er" if value.day == 1 else str(value.day)
    return NBSP.join((day, months[value.month - 1], str(value.year)))


def moment(value: datetime, now: datetime | None = None) -> str:
    """« aujourd’hui 14 h 05 », « hier 9 h 30 », else the date; both datetimes are aware."""
    local = value.astimezone(PARIS)
    this_day = (now or datetime.now(UTC)).astimezone(PARIS).date()
    if local.date() == this_day:
        return f"aujourd’hui {clock(local)}"
    if local.date() == this_day - timedelta(days=1):
        return f"hier {clock(local)}"
    return short_date(local)


def list_moment(value: datetime, now: datetime | None = None) -> str:
    """« 14 h 05 » today, « hier », else the date: for a column, which has no room for more."""
    local = value.astimezone(PARIS)
    this_day = (now or datetime.now(UTC)).astimezone(PARIS).date()
    if local.date() == this_day:
        return clock(local)
    return "hier" if local.date() == this_day - timedelta(days=1) else short_date(local)


def moment_phrase(value: datetime, now: datetime | None = None) -> str:
    """« le 24 nov. 2026 », « hier 9 h 30 »: as it goes on after « modifié »."""
    text = moment(value, now)
    return f"le {text}" if text[0].isdigit() else text


def clock_moment(value: datetime) -> str:
    """« 24 nov. 2026, 14 h 05 »: as exact wherever it stands in a long list."""
    local = value.astimezone(PARIS)
    return f"{short_date(local.date())}, {clock(local)}"


def clock(value: datetime | time) -> str:
    """« 14 h 05 »."""
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02}"


def quoted(text: str) -> str:
    """« text »."""
    return f"«{NBSP}{text}{NBSP}»"


def lowered(text: str) -> str:
    """The text as it goes on inside a sentence."""
    return text[:1].lower() + text[1:]


def of_doing(verb: str) -> str:
    """« de supprimer », « d’exporter »."""
    return f"d’{verb}" if fold(verb).startswith(tuple("aeiouyh")) else f"de {verb}"


def listed(items: Sequence[str]) -> str:
    """« a, b et c »."""
    *first_items, final_item = items or [""]
    return f"{', '.join(first_items)} et {final_item}" if first_items else final_item


def _with_s(noun: str) -> str:
    head, space, rest = noun.partition(" ")
    return f"{head}{'' if head.endswith(('s', 'x', 'z')) else 's'}{space}{rest}"
