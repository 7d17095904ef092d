"""What a program sends, checked against the very schema that describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from models.records import Schema

MOST_ERRORS = 50
UNKNOWN = "Ce champ n’est pas prévu."
MISSING = "À indiquer."
OF_TYPE: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "string": (lambda value: isinstance(value, str), "Un texte est attendu."),
    "boolean": (lambda value: isinstance(value, bool), "true ou false est attendu."),
    "integer": (
        lambda value: isinstance(value, int) and not isinstance(value, bool),
        "Un nombre entier est attendu.",
    ),
    "array": (lambda value: isinstance(value, list), "Une liste est attendue."),
    "object": (lambda value: isinstance(value, dict), "Un objet est attendu."),
    "null": (lambda value: value is None, "null est attendu."),
}
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"([Zz]|[-+][0-9]{2}:[0-9]{2})"
)


def errors_in(value: Any, schema: Schema) -> dict[str, str]:
    """A French sentence for each place that is wrong: « lines.2.quantity », "" for all of it."""
    found: dict[str, str] = {}
    for place, sentence in _errors(value, schema, ""):
        found.setdefault(place, sentence)
        if len(found) == MOST_ERRORS:
            break
    return found


def _errors(value: Any, schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    types = schema.get("type", [*OF_TYPE])
    wanted = [types] if isinstance(types, str) else types
    if not any(OF_TYPE[one][0](value) for one in wanted):
        yield at, OF_TYPE[wanted[0]][1]
    elif "enum" in schema and value not in schema["enum"] and value is not None:
        yield at, f"L’une de ces valeurs est attendue : {', '.join(map(str, schema['enum']))}."
    elif isinstance(value, str):
        yield from _in_text(value, schema, at)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from _in_number(value, schema, at)
    elif isinstance(value, list):
        yield from _in_list(value, schema, at)
    elif isinstance(value, dict):
        yield from _in_object(value, schema, at)


def _in_text(text: str, schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    if (most := schema.get("maxLength")) is not None and len(text) > most:
        yield at, f"{most} caractères au plus ; il y en a {len(text)}."
    elif len(text) < schema.get("minLength", 0):
        yield at, MISSING
    elif (pattern := schema.get("pattern")) and not re.fullmatch(pattern.strip("^$"), text):
        yield at, "Ce texte n’a pas la forme attendue."
    elif (reads := _FORMS.get(schema.get("format", ""))) and not reads(text):
        yield at, "Ce n’est pas une date ISO 8601."


def _in_number(number: int, schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    least, most = schema.get("minimum", number), schema.get("maximum", number)
    if not least <= number <= most:
        yield at, f"Un nombre de {least} à {most} est attendu."


def _in_list(items: list[Any], schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    most = schema.get("maxItems", len(items))
    if len(items) > most:
        yield at, f"{most} au plus ; il y en a {len(items)}."
        return
    if len(items) < schema.get("minItems", 0):
        yield at, MISSING
    for place, item in enumerate(items, 1):
        yield from _errors(item, schema.get("items", {}), f"{at}.{place}".strip("."))


def _in_object(value: dict[str, Any], schema: Schema, at: str) -> Iterator[tuple[str, str]]:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at}.{name}".strip("."), MISSING
    for name, item in value.items():
        place = f"{at}.{name[:100]}".strip(".")
        if name in known:
            yield from _errors(item, known[name], place)
        elif others is False:
            yield place, UNKNOWN
        elif isinstance(others, dict):
            yield from _errors(item, others, place)


def _is_day(text: str) -> bool:
    return bool(DAY.fullmatch(text)) and _reads(date.fromisoformat, text)


def _is_moment(text: str) -> bool:
    return bool(MOMENT.fullmatch(text)) and _reads(datetime.fromisoformat, text.upper())


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


_FORMS: Mapping[str, Callable[[str], bool]] = {"date": _is_day, "date-time": _is_moment}
