"""The visual language is named in one place."""

from __future__ import annotations

import re
from pathlib import Path

from components.looks.buttons import WAITING, status_tone
from components.looks.looks import DARK, HERE, ICONS, LIGHT, STYLESHEETS
from models.documents import KINDS, OPEN, Status

ROOT = Path(__file__).parents[3]
WINGS = (ROOT / "components", ROOT / "pages")
SCREENS = [path for wing in WINGS for path in sorted(wing.rglob("*.py"))]
DRESSED = [
    path
    for suffix in ("py", "js", "html", "css")
    for wing in WINGS
    for path in sorted(wing.rglob(f"*.{suffix}"))
    if path != HERE / "looks.py"  # the palette
]
SHEETS = sorted(HERE.glob("*.css"))

CODED = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.I
)
NAMES = """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet
    brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan
    darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta
    darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue
    darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
    green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush
    lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen
    lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray lightslategrey
    lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
    mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive
    olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
    peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown
    salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
    springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow
    yellowgreen
"""
NAME = rf"\b(?:{'|'.join(NAMES.split())})\b"
VALUE = re.compile(rf":[^:;{{}}]*?({NAME})", re.I)
"""In a style sheet: a colour's name in any declaration."""
STYLED = re.compile(
    rf"(?:(?:color|background|border|outline|fill|stroke|shadow)[\w-]*[\"']?\s*[:=]\s*[\"']?[^;\"'\n]*?"
    rf"|\b(?:text|bg)-)({NAME})",
    re.I,
)
"""In anything else: one in a style, a `color=` of Quasar's, or one of its classes for colours."""


def colours_in(path: Path) -> list[str]:
    """The colours that a file names itself, instead of asking the palette."""
    text = path.read_text("utf-8")
    if path.suffix != ".css":
        return CODED.findall(text) + STYLED.findall(text)
    text = re.sub(r"/\*.*?\*/|var\([^)]*\)", "", text, flags=re.DOTALL)
    return CODED.findall(text) + VALUE.findall(text)


def test_every_icon_that_is_asked_for_exists() -> None:
    asked = {
        name
        for path in SCREENS
        for name in re.findall(r'ICONS\["(\w+)"\]|icon="(\w+)"', path.read_text("utf-8"))
        for name in name
        if name
    }
    assert asked <= ICONS.keys()


def test_every_kind_of_document_has_an_icon() -> None:
    assert KINDS.keys() <= ICONS.keys()


def test_light_and_dark_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_no_other_file_names_a_colour() -> None:
    assert not {path: found for path in DRESSED if (found := colours_in(path))}


def test_a_colour_is_found_wherever_it_is_named(tmp_path: Path) -> None:
    for name, text in (
        ("a.css", "a { color: #fff; }"),
        ("a.css", "a { box-shadow: 0 0 2px rgba(0, 0, 0, 0.1); }"),
        ("a.css", "a { border: 1px solid Red; }"),
        ("a.css", "@media print { a { background: white } }"),
        ("a.html", '<p style="color: navy">'),
        ("a.js", 'span.style.backgroundColor = "teal";'),
        ("a.py", 'ui.label().style("border-top: 1px solid #1b7446")'),
        ("a.py", 'ui.button().props("text-color=white")'),
        ("a.py", 'ui.label().classes("text-red-5")'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        assert colours_in(tmp_path / name), text


def test_a_variable_is_no_colour(tmp_path: Path) -> None:
    for text in (
        "a { color: var(--text); white-space: pre; }",
        "a { background: transparent; color: inherit; outline-color: currentColor; }",
        "a:hover { color: color-mix(in srgb, var(--white) 5%, transparent); /* white */ }",
    ):
        (tmp_path / "a.css").write_text(text, "utf-8")
        assert not colours_in(tmp_path / "a.css"), text


def test_every_style_sheet_has_its_place_in_the_order() -> None:
    assert sorted(STYLESHEETS) == [sheet.stem for sheet in SHEETS]


def test_a_sheet_asks_only_for_variables_that_exist() -> None:
    every = "".join(path.read_text("utf-8") for path in SHEETS)
    known = LIGHT.keys() | set(re.findall(r"--([\w-]+):", every))
    assert set(re.findall(r"var\(--([\w-]+)", every)) <= known


def test_what_is_important_says_why() -> None:
    for sheet in SHEETS:
        _head, text = sheet.read_text("utf-8").split("*/\n", 1)
        for found in re.finditer("!important", text):
            before = text[: found.start()].rpartition("\n}\n")[2]
            assert "/*" in before + text[found.end() :].partition("\n")[0], sheet.name


def test_a_status_is_faint_if_and_only_if_it_is_closed() -> None:
    for status in Status:
        assert (status_tone(status, status in OPEN) == "closed") == (status not in OPEN), status


def test_what_waits_is_open() -> None:
    assert WAITING <= OPEN


def test_sizes_of_type_and_icons_are_of_the_scale() -> None:
    own = {path.name: re.findall(r"font-size: \d[^;]*", path.read_text("utf-8")) for path in SHEETS}
    assert not {name: found for name, found in own.items() if found}
