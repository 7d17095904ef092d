"""Every golden paper as PDF and pictures, to look at: `python -m tests.papers FOLDER [WORD…]`."""

from __future__ import annotations

import asyncio
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw

from models.printing import Paper, print_paper, render_pictures
from tests.models.printing.golden import GOLDEN, OTHERS

MADE_AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
DOTS = 80.0


def made_up_logo() -> bytes:
    """A green square with a hole, and a word beside it."""
    picture = Image.new("RGBA", (600, 240), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((10, 10, 230, 230), 48, fill=(22, 106, 62, 255))
    draw.ellipse((60, 60, 180, 180), outline=(255, 255, 255, 255), width=22)
    draw.rectangle((260, 75, 590, 125), fill=(28, 36, 32, 255))
    draw.rectangle((260, 145, 500, 180), fill=(22, 106, 62, 255))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


async def write(folder: Path, name: str, paper: Paper) -> None:
    logo = None if "name" in name else made_up_logo()
    stem = re.sub(r"\W+", "-", name)
    printed = await print_paper(paper, made_at=MADE_AT, logo=logo)
    (folder / f"{stem}.pdf").write_bytes(printed.pdf)
    for number, page in enumerate(await render_pictures(paper, logo=logo, dots=DOTS), 1):
        (folder / f"{stem}-{number}.png").write_bytes(page)


async def write_all(folder: Path, words: list[str]) -> None:
    for name, paper in {**GOLDEN, **OTHERS}.items():
        if not words or any(word in name for word in words):
            await write(folder, name, paper)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(write_all(target, sys.argv[2:]))
