"""Whatever raises anywhere: once in the log, and with the same reference on the screen."""

from __future__ import annotations

import contextlib
import logging
from urllib.parse import urlsplit

from nicegui.slot import Slot
from nicegui.storage import request_contextvar

from components.tab.seat import current_staff
from models.database import outage_of
from models.log import is_news, locate_log, reference_of

log = logging.getLogger("comptoir")


def note_fault(error: Exception) -> str:
    """Log what nobody expected, unless that was done, and return the reference to show."""
    log.error("%s: %s", type(error).__name__, error, exc_info=error)
    return reference_of(error)


def fault_sentence(error: Exception) -> str:
    """Note a fault, and say it to the user: without a word of what went wrong inside."""
    if outage := outage_of(error):
        return with_reference(str(outage), error)
    return (
        "Une erreur est survenue ; rien n’a été perdu. Réessayez, et si elle revient, "
        f"signalez la référence {note_fault(error)}."
    )


def with_reference(sentence: str, error: Exception) -> str:
    """Note a fault, and end what is said of it with its reference."""
    return f"{sentence} Référence\u00a0{note_fault(error)}."


def _whereabouts() -> tuple[str, str]:
    """The path of the page that the running task acts on, and the name of who sits there."""
    path = who = ""
    with contextlib.suppress(Exception):  # nothing may keep a fault out of the log
        path = _path()
        request = request_contextvar.get()
        who = request.scope["seat"].staff.name if request else ""
    with contextlib.suppress(Exception):
        who = current_staff().name
    return path, who


def _path() -> str:
    # Not `ui.context`: asked outside any page before the start, it would make one.
    for slot in reversed(Slot.get_stack()):
        with contextlib.suppress(RuntimeError):  # its element is gone
            return urlsplit(slot.parent.client.sub_pages_router.current_path).path
    request = request_contextvar.get()
    return request.url.path if request else ""


locate_log(_whereabouts)
logging.getLogger("nicegui").addFilter(is_news)  # it logs refusals too, and what is noted above
