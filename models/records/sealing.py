"""How an entry of the journal is sealed: to the one before, and without its values.

Of the values the seal holds a digest alone, with a salt beside it that is drawn by lot. Once
values and salt are erased, the seal still tells that nothing else was changed, and the digest
tells nobody what they were. Entries of the first kind have no digest: their seal holds the values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC
from hashlib import sha256
from secrets import token_hex
from typing import Any

import orjson

SUBJECT = ("id", "at", "account_id", "staff", "device", "topic", "record_id")
KEPT = (*SUBJECT, "action", "digest")
"""What the seal holds, and what stays."""
VALUES = ("salt", "caption", "changes", "search")
"""What may be erased."""
FIRST_KIND = (*SUBJECT, "caption", "action", "changes", "search")
"""What the seal of an entry without a digest holds."""

Said = Mapping[str, Any]
"""What an entry says, by the names of its columns."""


def new_salt() -> str:
    return token_hex(16)


def digest_of(said: Said) -> str:
    """What the seal holds instead of the values."""
    return _hash([said[name] for name in VALUES])


def seal_of(previous: str, said: Said) -> str:
    """The seal of an entry after the one with that seal."""
    return _hash([previous, *_told(said, KEPT if said["digest"] else FIRST_KIND)])


def trace_of(entries: Sequence[Said]) -> str:
    """What is left of entries of the first kind, whose seals cannot tell it without the values."""
    return _hash([[*_told(one, KEPT), one["seal"]] for one in entries])


def _told(said: Said, names: tuple[str, ...]) -> list[Any]:
    at = said["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return [at if name == "at" else said[name] for name in names]


def _hash(whole: list[Any]) -> str:
    return sha256(orjson.dumps(whole, option=orjson.OPT_SORT_KEYS)).hexdigest()
