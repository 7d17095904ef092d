"""The log of every command: a JSON object on each line, or text on a terminal."""

from __future__ import annotations

import logging
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable
from secrets import token_hex
from time import monotonic
from typing import Any, TextIO

from pythonjsonlogger.json import JsonFormatter

from models.database.outage import Outage
from models.errors import Invalid, Refused

FIELDS = ("time", "level", "logger", "message", "id", "who", "page", "traceback")
NAMES = {"levelname": "level", "name": "logger", "exc_info": "traceback"}
ABOUT = ("id", "who", "page")
TYPED = re.compile(r"\?[^\s\"'<>()?]*=[^\s\"'<>()]*")
"""The query of an address: it holds what somebody typed."""
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
LONGEST_MESSAGE = 2_000
LONGEST_PLACE = 200
"""Characters of a page, a name, a reference."""
LONGEST_TRACEBACK = 20_000
LONGEST_LINE = 1_000
"""Characters of a line of a traceback; the last may repeat whatever was sent."""
REFUSALS_WINDOW = 60.0
MOST_OF_ONE = 10
MOST_REFUSALS = 100
"""Lines in so many seconds about one address and one reason, and about all of them."""
LONGEST_ADDRESS = 60
ONE_OUTAGE = 60.0
"""Seconds in which outages with the same words are one."""

log = logging.getLogger("comptoir")

_outages: dict[str, tuple[float, str]] = {}


def start_log() -> None:
    """Send to standard error whatever this process logs, and whatever ends one of its threads."""
    handler = log_handler(sys.stderr)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log.setLevel(logging.INFO)
    logging.getLogger("tortoise").setLevel(logging.WARNING)  # below, it logs values and passwords
    logging.captureWarnings(True)
    sys.excepthook = lambda _kind, error, _trace: _log_end(error, "the process ends")
    sys.unraisablehook = lambda end: _log_end(end.exc_value, "not raised")
    threading.excepthook = lambda end: _log_end(end.exc_value, "a thread ends")


def log_handler(stream: TextIO) -> logging.Handler:
    """A handler for a stream, in the form that suits it."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Text() if stream.isatty() else _Json())
    handler.addFilter(is_news)
    return handler


def locate_log(ask: Callable[[], tuple[str, str]]) -> None:
    """Have `ask` say where the running code acts, each time: on which page, and for whom."""
    global _whereabouts
    _whereabouts = ask


def reference_of(error: BaseException) -> str:
    """What the user is shown of a fault, and what the log holds beside it."""
    known = vars(error)
    if "reference" not in known:
        known["reference"] = token_hex(3).upper()
        if isinstance(error, Outage):
            _join(error)
    return str(known["reference"])


def _join(outage: Outage) -> None:
    """Have an outage, which meets everybody at once, stand in the log once a minute."""
    now, sentence, known = monotonic(), str(outage), vars(outage)
    began, reference = _outages.get(sentence, (-ONE_OUTAGE, ""))
    if now - began < ONE_OUTAGE:
        known.update(reference=reference, is_logged=True)
    else:
        _outages[sentence] = now, known["reference"]


class Refusals:
    """What was refused to whom, in the log: so many lines a minute, whoever asks how often."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._began = -REFUSALS_WINDOW
        self._written: Counter[tuple[str, str]] = Counter()
        self._left_out = 0
        self._latest = ""

    def note(self, what: str, address: str, who: str = "") -> str:
        """One line, with the reference that is returned: that of the latest where no room is."""
        if self._clock() - self._began >= REFUSALS_WINDOW:
            self._open_window()
        key = what, address[:LONGEST_ADDRESS]
        if self._written.total() >= MOST_REFUSALS or self._written[key] >= MOST_OF_ONE:
            self._left_out += 1
            return self._latest
        self._written[key] += 1
        self._latest = token_hex(3).upper()
        page = _cut(_whereabouts()[0], LONGEST_PLACE)
        about = {"id": self._latest, "page": page, "who": _cut(who, LONGEST_PLACE)}
        log.warning("refused to %s: %s", key[1] or "nobody", what, extra=about)
        return self._latest

    def _open_window(self) -> None:
        if self._left_out:
            about = {"id": self._latest, "page": "", "who": ""}
            log.warning("refused %d times more, without a line", self._left_out, extra=about)
        self._began, self._left_out = self._clock(), 0
        self._written.clear()


REFUSALS = Refusals()


def note_refusal(refusal: BaseException, what: str, address: str, who: str = "") -> None:
    """Have the log tell of a refusal to a stranger, and the refusal know its reference."""
    vars(refusal)["reference"] = REFUSALS.note(what, address, who)


def is_news(record: logging.LogRecord) -> bool:
    """Whether a record belongs into the log: no refusal does, and no fault does twice.

    What raises in a page passes several libraries, and each of them logs it.
    """
    if hasattr(record, "id"):
        return True
    error = record.exc_info[1] if record.exc_info else record.msg
    if isinstance(error, Refused | Invalid):
        return False
    reference = ""
    if isinstance(error, BaseException) and record.levelno >= logging.ERROR:
        reference = reference_of(error)
        if vars(error).get("is_logged"):
            return False
        vars(error)["is_logged"] = True
    record.id = reference
    record.page, record.who = (_cut(text, LONGEST_PLACE) for text in _whereabouts())
    return True


def _nowhere() -> tuple[str, str]:
    return "", ""


_whereabouts: Callable[[], tuple[str, str]] = _nowhere


def _log_end(error: BaseException | None, what: str) -> None:
    if error and not isinstance(error, KeyboardInterrupt | SystemExit):
        log.critical("%s: %s", what, error, exc_info=error)


def _said(message: str) -> str:
    """A message on one line, as long as somebody reads, without what was typed."""
    return CONTROL.sub(" ", TYPED.sub("", _cut(message, LONGEST_MESSAGE)))


def _traced(traceback: str) -> str:
    """A traceback without what was typed: how it began, and how it ended."""
    lines = [_cut(line, LONGEST_LINE) for line in traceback.split("\n")]
    text = TYPED.sub("", "\n".join(lines))
    if len(text) <= LONGEST_TRACEBACK:
        return text
    half = LONGEST_TRACEBACK // 2
    return f"{text[:half]}\n…\n{text[-half:]}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


class _Json(JsonFormatter):
    """`FIELDS` and nothing else: what a library adds to its records stays out."""

    def __init__(self) -> None:
        asked = ["levelname", "name", "message", *ABOUT]
        super().__init__(asked, rename_fields=NAMES, timestamp="time", json_ensure_ascii=False)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        log_data["message"] = _said(log_data["message"])
        return {name: log_data[name] for name in FIELDS if name in log_data}

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name that logging calls
        return _traced(str(super().formatException(ei)))


class _Text(logging.Formatter):
    """For a person: the time of the day, and after the message whom and what it is about."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - as above
        record.message = _said(record.message)
        about = ", ".join(filter(None, (getattr(record, name, "") for name in ABOUT)))
        return super().formatMessage(record) + (f" ({about})" if about else "")

    def formatException(self, ei: Any) -> str:  # noqa: N802 - as above
        return _traced(super().formatException(ei))
