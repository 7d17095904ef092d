"""The visual language: colours and icons. No other file names a colour or an icon.

The scales of type, icons and corners are variables in base.css. Spacing is in steps of 4, and 2
or 6 inside of a part.
One accent, a green; its lightest tint is the block behind « FICHE CLIENT ».
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import Response
from nicegui import app, ui

HERE = Path(__file__).parent

STYLESHEETS = (
    # What the parts are made of
    *("base", "buttons", "chips", "tags", "fields", "menus"),
    # The screen and its parts
    *("frame", "header", "palette", "empty", "desk", "toolbar", "list", "views"),
    *("card", "selection", "history", "past"),
    # What lies above the screen
    *("dialogs", "drawer", "form", "children", "files", "todos", "toasts", "connection"),
    # The other screens
    *("documents", "lines", "line_fields", "line_actions", "line_totals", "line_cards", "books"),
    *("today", "charts", "settings", "imports", "accounts", "door", "help"),
    # All of that, drawn by the server, and on paper
    *("first_paint", "print"),
)
"""In this order they are one sheet: of two rules that weigh the same, the later one counts."""

ICONS = {
    "add": "add",
    "archived": "inventory",
    "again": "refresh",
    "arrow": "chevron_right",
    "article": "inventory_2",
    "back": "arrow_back",
    "block": "block",
    "book": "menu_book",
    "brand": "storefront",
    "close": "close",
    "columns": "view_column",
    "copy": "content_copy",
    "dark": "dark_mode",
    "delete": "delete_outline",
    "devices": "devices",
    "done": "check_circle",
    "down": "arrow_downward",
    "edit": "edit",
    "duplicates": "people_alt",
    "empty": "groups",
    "error": "error_outline",
    "export": "download",
    "group": "account_tree",
    "help": "keyboard",
    "history": "history",
    "anonymous": "no_accounts",
    "import": "upload_file",
    "intervention": "build",
    "invoice": "receipt_long",
    "keep": "bookmark_add",
    "key": "key",
    "leave": "logout",
    "light": "light_mode",
    "list": "view_list",
    "lock": "lock_outline",
    "mail": "mail_outline",
    "menu": "expand_more",
    "merge": "call_merge",
    "more": "more_vert",
    "move": "drag_indicator",
    "nothing": "search_off",
    "outage": "cloud_off",
    "payment": "payments",
    "phone": "call",
    "preview": "visibility",
    "mobile": "smartphone",
    "place": "place",
    "rental": "event_available",
    "restore": "restore_from_trash",
    "sale": "shopping_cart",
    "sample": "auto_awesome",
    "search": "search",
    "settings": "settings",
    "subtotal": "functions",
    "text": "notes",
    "title": "title",
    "client": "person",
    "file": "description",
    "todo": "event_note",
    "later": "update",
    "touch": "touch_app",
    "travel": "local_shipping",
    "undone": "radio_button_unchecked",
    "up": "arrow_upward",
    "views": "bookmark_border",
    "warning": "warning_amber",
    "web": "language",
}

TAGS = {
    "slate": ("#64706a", "#93a09a"),
    "blue": ("#1f6fb5", "#6db0ea"),
    "green": ("#1b8a4b", "#5cc98a"),
    "gold": ("#b98a00", "#e3bd4a"),
    "rust": ("#c25a12", "#ee9a5c"),
    "red": ("#c0332b", "#f08078"),
    "pink": ("#c23a7e", "#ee8cba"),
    "violet": ("#7a4fc0", "#b297ee"),
}
LIGHT = {
    "page": "#f4f6f3",
    "surface": "#ffffff",
    "paper": "#ffffff",
    "sunken": "#eef1ed",
    "line": "#dce2dc",
    "edge": "#7d877f",
    "text": "#18201b",
    "muted": "#49524d",
    "accent": "#17643d",
    "on-accent": "#ffffff",
    "accent-text": "#11512f",
    "tint": "#e4f4e9",
    "tint-strong": "#c9e8d3",
    "danger": "#99201a",
    "on-danger": "#ffffff",
    "danger-tint": "#fdeceb",
    "caution": "#6a4800",
    "caution-tint": "#fff3d6",
    "info": "#1c527e",
    "info-tint": "#e5f0f9",
    "mark": "#ffe28a",
    "shade": "rgba(24, 32, 27, 0.14)",
    "backdrop": "rgba(10, 16, 12, 0.42)",
    "toast": "#1d2621",
    "on-toast": "#f1f5f2",
    "toast-action": "#8fe0b3",
    **{f"tag-{name}": light for name, (light, _) in TAGS.items()},
}
DARK = {
    "page": "#111613",
    "surface": "#1a211d",
    "paper": "#ffffff",
    "sunken": "#141a16",
    "line": "#303a34",
    "edge": "#8b968e",
    "text": "#e7ece8",
    "muted": "#b8c1ba",
    "accent": "#6fd39b",
    "on-accent": "#06210f",
    "accent-text": "#86dcaa",
    "tint": "#1d3628",
    "tint-strong": "#1f3f2d",
    "danger": "#ffa8a0",
    "on-danger": "#3b0703",
    "danger-tint": "#43201d",
    "caution": "#f2cb6e",
    "caution-tint": "#3a2f14",
    "info": "#9ccbf2",
    "info-tint": "#1b3145",
    "mark": "#604a00",
    "shade": "rgba(0, 0, 0, 0.5)",
    "backdrop": "rgba(10, 16, 12, 0.42)",
    "toast": "#e7ece8",
    "on-toast": "#18201b",
    "toast-action": "#14532f",
    **{f"tag-{name}": dark for name, (_, dark) in TAGS.items()},
}


@cache
def stylesheet_path() -> str:
    """Its address changes with what it says, so that browsers may keep it for ever."""
    return f"/look/{sha256(_stylesheet().encode()).hexdigest()[:12]}.css"


def dress() -> None:
    """Give every page the style sheet, once at the start; nothing comes from the internet."""

    @app.get(stylesheet_path())
    def stylesheet() -> Response:
        forever = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(_stylesheet(), media_type="text/css", headers=forever)

    ui.add_head_html(f'<link rel="stylesheet" href="{stylesheet_path()}">', shared=True)
    app.config.quasar_config["loadingBar"]["skipHijack"] = True  # rows come too fast for a bar
    app.config.quasar_config["ripple"] = False  # it is painted for 0.3 s, while the answer comes


@cache
def _stylesheet() -> str:
    """The variables, then all the sheets: one answer to one request."""
    in_the_dark = f"body.body--auto, .picture-auto {{ {_variables(DARK)} }}"
    variables = (
        f"body {{ {_variables(LIGHT)} }}",
        f"body.body--dark, .picture-dark {{ {_variables(DARK)} }}",
        f"@media (prefers-color-scheme: dark) {{ {in_the_dark} }}",
    )
    sheets = ((HERE / f"{name}.css").read_text("utf-8") for name in STYLESHEETS)
    return "\n".join((*variables, *sheets))


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in colours.items())
