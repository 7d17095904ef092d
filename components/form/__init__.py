from components.form.behind import hold_back
from components.form.drawer import Drawer
from components.form.editor import Editor, Finder, Link, Offer
from components.form.file_button import FileButton

__all__ = [
    "Drawer",
    "Editor",
    "FileButton",
    "Finder",
    "Link",
    "Offer",
    "hold_back",
]
