"""Typst at work: a few threads, each with a compiler of its own, beside the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import typst

from models.printing.signs import FONTS

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[typst.PDFStandard] = ["a-3b", "ua-1"]
"""Kept for ten years, and read aloud."""
THREADS = 2

Inputs = Mapping[str, str]
Made = TypeVar("Made")

_threads = ThreadPoolExecutor(THREADS, thread_name_prefix="press")
_own = threading.local()


async def beside(work: Callable[[], Made]) -> Made:
    """Have it done by the press, while the loop goes on."""
    return await asyncio.get_running_loop().run_in_executor(_threads, work)


def pdf(inputs: Inputs, timestamp: int, template: str = "paper.typ") -> bytes:
    """The file; at the same instant, given in seconds, always the same bytes."""
    made = _compiler().compile(
        TEMPLATES / template,
        format="pdf",
        sys_inputs=dict(inputs),
        pdf_standards=STANDARDS,
        timestamp=timestamp,
    )
    assert isinstance(made, bytes)
    return made


def pages(inputs: Inputs, format_: typst.OutputFormat, dots: float) -> list[bytes]:
    """Each page as a picture: "svg", or "png" with so many dots an inch."""
    made = _compiler().compile(
        TEMPLATES / "paper.typ", format=format_, sys_inputs=dict(inputs), ppi=dots
    )
    assert made is not None
    return made if isinstance(made, list) else [made]


def _compiler() -> typst.Compiler:
    """This thread's own: two threads cannot share one."""
    if not hasattr(_own, "compiler"):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        _own.compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
    found: typst.Compiler = _own.compiler
    return found
