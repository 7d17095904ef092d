from components.looks.buttons import button, icon_button, status_chip, status_tone
from components.looks.looks import DARK, ICONS, LIGHT, dress, stylesheet_path

__all__ = [
    "DARK",
    "ICONS",
    "LIGHT",
    "button",
    "dress",
    "icon_button",
    "status_chip",
    "status_tone",
    "stylesheet_path",
]
