from models.documents import KINDS
from pages.documents.asking import ask_reversal
from pages.documents.files import serve_files
from pages.documents.list import list_screen
from pages.documents.page import page_screen

SCREENS = (
    *(list_screen(kind) for kind in KINDS.values()),
    *(page_screen(kind) for kind in KINDS.values()),
)

__all__ = ["SCREENS", "ask_reversal", "serve_files"]
