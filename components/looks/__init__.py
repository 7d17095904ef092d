from components.looks.looks import (
    ICONS,
    button,
    dress,
    icon_button,
    status_chip,
    status_tone,
    stylesheet_path,
)

__all__ = [
    "ICONS",
    "button",
    "dress",
    "icon_button",
    "status_chip",
    "status_tone",
    "stylesheet_path",
]
