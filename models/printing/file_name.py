"""What the files of a document are called."""

from __future__ import annotations

from models.documents import Document


def file_name(document: Document, ending: str) -> str:
    """« Facture FA-2026-00001.pdf »."""
    number = document.number or f"brouillon {document.id}"
    return f"{document.stage_spec.title} {number}.{ending}".replace("/", "-")
