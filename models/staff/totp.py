"""The codes of an authenticator application: RFC 6238 with SHA-1, six digits, half a minute each.

That is what every such application assumes; SHA-1 is as good as any here, since nobody who sees a
code can choose what is hashed.
"""

from __future__ import annotations

import hmac
import secrets
import time
from base64 import b32decode, b32encode
from urllib.parse import quote

SECONDS = 30
DIGITS = 6
LEEWAY = 1
"""Steps by which the clock of a phone may be wrong, or a slow hand late."""
BYTES = 20
GROUP = 4


def new_secret() -> str:
    """What the application and the server share, as it is typed: 160 bits in base 32."""
    return b32encode(secrets.token_bytes(BYTES)).decode()


def present_step() -> int:
    """The number of the half minute since 1970."""
    return int(time.time()) // SECONDS


def code_of(secret: str, step: int) -> str:
    """The code of a half minute (RFC 4226, section 5.3)."""
    digest = hmac.digest(b32decode(secret), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, code: str) -> int | None:
    """The half minute of this code, None if it is of none that is near."""
    now = present_step()
    near = range(now - LEEWAY, now + LEEWAY + 1)
    given = code.encode("utf-8", "replace")
    return next((s for s in near if hmac.compare_digest(code_of(secret, s).encode(), given)), None)


def address(secret: str, name: str) -> str:
    """What the QR code says: the firm's program, whose account it is, and the secret."""
    label = quote(f"Comptoir:{name}", safe="")
    return f"otpauth://totp/{label}?secret={secret}&issuer=Comptoir"


def in_groups(secret: str) -> str:
    """The secret as it is read from a screen and typed."""
    return " ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))
