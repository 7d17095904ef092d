"""The pages of a PDF as pictures: typst draws them, which runs nothing that is in a PDF."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import typst
from PIL import Image

from models.attachments.limits import MOST_PAGES, MOST_PIXELS, PAGE_WIDTH
from models.attachments.pictures import small

NARROWEST, WIDEST = 0.2, 5.0
"""Of a page's height by its width: another one would be a picture of any size."""
QUALITY = 85
PAGE = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#image("paper.pdf", page: {page}, width: 100%, height: 100%, fit: "contain")"""
DOTS = 72.0


def page_count(content: bytes) -> int:
    """How many pages can be shown; none of what is locked, broken or unfolds to too much."""
    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            return 0 if _is_heavy(paper) else min(len(paper.pages), MOST_PAGES)
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError):
        return 0


def first_page(content: bytes) -> bytes:
    """A small WebP of the first page."""
    with Image.open(io.BytesIO(_drawn(content, 1))) as page:
        return small(page)


def page_picture(content: bytes, page: int) -> bytes:
    """A page as WebP, counted from 1; ValueError where it cannot be drawn."""
    with Image.open(io.BytesIO(_drawn(content, page))) as picture:
        made = io.BytesIO()
        picture.convert("RGB").save(made, "WEBP", quality=QUALITY)
    return made.getvalue()


def _drawn(content: bytes, page: int) -> bytes:
    height = round(PAGE_WIDTH * _ratio(content, page))
    source = PAGE.format(width=PAGE_WIDTH, height=height, page=page)
    with TemporaryDirectory(prefix="comptoir-") as folder:
        Path(folder, "paper.pdf").write_bytes(content)
        main = Path(folder, "page.typ")
        main.write_text(source, "utf-8")
        try:
            made = typst.compile(main, ignore_system_fonts=True, format="png", ppi=DOTS)
        except RuntimeError as error:
            raise ValueError("this page cannot be drawn") from error
    assert isinstance(made, bytes)
    return made


def _ratio(content: bytes, page: int) -> float:
    """The height of a page by its width, as it lies."""
    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            found = paper.pages[page - 1]
            left, low, right, high = (float(one) for one in found.cropbox)
            is_turned = int(found.obj.get("/Rotate", 0)) % 180 != 0
    except (pikepdf.PdfError, TypeError) as error:
        raise ValueError("this page cannot be measured") from error
    width, height = abs(right - left) or 1.0, abs(high - low) or 1.0
    if is_turned:
        width, height = height, width
    return min(max(height / width, NARROWEST), WIDEST)


def _is_heavy(paper: pikepdf.Pdf) -> bool:
    """Whether a picture in it unfolds to more than a picture may."""
    return any(
        int(one.get("/Width", 0)) * int(one.get("/Height", 0)) > MOST_PIXELS
        for one in paper.objects
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
    )
