"""The firm's logo, as the templates take it: text that holds the picture."""

from __future__ import annotations

import io
from base64 import b64encode
from functools import lru_cache

from PIL import Image

LARGEST = (1200, 480)
"""Pixels: 600 dots an inch for what is at most 15 mm high."""


@lru_cache(4)
def logo_text(logo: bytes) -> str:
    """An SVG around the picture, which is made no larger than paper needs."""
    with Image.open(io.BytesIO(logo)) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail(LARGEST)
    made = io.BytesIO()
    picture.save(made, "PNG")
    width, height = picture.size
    data = b64encode(made.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )
