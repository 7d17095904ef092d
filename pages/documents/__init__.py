from pages.documents.list import DOCUMENT_SCREENS
from pages.documents.page import DOCUMENT_PAGES

__all__ = [
    "DOCUMENT_PAGES",
    "DOCUMENT_SCREENS",
]
