"""The help: the contents and a search at the left, one chapter at the right."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse
from markdown_it.tree import SyntaxTreeNode
from nicegui import html, ui

from components.frame import Frame, Screen
from models.errors import Refused
from models.french import plural, quoted
from pages.help.chapters import FIRST, PICTURES, Chapter, Found, Part, chapters, search

ADDRESS = "/aide"
INTO_VIEW = """
    document.querySelector(".help-contents [aria-current]")
        ?.scrollIntoView({ block: "nearest", inline: "center" })
"""
"""On a phone the chapters are wider than the screen."""
PICTURE_ADDRESS = f"{ADDRESS}/images"
MOST_FOUND = 20
LONGEST_SEARCH = 100
WORDS = re.compile(r"(«[^»]*»)")
"""What is read on the screen."""
TAGS = {"ordered_list": html.ol, "bullet_list": html.ul, "list_item": html.li}

ROUTES = APIRouter()


@ROUTES.get(f"{PICTURE_ADDRESS}/{{name}}")
def picture(name: str) -> FileResponse:
    """A picture of the chapters; its address changes with it, so that browsers may keep it."""
    if name not in {path.name for path in PICTURES.glob("*.webp")}:
        raise HTTPException(404)
    forever = {"Cache-Control": "private, max-age=31536000, immutable"}
    return FileResponse(PICTURES / name, media_type="image/webp", headers=forever)


class HelpPage:
    """The help in one tab."""

    def __init__(self, frame: Frame, chapter: Chapter, path: str) -> None:
        self.path = path
        self._frame = frame
        self._chapter = chapter

    async def build(self) -> None:
        self._frame.entitle(self._chapter.title, "Aide")
        with ui.element("div").classes("settings help"):
            with ui.element("aside").classes("help-beside"):
                self._search()
                self._contents()
            with html.article().classes("help-chapter"):
                html.h1(self._chapter.title).classes("page-title")
                for part in self._chapter.parts:
                    _show_part(part)

    async def on_query(self, query: str) -> None:
        """Nothing of this screen is in the query."""

    def _search(self) -> None:
        box = ui.input("Rechercher dans l’aide", on_change=lambda event: self._find(event.value))
        box.props("outlined dense clearable type=search autocomplete=off debounce=150")
        box.props["maxlength"] = LONGEST_SEARCH
        self._found = ui.element("div").classes("help-found").props("role=status")

    def _find(self, text: str | None) -> None:
        typed = (text or "").strip()[:LONGEST_SEARCH]
        found = search(typed)
        self._found.clear()
        if not typed:
            return
        with self._found:
            ui.label(
                plural(len(found), "passage")
                if found
                else f"Rien sur {quoted(typed)} : essayez un autre mot."
            )
            with html.ul():
                for one in found[:MOST_FOUND]:
                    _show_found(one)

    def _contents(self) -> None:
        with html.nav().classes("help-contents") as nav:
            nav.props["aria-label"] = "Chapitres de l’aide"
            for chapter in chapters().values():
                link = ui.link(chapter.title, chapter.path)
                if chapter is self._chapter:
                    link.props("aria-current=page")
        ui.run_javascript(INTO_VIEW)


def _show_found(one: Found) -> None:
    with html.li():
        where = one.part.title or one.chapter.title
        ui.link(where, one.path)
        if one.part.title:
            html.span(one.chapter.title).classes("settings-hint")


def _show_part(part: Part) -> None:
    with html.section() as section:
        if part.title:
            section.props["id"] = part.anchor
            html.h2(part.title)
        for block in part.blocks:
            _show(block)


def _show(node: SyntaxTreeNode) -> None:
    """A block of a chapter as elements: nothing in it is taken for HTML."""
    if node.type == "paragraph":
        with html.p():
            for inline in node.children:
                _show(inline)
    elif node.type == "image":
        _show_picture(str(node.attrs["src"]), " ".join(one.content for one in node.children))
    elif node.type == "link":
        ui.link(" ".join(one.content for one in node.children), str(node.attrs["href"]))
    elif node.type == "text":
        _show_text(node.content)
    elif node.type == "code_inline":
        html.code(node.content)
    elif node.type == "softbreak":
        html.span(" ")
    else:
        with _box(node):
            for child in node.children:
                _show(child)


def _box(node: SyntaxTreeNode) -> Any:
    return TAGS.get(node.type, html.span)()


def _show_text(text: str) -> None:
    for run in WORDS.split(text):
        if run:
            (html.strong if WORDS.fullmatch(run) else html.span)(run)


def _show_picture(name: str, what: str) -> None:
    path = PICTURES / name
    version = sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else ""
    image = html.img().classes("help-picture").props("loading=lazy width=1000 height=625")
    image.props["src"] = f"{PICTURE_ADDRESS}/{name}?v={version}"
    image.props["alt"] = what


async def contents_screen(frame: Frame) -> HelpPage:
    """The chapter of the screen that one comes from."""
    page = HelpPage(frame, chapters()[frame.help or FIRST], ADDRESS)
    await page.build()
    return page


async def chapter_screen(frame: Frame, chapter: str) -> HelpPage:
    found = chapters().get(chapter)
    if found is None:
        raise Refused("Ce chapitre de l’aide n’existe pas.")
    page = HelpPage(frame, found, found.path)
    await page.build()
    return page


SCREENS = (
    Screen(ADDRESS, contents_screen, label="Aide", icon="book", is_personal=True),
    Screen(f"{ADDRESS}/{{chapter}}", chapter_screen),
)
