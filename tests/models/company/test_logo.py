"""A logo is drawn anew from what was sent; what is no picture, or too much of one, is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models.company import Company, keep_logo, logo_png
from models.company.logo import MOST_BYTES
from models.errors import Invalid, Refused
from models.permissions import Role, Staff
from models.records import JournalEntry
from tests.factories import ANYBODY
from tests.pictures import picture, unfolding

pytestmark = pytest.mark.usefixtures("database")

SECRET = b"a place on earth"


async def test_a_logo_is_kept_as_a_png_without_what_hid_in_it() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        sent = picture(kind, exif_text=SECRET.decode())
        assert SECRET in sent, kind

        name = await keep_logo(sent, by=ANYBODY)

        png = await logo_png(name)
        assert png
        with Image.open(io.BytesIO(png)) as drawn:
            assert (drawn.format, drawn.size) == ("PNG", (60, 30)), kind
        assert SECRET not in png, kind
        assert (await Company.current()).logo == name


async def test_a_large_logo_is_drawn_smaller() -> None:
    png = await logo_png(await keep_logo(picture("JPEG", (3_000, 1_000)), by=ANYBODY))
    assert png
    with Image.open(io.BytesIO(png)) as drawn:
        assert drawn.size == (1_200, 400)


async def test_what_is_no_logo_is_refused_with_the_reason() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for sent, reason in (
        (b"", "pas une image"),
        (svg, "pas une image"),
        (picture("GIF"), "pas une image"),
        (picture("PNG")[:60], "pas une image"),
        (unfolding(20_000, 20_000), "trop grande"),
        (unfolding(5_000, 5_000), "trop grande"),
        (b"\x89PNG" + b"x" * MOST_BYTES, "trop grande"),
    ):
        with pytest.raises(Invalid, match=reason):
            await keep_logo(sent, by=ANYBODY)
    assert not (await Company.current()).logo


async def test_who_may_not_change_settings_changes_no_logo() -> None:
    with pytest.raises(Refused):
        await keep_logo(picture("PNG"), by=Staff("Louise", Role.READER))


async def test_an_earlier_logo_stays_for_the_documents_that_show_it() -> None:
    first = await keep_logo(picture("PNG"), by=ANYBODY)
    await keep_logo(picture("PNG", (50, 20)), by=ANYBODY)
    await Company.show_logo("", by=ANYBODY)

    assert await logo_png(first)
    assert await logo_png("") is None
    latest = await JournalEntry.filter(topic="company").order_by("-id").first()
    assert latest
    assert list(latest.changes) == ["logo"]
