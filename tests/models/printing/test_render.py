"""The paper as a PDF: whole, kept for ten years, read aloud, and the same at every run."""

from __future__ import annotations

import asyncio
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import facturx
import pikepdf
from pikepdf import Name

from models.printing import (
    Paper,
    invoice_xml,
    missing_signs,
    print_paper,
    printable,
    render_pages,
    render_pdf,
    unprintable_signs,
)
from models.printing.sheet import pieces, sheet
from tests.models.printing.golden import GOLDEN, OTHERS
from tests.models.printing.golden.making import invoice, line, rate, subtotal, sums, title
from tests.models.printing.golden.sales import SIMPLE
from tests.models.printing.golden.shapes import LONG, THREE_HUNDRED
from tests.models.printing.reading import pages, places
from tests.papers import made_up_logo

MADE_AT = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


async def printed(paper: Paper, **more: Any) -> bytes:
    return await render_pdf(paper, made_at=MADE_AT, **more)


async def read(paper: Paper, **more: Any) -> list[str]:
    return pages(await printed(paper, **more))


def of_lines(count: int) -> Paper:
    """So many lines, each of 10 €, every fifth on several rows."""
    more = "\nAvec câble de 25 m, coffret de distribution et procès-verbal de contrôle" * 2
    return invoice(
        [
            line(f"Ligne n° {number}.{'' if number % 5 else more}", "1", "10", "10.00")
            for number in range(1, count + 1)
        ],
        [rate("S20", f"{10 * count}.00", f"{2 * count}.00")],
        sums(f"{10 * count}.00", f"{2 * count}.00", f"{12 * count}.00"),
    )


async def test_every_golden_paper_is_printed_with_its_sums() -> None:
    for name, paper in {**GOLDEN, **OTHERS}.items():
        text = " ".join(await read(paper))
        wanted = [amount for _, amount, _ in sheet(paper)["totals"]] if paper.shows_prices else []
        for said in [*wanted, paper.number, paper.title]:
            assert " ".join(said.split()) in text, (name, said)
        assert ("BROUILLON – sans valeur" in text) == paper.is_draft, name
        assert ("Total" in text) == paper.shows_prices, name


async def test_the_file_says_what_it_is_and_holds_the_invoice() -> None:
    paper = GOLDEN["a document discount"]
    xml = invoice_xml(paper)
    made = await printed(paper, xml=xml, logo=made_up_logo())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        root = pdf.Root
        (attached,) = root.AF
        assert attached == root.Names.EmbeddedFiles.Names[1]
        assert attached.AFRelationship == Name.Alternative
        assert str(attached.UF) == "factur-x.xml"
        assert attached.EF.F.Subtype == Name("/text/xml")
        assert attached.EF.F.Params.ModDate
        assert attached.EF.F.read_bytes().decode() == xml
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "fr-FR"
        assert "/StructTreeRoot" in root
        assert "/ID" in pdf.trailer
        assert len(root.OutputIntents) == 1
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor, font.BaseFont
        metadata = root.Metadata.read_bytes().decode()
    for said in (
        *("<pdfaid:part>3<", "<pdfaid:conformance>B<", "<pdfuaid:part>1<"),
        *("<fx:DocumentType>INVOICE<", "<fx:DocumentFileName>factur-x.xml<", "<fx:Version>1.0<"),
        *("<fx:ConformanceLevel>EN 16931<", "<pdfaSchema:prefix>fx<"),
    ):
        assert said in metadata, said
    assert facturx.get_xml_from_pdf(made, check_xsd=False)[0] == "factur-x.xml"


async def test_the_same_paper_is_the_same_file_whichever_thread_makes_it() -> None:
    paper = GOLDEN["simple"]
    xml, logo = invoice_xml(paper), made_up_logo()
    made = await asyncio.gather(*(printed(paper, xml=xml, logo=logo) for _ in range(6)))
    assert len(set(made)) == 1


async def test_what_is_given_out_holds_the_invoice_where_there_is_one() -> None:
    for name, paper in (("a balance", GOLDEN["a balance"]), ("plain", GOLDEN["a public body"])):
        found = await print_paper(paper, made_at=MADE_AT)
        assert bool(found.xml) == (name != "plain"), name
        assert found.pdf == await printed(paper, xml=found.xml or None), name


async def test_nothing_of_a_long_designation_is_lost() -> None:
    (row,) = GOLDEN["a designation of 5,000 characters"].lines
    shapes = {
        "words": LONG,
        "rows": "\n".join(f"rangée {number}" for number in range(500)) + "\nFIN DU TEXTE",
        "one word": "Ω" * 4_990 + " FIN DU TEXTE",
    }
    for name, text in shapes.items():
        text_of_all = "".join(await read(replace(SIMPLE, lines=(replace(row, designation=text),))))
        assert "FIN DU TEXTE" in text_of_all, name
        assert text_of_all.count("Ω") == text.count("Ω"), name
        assert all(word in text_of_all for word in text.split() if "Ω" not in word), name
        assert "Net à payer" in text_of_all, name


