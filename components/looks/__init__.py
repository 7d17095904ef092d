from components.looks.looks import (
    DARK,
    ICONS,
    LIGHT,
    button,
    dress,
    icon_button,
    status_chip,
    status_tone,
    stylesheet_path,
)

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
