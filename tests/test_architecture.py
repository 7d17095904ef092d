"""The rooms of the house and the direction of imports: app → pages → components → models."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "models": {"nicegui", "components", "pages", "app"},
    "components": {"tortoise", "pages", "app"},
    "pages": {"tortoise", "app"},
}
LONGEST_APP = 80
LONGEST_FILE = 280
SOURCES = sorted(
    path
    for room in FORBIDDEN
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)


def imported(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_from_the_rooms_below(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    packages = {name.partition(".")[0] for name in imported(path)}
    assert not packages & FORBIDDEN[room]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_screens_know_the_models_by_their_public_api(path: Path) -> None:
    if path.relative_to(ROOT).parts[0] != "models":
        inner = {name for name in imported(path) if name.startswith("models.")}
        assert not inner


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_outgrows_its_noun(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_the_entry_point_stays_small() -> None:
    assert len((ROOT / "app.py").read_text("utf-8").splitlines()) <= LONGEST_APP
