"""A paper as a PDF, and as pictures of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import orjson

from models.printing import press
from models.printing.facturx import invoice_form, invoice_xml
from models.printing.logo import logo_text
from models.printing.paper import Paper
from models.printing.sheet import sheet
from models.printing.xmp import with_invoice

SCREEN_DOTS = 110.0


@dataclass(frozen=True)
class Printed:
    """The file of a paper, and the electronic invoice in it; "" where it holds none."""

    pdf: bytes
    xml: str


async def print_paper(paper: Paper, *, made_at: datetime, logo: bytes | None = None) -> Printed:
    """The file to give out: with the electronic invoice inside, where `invoice_form` says so.

    ValueError with what the schema refuses.
    """
    return await press.beside(lambda: _printed(paper, made_at, logo))


def _printed(paper: Paper, made_at: datetime, logo: bytes | None) -> Printed:
    xml = invoice_xml(paper) if invoice_form(paper) == "facturx" else ""
    return Printed(_pdf(paper, made_at, logo, xml), xml)


async def render_pdf(
    paper: Paper, *, made_at: datetime, logo: bytes | None = None, xml: str | None = None
) -> bytes:
    """PDF/A-3b and PDF/UA-1, with the electronic invoice inside if one is given.

    The same paper, made at the same instant, is the same file.
    """
    return await press.beside(lambda: _pdf(paper, made_at, logo, xml))


def _pdf(paper: Paper, made_at: datetime, logo: bytes | None, xml: str | None) -> bytes:
    inputs = _inputs(paper, logo) | ({"xml": xml} if xml else {})
    made = press.pdf(inputs, int(made_at.timestamp()))
    return with_invoice(made) if xml else made


async def render_pages(paper: Paper, *, logo: bytes | None = None) -> list[bytes]:
    """An SVG of each page, for the screen: all text is drawn, so that it needs no font."""
    return await press.beside(lambda: press.pages(_inputs(paper, logo), "svg", SCREEN_DOTS))


async def render_pictures(
    paper: Paper, *, logo: bytes | None = None, dots: float = SCREEN_DOTS
) -> list[bytes]:
    """A PNG of each page, with so many dots an inch."""
    return await press.beside(lambda: press.pages(_inputs(paper, logo), "png", dots))


def _inputs(paper: Paper, logo: bytes | None) -> dict[str, str]:
    inputs = {"data": orjson.dumps(sheet(paper)).decode()}
    return inputs | ({"logo": logo_text(logo)} if logo else {})
