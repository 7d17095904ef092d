"""The cookies that a browser is known again by.

Under HTTPS their names begin with `__Host-`: a browser takes such a one from this very server over
HTTPS only. Another name of the domain, or somebody on the network who answers in this server's name
without HTTPS, can plant none; one without that beginning is not looked at there.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION_COOKIE = "comptoir_session"
DEVICE_COOKIE = "comptoir_device"
TICKET_COOKIE = "comptoir_ticket"
"""Between the password and the code."""
_OF_THIS_HOST = "__Host-"

Scope = MutableMapping[str, Any]


def cookie(scope: Scope, name: str) -> str:
    """What the browser has kept under this name, "" if nothing."""
    return HTTPConnection(scope).cookies.get(_full(scope, name), "")


def give_cookie(
    answer: Response, scope: Scope, name: str, value: str, seconds: int | None = None
) -> None:
    """Have the browser keep this for so long, or until it is closed."""
    answer.set_cookie(
        _full(scope, name),
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(scope),
    )


def take_cookie(answer: Response, scope: Scope, name: str) -> None:
    """Have the browser forget it."""
    give_cookie(answer, scope, name, "", 0)


def is_https(scope: Scope) -> bool:
    """Whether the browser speaks HTTPS, with us or with a proxy whose word is believed."""
    return scope["scheme"] in {"https", "wss"}


def _full(scope: Scope, name: str) -> str:
    return f"{_OF_THIS_HOST}{name}" if is_https(scope) else name
