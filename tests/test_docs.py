"""The documents speak of what is there: files that exist, settings that are read."""

import re
from collections.abc import Iterator
from pathlib import Path

from models.config import ROOT

LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
FILE = re.compile(r"`((?:models|components|pages|tests|docs)/[\w./-]*)`")
SETTING = re.compile(r"COMPTOIR_[A-Z]+(?:_[A-Z]+)*")


def documents() -> list[Path]:
    folders = ("docs", "models/french/data")
    inner = (path for folder in folders for path in (ROOT / folder).rglob("*.md"))
    return [*ROOT.glob("*.md"), *inner]


def missing(document: Path) -> Iterator[str]:
    """What a document names and nobody finds."""
    text = document.read_text("utf-8")
    named = [*((document.parent, one) for one in LINK.findall(text))]
    named += [(ROOT, one) for one in FILE.findall(text)]
    yield from (f"{document.name}: {one}" for folder, one in named if not (folder / one).exists())


def test_documents_name_files_that_are_there() -> None:
    assert not [one for document in documents() for one in missing(document)]


def test_every_setting_is_told_of_and_no_other() -> None:
    settings = (ROOT / "docs" / "operate.md").read_text("utf-8")
    code = (ROOT / "models" / "config.py").read_text("utf-8")
    assert set(SETTING.findall(settings)) == set(SETTING.findall(code))
