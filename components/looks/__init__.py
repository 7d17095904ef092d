from components.looks.buttons import button, icon_button, status_chip, status_tone
from components.looks.looks import ICONS, dress, stylesheet_path

__all__ = [
    "ICONS",
    "button",
    "dress",
    "icon_button",
    "status_chip",
    "status_tone",
    "stylesheet_path",
]
