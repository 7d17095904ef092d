"""What a file is, by what it holds and not by what it says of itself."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from models.errors import Refused
from models.french.text import clean_line
from models.french.wording import quoted

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST_NAME = 200
MOST_MEMBERS = 5_000
"""Of a file of an office suite."""
EMPTY = "Ce fichier est vide."
UNKNOWN = (
    "Ce genre de fichier n’est pas pris : seulement les images JPEG, PNG et WebP, les PDF et les "
    "documents Word, Excel et LibreOffice."
)
HEIC = (
    "Les photos HEIC ne sont pas lues : choisissez « Le plus compatible » (JPEG) dans les réglages "
    "de l’appareil photo."
)


@dataclass(frozen=True)
class Media:
    """A type that is taken; the first ending is that of a file without one."""

    type: str
    label: str
    endings: tuple[str, ...]
    pillow: str = ""
    """What Pillow calls it, if it is a picture."""

    @property
    def is_image(self) -> bool:
        return bool(self.pillow)


JPEG = Media("image/jpeg", "JPEG", (".jpg", ".jpeg", ".jpe", ".jfif"), "JPEG")
PNG = Media("image/png", "PNG", (".png",), "PNG")
WEBP = Media("image/webp", "WebP", (".webp",), "WEBP")
IMAGES = (JPEG, PNG, WEBP)
PAPER = Media(PDF, "PDF", (".pdf",))
BY_MEMBER = {
    "word/document.xml": Media(f"{OFFICE}.wordprocessingml.document", "Word", (".docx",)),
    "xl/workbook.xml": Media(f"{OFFICE}.spreadsheetml.sheet", "Excel", (".xlsx",)),
}
OPEN_DOCUMENTS = {
    f"application/vnd.oasis.opendocument.{kind}": Media(
        f"application/vnd.oasis.opendocument.{kind}", "LibreOffice", (ending,)
    )
    for kind, ending in (("text", ".odt"), ("spreadsheet", ".ods"))
}
MEDIA = {one.type: one for one in (*IMAGES, PAPER, *BY_MEMBER.values(), *OPEN_DOCUMENTS.values())}
ACCEPTED = ",".join(ending for one in MEDIA.values() for ending in one.endings)

_HEIC = re.compile(rb"....ftyp(?:hei[cfsmx]|hev[cmsx]|mif1|msf1)", re.DOTALL)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_SEPARATORS = re.compile(r"[\\/]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')


def media_of(content: bytes) -> Media:
    """What it is; raises Refused with a sentence where it is nothing that is taken."""
    if not content:
        raise Refused(EMPTY)
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PAPER
    if _HEIC.match(content):
        raise Refused(HEIC)
    if content.startswith(b"PK\x03\x04") and (found := _office(content)):
        return found
    raise Refused(UNKNOWN)


def _office(content: bytes) -> Media | None:
    """By the names of what is packed in it; nothing is unpacked but the type of an OpenDocument."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {one.filename: one.file_size for one in packed.infolist()[:MOST_MEMBERS]}
            found = next((BY_MEMBER[name] for name in BY_MEMBER if name in members), None)
            if found or not 0 < members.get("mimetype", 0) < LONGEST_NAME:
                return found if "word/vbaProject.bin" not in members else None
            return OPEN_DOCUMENTS.get(packed.read("mimetype").decode("ascii", "replace"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        return None


def clean_name(text: str) -> str:
    """The name alone, without folders, control characters and what systems forbid."""
    last = _SEPARATORS.split(text)[-1]
    return clean_line(_FORBIDDEN.sub("", last)).strip(". ")[-LONGEST_NAME:]


def named(text: str, media: Media) -> str:
    """The name with an ending of its type; Refused where it has that of another type."""
    name = clean_name(text) or "fichier"
    found = _ENDING.search(name)
    ending = found[0].lower() if found else ""
    if ending in media.endings:
        return name
    if media.is_image and any(ending in one.endings for one in IMAGES):
        return name[: -len(ending)] + media.endings[0]
    if ending and not ending[1:].isdecimal():
        raise Refused(
            f"{quoted(name)} est en réalité un fichier {media.label} : donnez-lui son vrai nom."
        )
    return name[: LONGEST_NAME - len(media.endings[0])] + media.endings[0]


def with_ending_of(name: str, media_type: str) -> str:
    """A new name of a file that is kept, which keeps an ending of its type."""
    media = MEDIA[media_type]
    if name.lower().endswith(media.endings):
        return name
    return name[: LONGEST_NAME - len(media.endings[0])] + media.endings[0]
