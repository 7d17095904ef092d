"""The firm's logo: drawn anew from what was sent, and kept by its hash."""

from __future__ import annotations

import asyncio
import io
from hashlib import sha256

from PIL import Image, ImageOps, UnidentifiedImageError
from tortoise import fields
from tortoise.models import Model

from models.company.company import Company
from models.database.connection import one_at_a_time
from models.database.transaction import transaction
from models.errors import Invalid
from models.permissions import Permission, Staff

MOST_BYTES = 2_000_000
FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 16_000_000
"""Of what is sent: a small file may unfold to gigabytes."""
ROOM = (1_200, 600)
"""Pixels of what is kept: enough for a sheet of paper at 300 dpi."""
NO_IMAGE = "Ce fichier n’est pas une image PNG, JPEG ou WebP."
TOO_LARGE = "Cette image est trop grande : 2 Mo et 16 millions de points au plus."


class Logo(Model):
    """A logo that documents have shown, or show."""

    hash = fields.CharField(64, primary_key=True)
    png = fields.BinaryField()

    class Meta:
        table = "logo"


async def keep_logo(data: bytes, *, by: Staff) -> str:
    """Have documents show this image from now on; its hash. Raises Invalid under `logo`."""
    by.need(Permission.SETTINGS)
    png = await asyncio.to_thread(_redrawn, data)
    name = sha256(png).hexdigest()
    async with transaction():
        await one_at_a_time(Logo.Meta.table)
        if not await Logo.exists(hash=name):
            await Logo.create(hash=name, png=png)
        await Company.show_logo(name, by=by)
    return name


async def logo_png(name: str) -> bytes | None:
    """The logo that has this hash."""
    logo = await Logo.get_or_none(hash=name) if name else None
    return bytes(logo.png) if logo else None


def _redrawn(data: bytes) -> bytes:
    """The picture alone, as PNG: nothing that hides in a file goes on to others."""
    if len(data) > MOST_BYTES:
        raise Invalid({"logo": TOO_LARGE})
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Invalid({"logo": TOO_LARGE})
            picture = ImageOps.exif_transpose(sent).convert("RGBA")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Invalid({"logo": TOO_LARGE}) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Invalid({"logo": NO_IMAGE}) from None
    picture.thumbnail(ROOM)
    drawn = io.BytesIO()
    picture.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()
