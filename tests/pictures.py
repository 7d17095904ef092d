"""Pictures for tests."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

IMAGE_DESCRIPTION = 0x010E


def picture(kind: str, size: tuple[int, int] = (60, 30), *, exif_text: str = "") -> bytes:
    """A green picture in a file of this kind, in whose head something may be written."""
    drawn = Image.new("RGB", size, "green")
    exif = Image.Exif()
    if exif_text:
        exif[IMAGE_DESCRIPTION] = exif_text
    file = io.BytesIO()
    drawn.save(file, kind, exif=exif) if exif_text else drawn.save(file, kind)
    return file.getvalue()


def unfolding(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of this size."""
    png = picture("PNG")
    head = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]
