"""Files as others send them: photos that say where they were taken, papers, tables."""

from __future__ import annotations

import io
import zipfile

import typst
from PIL import Image

MEMBERS = {
    "docx": {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"},
    "xlsx": {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
    "odt": {"mimetype": b"application/vnd.oasis.opendocument.text"},
    "ods": {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
}
TURNED = 6
"""The camera was held upright."""


def photo(kind: str = "JPEG", size: tuple[int, int] = (120, 60), colour: str = "#1b7446") -> bytes:
    """A photo, turned by a quarter, in which EXIF says who took it and where."""
    picture = Image.new("RGB", size, colour)
    exif = picture.getexif()
    exif[0x0112] = TURNED
    exif[0x010E] = "Secret 48.39 -4.48"
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def pdf_file(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    text = "#pagebreak()\n".join(f"= {one}\n" for one in pages)
    made = typst.compile(text.encode(), timestamp=0)
    assert isinstance(made, bytes)
    return made


def office_file(ending: str) -> bytes:
    """As small as a file of an office suite can be."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in MEMBERS[ending].items():
            packed.writestr(name, content)
    return made.getvalue()
