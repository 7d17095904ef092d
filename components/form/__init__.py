from components.form.behind import hold_back
from components.form.drawer import Drawer
from components.form.editor import Editor, Link
from components.form.file_button import FileButton

__all__ = [
    "Drawer",
    "Editor",
    "FileButton",
    "Link",
    "hold_back",
]
