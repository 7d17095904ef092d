"""The visual language is named in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.looks.looks import (
    DARK,
    ICONS,
    LIGHT,
    WAITING,
    status_tone,
)
from models.documents import KINDS, OPEN, Status

ROOT = Path(__file__).parents[3]
SCREENS = [*ROOT.glob("components/*.py"), *ROOT.glob("pages/*.py")]
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


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_has_an_icon(kind: str) -> None:
    assert kind in ICONS


def test_light_and_dark_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_no_other_file_names_a_colour(path: Path) -> None:
    assert not re.findall(r"#[0-9a-fA-F]{6}\b|rgba?\(", path.read_text("utf-8"))


@pytest.mark.parametrize("status", Status)
def test_a_status_is_faint_if_and_only_if_it_is_closed(status: Status) -> None:
    assert (status_tone(status, status in OPEN) == "closed") == (status not in OPEN)


def test_what_waits_is_open() -> None:
    assert WAITING <= OPEN
