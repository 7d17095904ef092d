"""What stands on the pages of a PDF, as one reads it."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

POINTS = 72 / 25.4
"""In a millimetre."""
HEIGHT = 297


def pages(pdf: bytes) -> list[str]:
    """The text of each page; every kind of space is a plain one."""
    found = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return [" ".join(text.replace("\u200b", "").split()) for text in found]


def places(pdf: bytes, word: str) -> list[tuple[float, float]]:
    """Where texts with this word begin on the first page: millimetres from the left and the top."""
    found: list[tuple[float, float]] = []

    def look(text: str, outer: list[float], inner: list[float], *_: Any) -> None:
        if word in text:
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            above = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            found.append((left / POINTS, HEIGHT - above / POINTS))

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=look)
    return found
