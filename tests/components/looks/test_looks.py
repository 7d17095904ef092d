"""The visual language is named in one place."""

from __future__ import annotations

import re
from pathlib import Path

from components.looks.looks import (
    DARK,
    ICONS,
    LIGHT,
    WAITING,
    status_tone,
)
from models.documents import KINDS, OPEN, Status

ROOT = Path(__file__).parents[3]
SCREENS = [*ROOT.glob("components/**/*.py"), *ROOT.glob("pages/**/*.py")]
OTHERS = [path for path in SCREENS if path.name != "looks.py"]


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
    colour = r"#[0-9a-fA-F]{6}\b|rgba?\("
    assert [path.name for path in OTHERS if re.search(colour, path.read_text("utf-8"))] == []


def test_a_status_is_faint_if_and_only_if_it_is_closed() -> None:
    faint = {status for status in Status if status_tone(status, status in OPEN) == "closed"}
    assert faint == set(Status) - OPEN


def test_what_waits_is_open() -> None:
    assert WAITING <= OPEN
