"""The files of a document: its PDF, its electronic invoice, and its pages for the screen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request, Response
from nicegui import app

from models.attachments import FILES
from models.documents import KINDS, Document, Kind
from models.integers import integer_in
from models.permissions import Permission
from models.printing import file_name, mark_of_pages, pages_of, pdf_of
from pages.documents.archive import ADDRESS, send_archive
from pages.web import disposition, seat_in

PDF, XML, SVG = "application/pdf", "application/xml", "image/svg+xml"
REMEMBERED = 8
"""Documents whose pages are kept, so that a preview of many pages is made once."""

Sent = Callable[[Request, Document], Awaitable[Response]]

_pages: OrderedDict[tuple[int, str], list[bytes]] = OrderedDict()


def serve_files() -> None:
    """The routes of every kind, for who may see prices."""
    app.get(ADDRESS)(send_archive)
    for kind in KINDS.values():
        app.get(f"{kind.path}/{{id}}/pdf")(_answering(kind, _pdf))
        app.get(f"{kind.path}/{{id}}/xml")(_answering(kind, _xml))
        app.get(f"{kind.path}/{{id}}/pages/{{page}}")(_answering(kind, _page))


async def drawn(document: Document) -> tuple[int, str]:
    """How many pages its paper has, and what tells them from those of any other moment."""
    mark = await mark_of_pages(document)
    return len(await _drawn(document, mark)), mark


def _answering(kind: Kind, send: Sent) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        if reason := seat_in(request.scope).staff.refusal(Permission.PRICES):
            raise HTTPException(403, reason)
        named = integer_in(request.path_params["id"])
        document = await Document.get_or_none(id=named, kind=kind.code)
        if document is None:
            raise HTTPException(404, "Ce document n’existe pas.")
        return await send(request, document)

    return answer


async def _pdf(request: Request, document: Document) -> Response:
    is_download = "telecharger" in request.query_params
    return _file(await pdf_of(document), document, "pdf", PDF, is_download=is_download)


async def _xml(_request: Request, document: Document) -> Response:
    if not document.xml_hash:
        raise HTTPException(404, "Ce document n’a pas de facture électronique.")
    return _file(await FILES.get(document.xml_hash), document, "xml", XML, is_download=True)


async def _page(request: Request, document: Document) -> Response:
    text = request.path_params["page"]
    pages = await _drawn(document, await mark_of_pages(document))
    if not text.isdecimal() or len(text) > 4 or not 0 < int(text) <= len(pages):
        raise HTTPException(404, "Cette page n’existe pas.")
    return Response(pages[int(text) - 1], media_type=SVG)


async def _drawn(document: Document, mark: str) -> list[bytes]:
    key = (document.id, mark)
    if key not in _pages:
        _pages[key] = await pages_of(document)
        while len(_pages) > REMEMBERED:
            _pages.popitem(last=False)
    return _pages[key]


def _file(
    content: bytes, document: Document, ending: str, media: str, *, is_download: bool
) -> Response:
    said = disposition(file_name(document, ending), is_shown=not is_download)
    return Response(content, media_type=media, headers={"Content-Disposition": said})
