"""The chapters of the help: Markdown files, read once into parts that can be shown and searched.

A chapter begins with `# Title`; each `## Title` begins a part. Words of the screen stand in « … ».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from models.french import fold

CHAPTERS = Path(__file__).parent / "chapters"
PICTURES = Path(__file__).parent / "pictures"
FIRST = "clients"
"""The chapter that opens where no screen says which."""
_JOINING = "a au aux d de des du en et l la le les par pour sur un une"
JOINING = frozenset(_JOINING.split())
LEAST = 3
"""Letters of a word that is no plural."""
READER = MarkdownIt("zero").enable(["heading", "list", "image", "link", "backticks"])
"""No HTML: what stands between angle brackets is text."""


@dataclass(frozen=True)
class Part:
    """What stands under one heading; the part before the first heading has no title."""

    title: str
    blocks: tuple[SyntaxTreeNode, ...]

    @property
    def anchor(self) -> str:
        return "-".join(fold(self.title).split())

    @property
    def text(self) -> str:
        return " ".join(_texts(self.blocks))

    @property
    def pictures(self) -> list[str]:
        """The files of its pictures."""
        nodes = (node for block in self.blocks for node in block.walk())
        return [str(node.attrs["src"]) for node in nodes if node.type == "image"]


@dataclass(frozen=True)
class Chapter:
    """A chapter; `code` is its address."""

    code: str
    title: str
    parts: tuple[Part, ...]

    @property
    def path(self) -> str:
        return f"/aide/{self.code}"


@dataclass(frozen=True)
class Found:
    """A part that has what was searched for."""

    chapter: Chapter
    part: Part

    @property
    def path(self) -> str:
        return f"{self.chapter.path}#{self.part.anchor}" if self.part.title else self.chapter.path


@cache
def chapters() -> dict[str, Chapter]:
    """All of them by code, in the order of their files' numbers."""
    read = (_chapter(path) for path in sorted(CHAPTERS.glob("*.md")))
    return {chapter.code: chapter for chapter in read}


def search(text: str) -> list[Found]:
    """The parts that have every word that was typed, those with all of them in the title first.

    Words that only join others are not looked for, and the end of a plural counts for nothing.
    """
    typed = fold(text).split()
    words = [_stem(word) for word in typed if word not in JOINING] or typed
    if not words:
        return []
    everything = [Found(one, part) for one in chapters().values() for part in one.parts]
    found = [one for one in everything if _has(_all_of(one), words)]
    return sorted(found, key=lambda one: not _has(one.part.title or one.chapter.title, words))


def _has(text: str, words: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _stem(word: str) -> str:
    """« avoirs » as « avoir », of which every form begins so."""
    return word[:-1] if len(word) > LEAST and word[-1] in "sx" else word


def _all_of(found: Found) -> str:
    return f"{found.chapter.title} {found.part.title} {found.part.text}"


def _chapter(path: Path) -> Chapter:
    code = path.stem.partition("-")[2]
    title, parts = "", [("", list[SyntaxTreeNode]())]
    for block in SyntaxTreeNode(READER.parse(path.read_text("utf-8"))).children:
        if block.tag == "h1":
            title = " ".join(_texts([block]))
        elif block.tag == "h2":
            parts.append((" ".join(_texts([block])), []))
        else:
            parts[-1][1].append(block)
    read = tuple(Part(heading, tuple(blocks)) for heading, blocks in parts if heading or blocks)
    return Chapter(code, title, read)


def _texts(blocks: Sequence[SyntaxTreeNode]) -> Iterator[str]:
    """The text in blocks, which has its lines as they are in the file."""
    for block in blocks:
        for node in block.walk():
            if node.type in {"text", "code_inline"}:
                yield node.content
