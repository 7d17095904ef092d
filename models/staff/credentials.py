"""Passwords, PINs and tokens: made, hashed and checked; never kept as they are."""

from __future__ import annotations

import asyncio
import secrets
from base64 import b64encode
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from models.staff.gate import KNOWN, Gate
from models.staff.guessable import guessable
from models.staff.guessable_pins import EASY_PIN, is_guessable_pin

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200
PIN_DIGITS = range(4, 7)

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another when read aloud or on paper."""

_hasher = PasswordHasher(parallelism=1)


def hash_of_nothing(like: PasswordHasher) -> str:
    """A hash that belongs to no secret: made at once, and checked as slowly as any other."""
    salt, digest = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=")
        for size in (like.salt_len, like.hash_len)
    )
    cost = f"m={like.memory_cost},t={like.time_cost},p={like.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${cost}${salt}${digest}"


_nobody = hash_of_nothing(_hasher)


async def hashed(secret: str) -> str:
    """The argon2id hash to store for a password or a PIN."""
    async with KNOWN.here():
        return await asyncio.to_thread(_hasher.hash, secret)


async def matches(secret: str, stored: str, gate: Gate = KNOWN) -> bool:
    """Whether this is the secret behind the hash; as slow when there is no hash at all."""
    async with gate.here():
        is_right = await asyncio.to_thread(_verify, secret, stored or _nobody)
    return is_right and bool(stored)


def _verify(secret: str, stored: str) -> bool:
    try:
        return _hasher.verify(stored, secret[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


def password_error(password: str, *names: str) -> str | None:
    """Why this cannot be the password of somebody called so, in a firm called so, or None."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Il faut au moins {SHORTEST_PASSWORD} caractères."
    if len(password) > LONGEST_PASSWORD:
        return f"{LONGEST_PASSWORD} caractères au plus."
    return guessable(password, names)


def is_whole_pin(pin: str) -> bool:
    """Whether this can be a PIN at all, and not the first half of one."""
    return pin.isascii() and pin.isdecimal() and len(pin) in PIN_DIGITS


def pin_error(pin: str) -> str | None:
    """Why this cannot be a PIN, or None."""
    if not is_whole_pin(pin):
        return f"Il faut de {PIN_DIGITS[0]} à {PIN_DIGITS[-1]} chiffres."
    return EASY_PIN if is_guessable_pin(pin) else None


def recovery_code() -> str:
    """A code on paper, of 66 bits: in figures, as a phone's keys for codes have no letters."""
    return "-".join(f"{secrets.randbelow(10**5):05}" for _ in range(4))


def provisional_password() -> str:
    """A password to say or to write down once, of about 69 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(14))
    return "-".join((letters[:5], letters[5:10], letters[10:]))


def setup_code() -> str:
    """The code that the server prints for the first administrator, of about 39 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8)).upper()
    return f"{letters[:4]}-{letters[4:]}"


def token() -> str:
    """What a browser keeps to be known again."""
    return secrets.token_urlsafe(32)


def token_hash(text: str) -> str:
    """What the database keeps of a token: it cannot be turned back into one."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()
