"""The log: one JSON object a line, each fault once, and nothing in it that somebody typed."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.config import ROOT
from models.database import Outage
from models.database.outage import FULL, GONE
from models.errors import Invalid, Refused
from models.log import (
    MOST_REFUSALS,
    Refusals,
    locate_log,
    log_handler,
    reference_of,
)
from tests.conftest import Logged

log = logging.getLogger("comptoir.tests")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal() -> Any:
    """What a person reads who started the process by hand."""
    stream = Terminal()
    handler = log_handler(stream)
    log.addHandler(handler)
    yield stream.getvalue
    log.removeHandler(handler)


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.log._whereabouts", lambda: ("", ""))


@pytest.fixture
def at_the_desk(nowhere: None) -> None:
    """Everything logged happens on one page, in front of one person."""
    locate_log(lambda: ("/clients", "Colette"))


def burn(text: str = "disk on fire") -> RuntimeError:
    """An error that was raised, and so has a traceback."""
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        return error


def test_a_line_says_when_where_and_what(logged: Logged, at_the_desk: None) -> None:
    log.warning("%s is nearly full", "the disk")

    (line,) = logged()
    written = datetime.fromisoformat(line.pop("time"))
    assert written.utcoffset() == timedelta(0)
    assert datetime.now(UTC) - written < timedelta(minutes=1)
    assert line == {
        "level": "WARNING",
        "logger": "comptoir.tests",
        "message": "the disk is nearly full",
        "id": "",
        "who": "Colette",
        "page": "/clients",
    }


def test_a_fault_has_its_traceback_and_the_reference_that_is_shown(logged: Logged) -> None:
    error = burn()

    log.error("it failed", exc_info=error)

    (line,) = logged()
    assert re.fullmatch("[0-9A-F]{6}", line["id"])
    assert line["id"] == reference_of(error)
    assert line["traceback"].startswith("Traceback")
    assert "disk on fire" in line["traceback"]


def test_a_reference_is_of_one_fault_only() -> None:
    assert reference_of(burn()) != reference_of(burn())


def test_a_fault_that_several_libraries_log_stands_there_once(logged: Logged) -> None:
    error = burn()

    log.error("it failed", exc_info=error)
    for other in ("nicegui", "uvicorn.error", "asyncio"):
        logging.getLogger(other).error(error, exc_info=error)
        logging.getLogger(other).error("Exception in ASGI application\n", exc_info=error)

    assert [line["logger"] for line in logged()] == ["comptoir.tests"]


def test_another_fault_with_the_same_words_is_another_line(logged: Logged) -> None:
    for _ in range(2):
        log.error("it failed", exc_info=burn())

    assert len({line["id"] for line in logged()}) == 2


def test_an_outage_that_meets_everybody_has_one_reference_and_one_line(logged: Logged) -> None:
    met = [Outage(GONE) for _ in range(50)]
    for outage in met:
        log.error("it failed", exc_info=outage)
    log.error("another", exc_info=Outage(FULL))

    assert len(logged()) == 2
    assert {reference_of(outage) for outage in met} == {logged()[0]["id"]}


def test_an_outage_that_lasts_is_logged_again(
    logged: Logged, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000.0]
    monkeypatch.setattr("models.log.monotonic", lambda: clock[0])
    log.error("it failed", exc_info=Outage(GONE))
    clock[0] += 61

    log.error("it failed", exc_info=Outage(GONE))

    assert len({line["id"] for line in logged()}) == 2


def test_a_refusal_is_no_fault(logged: Logged, subtests: pytest.Subtests) -> None:
    for no in (Refused("Non."), Invalid({"name": "Non."})):
        with subtests.test(no=no):
            logging.getLogger("nicegui").error(no, exc_info=no)

            assert logged() == []


def test_where_it_happened_may_be_unknown(logged: Logged) -> None:
    log.error("in no page")

    assert (logged()[0]["page"], logged()[0]["who"]) == ("", "")


def test_the_query_of_an_address_stays_out(logged: Logged, subtests: pytest.Subtests) -> None:
    for said, logged_as in (
        ("http://h/clients?q=Dupont&sort=name not found", "http://h/clients not found"),
        ('"GET /api/clients?q=Dupont%20SARL HTTP/1.1" 500', '"GET /api/clients HTTP/1.1" 500'),
        ("Supprimer « Dupont » ? Oui=1", "Supprimer « Dupont » ? Oui=1"),
    ):
        with subtests.test(said=said):
            before = len(logged())
            log.error(said, exc_info=burn(said))

            (line,) = logged()[before:]
            assert line["message"] == logged_as
            assert line["traceback"].endswith(f"RuntimeError: {logged_as}")


def test_nobody_writes_a_line_of_their_own_into_the_log(logged: Logged, terminal: Any) -> None:
    log.warning('typed\n{"level": "INFO"}\r\n\x1b[31mred\x00')

    (line,) = logged()
    assert line["message"] == 'typed {"level": "INFO"} [31mred '
    assert len(terminal().splitlines()) == 1


def test_what_libraries_add_to_a_record_stays_out(logged: Logged) -> None:
    log.warning("hello", extra={"websocket": "cookie=secret", "color_message": "hello"})

    assert "secret" not in json.dumps(logged())
    assert "color_message" not in logged()[0]


def test_half_a_character_is_logged_too() -> None:
    stream = io.StringIO()
    log_handler(stream).handle(logging.makeLogRecord({"msg": "half \ud800 é"}))

    assert json.loads(stream.getvalue())["message"] == "half \ud800 é"


def test_on_a_terminal_a_line_is_text(terminal: Any, at_the_desk: None) -> None:
    error = burn()

    log.error("it failed", exc_info=error)

    first, *rest = terminal().splitlines()
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d ERROR comptoir\.tests: it failed "
        rf"\({reference_of(error)}, Colette, /clients\)",
        first,
    )
    assert rest[0].startswith("Traceback")
    assert rest[-1] == "RuntimeError: disk on fire"


ENDS = {
    "the process": "raise RuntimeError('disk on fire')",
    "a thread": "import threading; threading.Thread(target=lambda: 1 / 0).start()",
    "a finalizer": "type('Broken', (), {'__del__': lambda self: 1 / 0})()",
    "a warning": "import warnings; warnings.warn('disk on fire')",
    "Uvicorn": "import logging; logging.getLogger('uvicorn.error').error('disk on fire')",
}


@pytest.mark.parametrize("code", ENDS.values(), ids=ENDS.keys())
def test_standard_error_is_json_whatever_happens(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"from models.log import start_log; start_log(); {code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    (line,) = map(json.loads, done.stderr.splitlines())
    assert line["level"] in {"CRITICAL", "ERROR", "WARNING"}


# --- how long -----------------------------------------------------------------------------------


def test_nothing_that_was_sent_makes_a_line_long(
    logged: Logged, terminal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = "x" * 810_000
    monkeypatch.setattr("models.log._whereabouts", lambda: (f"/{huge}", huge))

    log.warning("unknown: %s", huge)
    log.error("it failed: %s", huge, exc_info=burn(f"{huge} ?q={huge}\n" * 30))

    for line in logged():
        assert len(line["page"]) < 210
        assert len(line["who"]) < 210
        assert len(line["message"]) < 2_010
    assert len(json.dumps(logged())) < 30_000
    assert len(terminal()) < 30_000


def test_a_long_traceback_keeps_how_it_began_and_how_it_ended(logged: Logged) -> None:
    log.error("it failed", exc_info=burn("first\n" + "again and again\n" * 5_000 + "the end"))

    (line,) = logged()
    assert line["traceback"].startswith("Traceback")
    assert line["traceback"].endswith("the end")
    assert len(line["traceback"]) < 21_000


def test_refusals_have_a_line_with_address_and_reference_and_are_bounded(logged: Logged) -> None:
    now = [0.0]
    refusals = Refusals(lambda: now[0])

    first = refusals.note("wrong PIN", "192.0.2.7", "Zoé")

    (line,) = logged()
    assert (line["id"], line["who"], line["level"]) == (first, "Zoé", "WARNING")
    assert line["message"] == "refused to 192.0.2.7: wrong PIN"
    for number in range(5_000):
        refusals.note("wrong PIN", "192.0.2.7")
        refusals.note("wrong name or password", f"192.0.2.{number % 250}" * 99)
    assert len(logged()) == MOST_REFUSALS
    now[0] += 61
    refusals.note("wrong PIN", "192.0.2.7")
    assert logged()[-2]["message"] == f"refused {10_001 - MOST_REFUSALS} times more, without a line"
