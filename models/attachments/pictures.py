"""Pictures drawn anew, so that nothing that hides in a file is kept, and small ones of them."""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from models.attachments.kinds import Media
from models.attachments.limits import MOST_PIXELS, THUMBNAIL
from models.errors import Refused

NO_PICTURE = "Cette image est abîmée : elle ne s’ouvre pas."
TOO_MANY = f"Cette image est trop grande : {MOST_PIXELS // 10**6} millions de points au plus."
QUALITY = 88
SMALL_QUALITY = 75


def redrawn(content: bytes, media: Media) -> tuple[bytes, bytes]:
    """The picture alone, upright, without where and when it was taken; and a small WebP of it."""
    try:
        with Image.open(io.BytesIO(content), formats=(media.pillow,)) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise Refused(TOO_MANY)
            picture = ImageOps.exif_transpose(sent)
            if picture.mode not in {"RGB", "RGBA", "L"}:
                is_clear = "transparency" in picture.info or picture.mode in {"LA", "PA"}
                picture = picture.convert("RGBA" if is_clear else "RGB")
            picture.info.clear()
            return _saved(picture, media), small(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(TOO_MANY) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, MemoryError):
        raise Refused(NO_PICTURE) from None


def _saved(picture: Image.Image, media: Media) -> bytes:
    flat = picture.convert("RGB") if media.pillow == "JPEG" and picture.mode == "RGBA" else picture
    drawn = io.BytesIO()
    flat.save(drawn, media.pillow, quality=QUALITY)
    return drawn.getvalue()


def small(picture: Image.Image) -> bytes:
    made = picture.copy()
    made.thumbnail(THUMBNAIL)
    drawn = io.BytesIO()
    made.save(drawn, "WEBP", quality=SMALL_QUALITY)
    return drawn.getvalue()
