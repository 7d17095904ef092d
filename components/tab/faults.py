"""Whatever raises anywhere: once in the log, and with the same reference on the screen."""

from __future__ import annotations

import contextlib
import logging
from urllib.parse import urlsplit

from fastapi import Request

from components.nicegui_patches import address_of, clients_here, request_here
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
        request = request_here()
        path = _path(request)
        who = request.scope["seat"].staff.name if request else ""
    with contextlib.suppress(Exception):
        who = current_staff().name
    return path, who


def _path(request: Request | None) -> str:
    for client in clients_here():
        return urlsplit(address_of(client)).path
    return request.url.path if request else ""


locate_log(_whereabouts)
logging.getLogger("nicegui").addFilter(is_news)  # it logs refusals too, and what is noted above