def test_pieces_of_a_text_are_all_of_it() -> None:
    for text in ("", "court", LONG, "a\n" * 100, "b" * 3_000, " c  d\n\n e"):
        assert "".join("".join(pieces(text)).split()) == "".join(text.split()), text[:20]


async def test_the_sums_are_carried_from_each_page_to_the_next() -> None:
    found = await read(THREE_HUNDRED)
    so_far = 0
    for number, page in enumerate(found, 1):
        if number > 1:
            assert cents_after("Report", page) == so_far, number
        for unit, net in (("1 10,00 20 % 10,00", 1_000), ("2 10,00 10 % 20,00", 2_000)):
            so_far += net * page.count(unit)
        so_far += 33 * page.count("0,11 5,5 % 0,33")
        if number < len(found):
            assert cents_after("À reporter", page) == so_far, number
        assert f"{number}/{len(found)}" in page
    assert so_far == 303_300
    assert "Report" not in found[0]
    assert "À reporter" not in found[-1]


def cents_after(word: str, page: str) -> int:
    match = re.search(rf"{word} ([\d ]+,\d\d)", page)
    assert match, (word, page)
    return int(match[1].replace(" ", "").replace(",", ""))


async def test_the_sums_never_stand_alone() -> None:
    for count in range(16, 36):
        found = await read(of_lines(count))
        ending = next(page for page in found if "Net à payer" in page)
        assert f"Ligne n° {count}." in ending, count
        assert "Désignation" in ending, count
        text = " ".join(found)
        assert all(f"Ligne n° {number}." in text for number in range(1, count + 1)), count


async def test_a_title_stays_with_what_follows_and_a_subtotal_with_what_it_sums_up() -> None:
    for count in range(12, 36, 2):
        before = of_lines(count)
        section = (title("CHAPITRE"), title("PARTIE"), line("Dedans", "1", "0", "0.00"))
        lines = (*before.lines, *section, subtotal("0.00", "SOMME"), *before.lines)
        found = await read(replace(before, lines=lines))
        (page,) = (page for page in found if "CHAPITRE" in page)
        assert all(word in page for word in ("PARTIE", "Dedans", "SOMME")), count
    many = replace(before, lines=(*(title(f"T{number}.") for number in range(90)), *before.lines))
    text = " ".join(await read(many))
    assert all(f"T{number}." in text for number in range(90))


async def test_the_buyer_stands_where_an_envelope_has_its_window() -> None:
    for name in ("simple", "a person with an e-mail", "very long names"):
        paper = GOLDEN[name]
        logo = None if name == "very long names" else made_up_logo()
        made = await printed(paper, logo=logo)
        for word in (paper.buyer.name.split()[0], paper.buyer.postcode):
            at = [(left, above) for left, above in places(made, word) if left > 90]
            assert at, (name, word)
            assert all(100 <= left <= 110 and 45 <= above <= 90 for left, above in at), (name, at)


async def test_pages_are_pictures_for_the_screen() -> None:
    found = await render_pages(THREE_HUNDRED)
    assert len(found) > 5
    assert all(page.startswith(b"<svg") and b"<script" not in page for page in found)


async def test_an_avoir_names_its_invoice_and_a_quote_can_be_signed() -> None:
    for name, said in (
        ("an avoir", "Facture corrigée FA-2026-00041 du 1er novembre 2026"),
        ("a quote to a person", "Bon pour accord"),
        ("franchise", "TVA non applicable, art. 293 B du CGI"),
        ("a month of rent, VAT on debits", "du 1er au 30 novembre 2026"),
        ("a month of rent, VAT on debits", "Option pour le paiement de la taxe d’après les débits"),
        ("a balance", "Acomptes déjà facturés, HT −300,00 €"),
        ("partly paid", "Reste à payer 700,00 €"),
    ):
        assert said in " ".join(await read({**GOLDEN, **OTHERS}[name])), name


def test_the_screen_can_say_beforehand_what_is_printed_as_a_box() -> None:
    assert unprintable_signs(GOLDEN["hostile texts"]) == {"中", "文"}
    assert unprintable_signs(GOLDEN["simple"]) == set()


def test_signs_that_no_font_has_are_known_and_replaced() -> None:
    assert missing_signs("Été – « 1\u202f234,50\u00a0€ » ½ Ω ☎ ✓ → Łódź Çağ 😀\n") == set()
    assert missing_signs("中文 \ue000") == {"中", "文", "\ue000"}
    for text, shown in (
        ("中文", "□□"),
        ("Ａ１", "A1"),
        ("a\x07b\x1bc\td", "abc d"),
        ("a\ud800b", "ab"),
        ("Été", "Été"),
    ):
        assert printable(text) == shown, text
