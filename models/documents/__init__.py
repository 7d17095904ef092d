from models.documents.document import Document
from models.documents.kind import Kind, Move, Stage, Status
from models.documents.kinds import KINDS, OPEN
from models.documents.lists import DOCUMENT_LISTS
from models.documents.of_clients import documents_by_kind

__all__ = [
    "DOCUMENT_LISTS",
    "KINDS",
    "OPEN",
    "Document",
    "Kind",
    "Move",
    "Stage",
    "Status",
    "documents_by_kind",
]
