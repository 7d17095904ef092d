"""Where a list goes on: an opaque word, signed for one token and one question."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

from models.records import ID
from pages.web import Problem

SEAL_BYTES = 16
NUMBER_BYTES = 4
FORGED = "Ce curseur n’est pas de cette liste : recommencez sans lui."
LONGEST = 64


def cursor_after(id_: int, key: bytes, question: str) -> str:
    """The word for « after this id » in the answer to one question."""
    number = id_.to_bytes(NUMBER_BYTES)
    return urlsafe_b64encode(number + _seal(number, key, question)).decode().rstrip("=")


def id_in(cursor: str, key: bytes, question: str) -> int:
    """After which id it goes on; raises Problem where this is no cursor of this question."""
    if not cursor:
        return 0
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    number, seal = raw[:NUMBER_BYTES], raw[NUMBER_BYTES:]
    if not hmac.compare_digest(seal, _seal(number, key, question)):
        raise Problem(400, FORGED, code="bad_cursor")
    return min(int.from_bytes(number), int(ID["maximum"]))


def question_of(name: str, asked: Mapping[str, str]) -> str:
    """What a list was asked, whatever the order and the size of its pages."""
    return "&".join([name, *(f"{one}={text}" for one, text in sorted(asked.items()) if text)])


def _seal(number: bytes, key: bytes, question: str) -> bytes:
    return hmac.digest(key, number + question.encode("utf-8", "replace"), "sha256")[:SEAL_BYTES]
