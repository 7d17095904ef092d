"""An address that only who knows it opens: what is secret of it is told to nobody else."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

CALENDAR = "/calendrier"

Scope = MutableMapping[str, Any]


def put_secret_away(scope: Scope) -> None:
    """Keep the secret apart from the address, which the log holds."""
    scope["secret"] = ""
    if scope["type"] == "http" and scope["path"].startswith(f"{CALENDAR}/"):
        scope["secret"] = scope["path"].removeprefix(f"{CALENDAR}/")
        scope["path"], scope["raw_path"] = CALENDAR, CALENDAR.encode()


def secret_in(scope: Scope) -> str:
    """What stood in the address of a calendar, "" where there was none."""
    return str(scope["secret"])
