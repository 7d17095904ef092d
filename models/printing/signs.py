"""Which signs the fonts have: a PDF that is kept for ten years may lack none."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
EVERYWHERE = ("ComptoirSans-Italic.ttf", "DejaVuSans.ttf")
"""The cut with the fewest signs, and what is looked into where it has none."""
STAND_IN = "□"
UNSEEN = ("Cc", "Cf", "Cs", "Mn")
SEGMENTS = 12
"""The format of a font's table that reaches beyond 65,535."""


def missing_signs(text: str) -> set[str]:
    """The signs of a text that no font of ours can print."""
    return {sign for sign in set(text) if not (sign == "\n" or ord(sign) in _known())}


def printable(text: str) -> str:
    """The text with another spelling of what cannot be printed, or a box in its place."""
    missing = missing_signs(text)
    if not missing:
        return text
    return "".join(_other_spelling(sign) if sign in missing else sign for sign in text)


def _other_spelling(sign: str) -> str:
    """« Ａ » is an A; most have none. What is not seen anyway goes without a trace."""
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in UNSEEN:
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if not missing_signs(plain) else STAND_IN


@cache
def _known() -> frozenset[int]:
    found = (point for name in EVERYWHERE for point in _points(FONTS.joinpath(name).read_bytes()))
    return frozenset(point for point in found if unicodedata.category(chr(point)) != "Co")


def _points(font: bytes) -> Iterator[int]:
    """What the character map of a TrueType file has a glyph for."""
    start = next(at for tag, at in _tables(font) if tag == b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        if struct.unpack_from(">H", font, start + offset) == (SEGMENTS,):
            yield from _segments(font, start + offset)


def _tables(font: bytes) -> Iterator[tuple[bytes, int]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _, at, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        yield tag, at


def _segments(font: bytes, start: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, start + 12)
    for number in range(count):
        first, last, _ = struct.unpack_from(">III", font, start + 16 + 12 * number)
        yield from range(first, last + 1)
