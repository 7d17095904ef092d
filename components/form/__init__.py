from components.form.drawer import Drawer, Editor, Link

__all__ = [
    "Drawer",
    "Editor",
    "Link",
]
