"""The PDFs of many documents in one file, sent while they are made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from fastapi import HTTPException, Request, Response
from fastapi.responses import StreamingResponse

from models.documents import MOST_AT_ONCE, Document, few, note_export
from models.errors import Refused
from models.integers import integer_in
from models.permissions import Permission
from models.printing import file_name, pdf_of
from pages.web import seat_in, zipped

ADDRESS = "/api/documents/pdf"


def address_of(ids: Sequence[int]) -> str:
    """Where these PDFs are fetched."""
    return f"{ADDRESS}?ids={','.join(map(str, ids))}"


async def send_archive(request: Request) -> Response:
    """A ZIP of these documents, for who may see prices and take data along."""
    staff = seat_in(request.scope).staff
    for permission in (Permission.EXPORT, Permission.PRICES):
        if reason := staff.refusal(permission):
            raise HTTPException(403, reason)
    try:
        documents = await few(_ids(request.query_params.get("ids", "")))
    except Refused as refusal:
        raise HTTPException(400, str(refusal)) from None
    if not documents:
        raise HTTPException(404, "Ces documents n’existent pas.")
    await note_export(len(documents), by=staff)
    headers = {"Content-Disposition": 'attachment; filename="documents.zip"'}
    return StreamingResponse(
        zipped(_papers(documents)), media_type="application/zip", headers=headers
    )


def _ids(text: str) -> list[int]:
    named = [integer_in(one) for one in text.split(",", MOST_AT_ONCE + 1)]
    ids = [one for one in named if one is not None]
    if len(ids) < len(named):
        raise HTTPException(400, "Ces documents n’existent pas.")
    return ids


async def _papers(documents: Sequence[Document]) -> AsyncIterator[tuple[str, bytes]]:
    for document in documents:
        yield file_name(document, "pdf"), await pdf_of(document)
