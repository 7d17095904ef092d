from components.form.behind import hold_back
from components.form.drawer import Drawer
from components.form.editor import Editor, Link

__all__ = [
    "Drawer",
    "Editor",
    "Link",
    "hold_back",
]
