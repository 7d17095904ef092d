from components.form.behind import hold_back
from components.form.drawer import Drawer
from components.form.editor import Editor, Finder, Link, Offer
from components.form.file_button import FileButton
from components.form.several import Several

__all__ = [
    "Drawer",
    "Editor",
    "FileButton",
    "Finder",
    "Link",
    "Offer",
    "Several",
    "hold_back",
]
