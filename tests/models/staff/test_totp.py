"""Codes of an authenticator application: as RFC 6238 says, and for a near half minute."""

from __future__ import annotations

from base64 import b32encode
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from models.staff import totp
from models.staff.totp import address, code_of, in_groups, new_secret, present_step, step_of

SECRET = b32encode(b"12345678901234567890").decode()


def test_the_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B, of which an application shows the last six digits."""
    for seconds, code in (
        *((59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471")),
        *((1234567890, "89005924"), (2000000000, "69279037"), (20000000000, "65353130")),
    ):
        assert code_of(SECRET, seconds // 30) == code[-6:], seconds


def test_a_code_is_known_for_a_step_before_and_after(monkeypatch: pytest.MonkeyPatch) -> None:
    now = present_step()
    monkeypatch.setattr(totp, "present_step", lambda: now)
    for step in range(now - 5, now + 6):
        known = step if abs(step - now) <= 1 else None
        assert step_of(SECRET, code_of(SECRET, step)) == known
    for junk in ("", "1", "é" * 6, "\udcff", "x" * 10_000):
        assert step_of(SECRET, junk) is None


def test_no_two_secrets_are_alike() -> None:
    made = {new_secret() for _ in range(50)}

    assert len(made) == 50
    assert {len(one) for one in made} == {32}
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_the_address_says_whose_it_is() -> None:
    parts = urlsplit(address(SECRET, "Zoé & <fils>"))

    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Comptoir:Zoé & <fils>"
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["Comptoir"]}
