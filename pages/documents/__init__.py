from models.documents import KINDS
from pages.documents.actions import Step, steps_of
from pages.documents.asking import ask_reversal
from pages.documents.doing import take_step
from pages.documents.files import serve_files
from pages.documents.list import list_screen
from pages.documents.page import page_screen
from pages.documents.under_way import UNDER_WAY_SCREEN

SCREENS = (
    *(list_screen(kind) for kind in KINDS.values()),
    *(page_screen(kind) for kind in KINDS.values()),
    UNDER_WAY_SCREEN,
)

__all__ = ["SCREENS", "Step", "ask_reversal", "serve_files", "steps_of", "take_step"]
