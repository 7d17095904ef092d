"""The file of a document: of an issued invoice made once and kept, else made when asked."""

from __future__ import annotations

import logging
from hashlib import sha256

from models.attachments import FILES
from models.company import Company
from models.database.transaction import transaction
from models.documents import Document
from models.printing.of_documents import paper_of
from models.printing.render import Printed, print_paper, render_pages, render_pdf

log = logging.getLogger("comptoir")


async def pdf_of(document: Document) -> bytes:
    """What is given out of a document."""
    if not document.is_issued:
        now = document.updated_at
        return await render_pdf(await paper_of(document), made_at=now, logo=await _logo(document))
    if not document.pdf_hash:
        document = await keep_file(document)
    return await FILES.get(document.pdf_hash)


async def keep_file(document: Document) -> Document:
    """Make the file of an issued invoice, once: whoever is second keeps what the first has made."""
    printed = await _print(document)
    pdf = await FILES.put(printed.pdf)
    xml = await FILES.put(printed.xml.encode()) if printed.xml else ""
    async with transaction():
        current = await Document.locked(document.id)
        if not current.pdf_hash:
            current.pdf_hash, current.xml_hash = pdf, xml
            await current.save(update_fields=["pdf_hash", "xml_hash"])
    return current


async def _print(document: Document) -> Printed:
    paper, logo = await paper_of(document), await _logo(document)
    made_at = document.issued_at
    assert made_at is not None
    try:
        return await print_paper(paper, made_at=made_at, logo=logo)
    except ValueError:
        log.exception("no electronic invoice of %s", document.number)
        return Printed(await render_pdf(paper, made_at=made_at, logo=logo), "")


async def pages_of(document: Document) -> list[bytes]:
    """An SVG of each page, as it would be printed now."""
    return await render_pages(await paper_of(document), logo=await _logo(document))


async def mark_of_pages(document: Document) -> str:
    """What tells its pages from those of any other moment: a draft's change with its client and
    with the firm, too."""
    printed = (await paper_of(document), await _logo_name(document))
    return sha256(repr(printed).encode()).hexdigest()[:16]


async def _logo(document: Document) -> bytes | None:
    """The logo of its day."""
    name = await _logo_name(document)
    return await FILES.get(name) if name and await FILES.exists(name) else None


async def _logo_name(document: Document) -> str:
    kept = document.frozen or {}
    return str(kept["seller"]["logo"] if kept else (await Company.current()).logo)
