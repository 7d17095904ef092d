"""What is no JSON: the bytes of a file, and the paper of a document."""

from __future__ import annotations

from models.permissions import Permission
from models.printing import file_name, pdf_of
from pages.api.operation import BYTES, Asked, Operation, Reply
from pages.api.resources import DOCUMENT, FILE
from pages.web import SANDBOXED, disposition

PDF = "application/pdf"


async def _content(asked: Asked) -> Reply:
    file = await FILE.found(asked.number(), asked.by)
    return Reply(await file.content(), headers=named(file.name), media=BYTES)


async def _paper(asked: Asked) -> Reply:
    document = await DOCUMENT.found(asked.number(), asked.by)
    asked.by.need(Permission.PRICES)
    return Reply(await pdf_of(document), headers=named(file_name(document, "pdf")), media=PDF)


def named(name: str) -> dict[str, str]:
    """The headers of a file of this name, in which no script runs."""
    return {"Content-Disposition": disposition(name), **SANDBOXED}


def content_operations() -> list[Operation]:
    return [
        Operation(
            *("GET", "/files/{id}/content", "get_file_content", "Ce que contient un fichier"),
            *(FILE.read, _content),
            media=BYTES,
        ),
        Operation(
            *("GET", "/documents/{id}/pdf", "get_document_pdf", "Le document en PDF"),
            *(DOCUMENT.read, _paper),
            media=PDF,
        ),
    ]
