"""A file of a spreadsheet becomes rows of text, whichever wrote it; anything else is refused."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it carries no type information
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import Refused
from models.imports import MOST_BYTES, MOST_ROWS, Heading, Headings, read_sheet
from models.imports import sheet as reading
from models.lists.spreadsheet import TEXT_MARK, Cell, csv_file, xlsx_file

TEXT = "Réf;Libellé;Prix\nN-8;Forêt, « œuvre » €;12,5\n"
ROWS = [["Réf", "Libellé", "Prix"], ["N-8", "Forêt, « œuvre » €", "12,5"]]


def rows(content: bytes) -> list[list[str]]:
    return [list(row) for row in read_sheet(content).rows]


def workbook(*cells: tuple[int, int, object]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("Vide")
        sheet = book.add_worksheet("Données")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, column, value in cells:
            if isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            else:
                sheet.write(row, column, value)
    return file.getvalue()


def test_a_text_file_is_read_in_whichever_encoding() -> None:
    for codec, said in (
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ):
        content = TEXT.encode(codec)
        assert rows(content) == ROWS, codec
        assert read_sheet(content).encoding == said, codec


def test_an_encoding_without_a_mark_is_told_by_its_letters() -> None:
    text = "Société;Prénom;Ville\nÉlectricité Générale;Zoé;Besançon\n"
    for codec, said in (("mac-roman", "Mac"), ("cp850", "DOS (850)"), ("cp1252", "Windows-1252")):
        read = read_sheet(text.encode(codec))
        assert (read.rows[1], read.encoding) == (
            ["Électricité Générale", "Zoé", "Besançon"],
            said,
        ), codec
    two_files_in_one = text.encode() + "Café;Noé;Lyon\n".encode("cp1252")
    assert rows(two_files_in_one)[1:] == [
        ["Électricité Générale", "Zoé", "Besançon"],
        ["Café", "Noé", "Lyon"],
    ]


def test_the_separator_is_the_one_that_parts_the_rows_alike() -> None:
    for text, row in (
        ("Nom;Adresse\nDupont;12, rue X, bât B, Brest\n", ["Dupont", "12, rue X, bât B, Brest"]),
        ("Nom,Notes\nDupont,a;b;c;d;e\n", ["Dupont", "a;b;c;d;e"]),
        ("Nom\tAdresse\nA\t1; 2; 3;4\n", ["A", "1; 2; 3;4"]),
        ("Réf;Prix\nA;1,5\nB;2,5\n", ["A", "1,5"]),
    ):
        assert rows(text.encode())[1] == row, text


def test_a_quote_that_does_not_fit_is_a_sign_like_others() -> None:
    for line, row in (
        ('"Garage Morel;Brest', ['"Garage Morel', "Brest"]),
        ('"Le "Bon" Garage";Brest', ['Le "Bon" Garage', "Brest"]),
        ('Vis 5" acier;Brest', ['Vis 5" acier', "Brest"]),
        ('"Garage" ;Brest', ["Garage", "Brest"]),
        ('"A; ""B""";Brest', ['A; "B"', "Brest"]),
    ):
        read = rows(f"Nom;Ville\n{line}\nDupont;Quimper\nDurand;Lyon\n".encode())
        assert read == [["Nom", "Ville"], row, ["Dupont", "Quimper"], ["Durand", "Lyon"]], line


def test_the_separator_and_the_ends_of_lines_are_found() -> None:
    for text in (
        TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        "\n" + TEXT,
        f"sep=;\r\n{TEXT}",
        "Réf\tLibellé\tPrix\nN-8\tForêt, « œuvre » €\t12,5\n",
        'Réf,Libellé,Prix\nN-8,"Forêt, « œuvre » €","12,5"\n',
        "Réf|Libellé|Prix\nN-8|Forêt, « œuvre » €|12,5\n",
    ):
        assert [row for row in rows(text.encode()) if row] == ROWS, text


def test_a_cell_may_have_several_lines_separators_and_quotes() -> None:
    assert rows(b'a;b\n"un\ndeux;""trois""";x\n') == [["a", "b"], ['un\ndeux;"trois"', "x"]]


def test_a_workbook_gives_its_cells_as_one_would_type_them() -> None:
    content = workbook(
        *((0, 0, "Réf"), (0, 1, "Prix"), (2, 0, 12), (2, 1, 0.1), (2, 2, 1e-06)),
        *((3, 0, True), (3, 1, date(2026, 11, 24)), (3, 2, datetime(2026, 11, 24, 14, 5))),  # noqa: DTZ001 - as a sheet has it
        (4, 0, 123456789.123456),
    )
    assert rows(content) == [
        ["Réf", "Prix", ""],
        ["", "", ""],
        ["12", "0.1", "0.000001"],
        ["oui", "24/11/2026", "24/11/2026 14:05"],
        ["123456789.123456", "", ""],
    ]


def test_a_workbook_may_have_a_single_row_or_many_empty_ones() -> None:
    assert rows(workbook((0, 0, "seul"))) == [["seul"]]
    assert rows(workbook((3, 1, "seul")))[3] == ["", "seul"]
    for far in ((MOST_ROWS + 1, 0, "x"), (0, 10_000, "x")):
        with pytest.raises(Refused, match="trop de"):
            read_sheet(workbook(far))


def test_a_sheet_of_libreoffice_is_read() -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{office}:office:1.0"'
        f' xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        '<office:spreadsheet><table:table table:name="A"><table:table-row><table:table-cell'
        ' office:value-type="string"><text:p>Prix</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="12.5"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", "<manifest/>")
    assert rows(packed.getvalue()) == [["Prix", "12.5"]]


def test_what_is_written_here_is_read_again_as_it_was() -> None:
    texts = ["=1+1", "-3", "- liste", "+33 6", "00123", "1,50", "20 %", "12/10", 'a;"b"', "a\nb"]
    table = [["Titre"], *([text] for text in texts)]
    for content in (csv_file(table), xlsx_file("Titres", table)):
        read = [row[0].removeprefix(TEXT_MARK) for row in rows(content)]
        assert read == ["Titre", *texts]
    numbers: list[list[Cell]] = [["Réf", "Prix"], ["a", Decimal("1234.5")]]
    for content in (csv_file(numbers), xlsx_file("n", numbers)):
        assert rows(content)[1][1].replace(",", ".") == "1234.5"
    days: list[list[Cell]] = [["Date"], [date(2026, 11, 29)]]
    assert rows(csv_file(days))[1] == ["2026-11-29"]
    assert rows(xlsx_file("d", days))[1] == ["29/11/2026"]


def test_whatever_is_no_spreadsheet_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("photo.jpg", b"x")
    for content, why in (
        (b"%PDF-1.7\n\x00\x01\x02", "ni un fichier CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ni un fichier CSV"),
        (b"MZ\x90\x00", "ni un fichier CSV"),
        (b"\xff\xfe\x00", "ni un fichier CSV"),
        (packed.getvalue(), "ne se lit pas"),
        (b"PK\x03\x04 and nothing else", "ne se lit pas"),
        (reading.OLE + b"x" * 600, "ne se lit pas"),
        (workbook((0, 0, "a"))[:-30], "ne se lit pas"),
        (b"<html><table><tr><td>Nom</td></tr></table></html>", "page web"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "page web"),
        (b"", "vide"),
        (b"  \n \n", "vide"),
        (b"\xef\xbb\xbf\n\n", "vide"),
        (workbook(), "vide"),
        (b"x" * (MOST_BYTES + 1), "30\u00a0Mo au plus"),
        (b"a\n" * (MOST_ROWS + 2), "trop de lignes"),
        (b"a;" * 10_000, "trop de colonnes"),
        (workbook((0, 0, "Nom"), (0, 9_999, "loin")), "trop de colonnes"),
        (workbook((0, 0, "Nom"), (900_000, 0, "loin")), "trop de lignes"),
    ):
        with pytest.raises(Refused, match=why):
            read_sheet(content)
    assert len(rows(b"a\n" * (MOST_ROWS + 1))) == MOST_ROWS + 1


def test_a_small_file_that_holds_an_endless_one_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b"0" * (reading.MOST_UNPACKED + 1_000))
    honest = packed.getvalue()
    size = struct.pack("<I", reading.MOST_UNPACKED + 1_000)
    assert honest.count(size) == 2
    for content in (honest, honest.replace(size, struct.pack("<I", 10))):
        with pytest.raises(Refused, match="trop grand une fois ouvert"):
            read_sheet(content)


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for begun in (b"", reading.ZIP, reading.OLE, b"\xff\xfe", b"sep="):
        with suppress(Refused):
            read_sheet(begun + content)


def test_a_sheet_an_encoding_and_a_separator_can_be_chosen() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name in ("Un", "Deux"):
            book.add_worksheet(name).write(0, 0, name)
    content = file.getvalue()
    assert read_sheet(content).names == ("Un", "Deux")
    assert read_sheet(content, name="Deux").rows == [["Deux"]]
    assert read_sheet(content, name="Trois").name == "Un"
    windows = "a|é;b".encode("cp1252")
    assert read_sheet(windows, encoding="Mac", separator="|").rows == [["a", "È;b"]]
    assert read_sheet(windows, encoding="klingon", separator="xx").encoding == "Windows-1252"


def test_of_a_workbook_it_is_the_sheet_in_sight_that_is_known_best() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        hidden = book.add_worksheet("Listes")
        hidden.write_row(0, 0, ["Prix", "Réf"])
        hidden.hide()
        book.add_worksheet("Lisez-moi").write(0, 0, "Tarif de 2026")
        sheet = book.add_worksheet("Tarif")
        sheet.write_row(3, 0, ["Réf", "Prix"])
        sheet.activate()
        sheet.set_first_sheet()
    read = read_sheet(file.getvalue(), known=KNOWN.known_in)
    assert (read.name, read.names) == ("Tarif", ("Listes", "Lisez-moi", "Tarif"))
    assert read_sheet(file.getvalue(), name="Listes").name == "Listes"


def test_a_sheet_that_is_too_wide_keeps_no_other_one_from_being_read() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("Tarif").write_row(0, 0, ["Réf", "Autre"])
        book.add_worksheet("Calculs").write(0, 5_000, "x")
    assert read_sheet(file.getvalue(), known=KNOWN.known_in).name == "Tarif"
    with pytest.raises(Refused):
        read_sheet(file.getvalue(), name="Calculs")


def test_cells_merged_downwards_say_the_same_in_each_row() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A")
        sheet.write_row(0, 0, ["Client", "Contact"])
        sheet.merge_range(1, 0, 2, 0, "Morel")
        sheet.merge_range(0, 4, 2, 5, "")  # beside all that the sheet holds
        sheet.write(1, 1, "Ana")
        sheet.write(2, 1, "Bob")
    assert rows(file.getvalue())[1:] == [["Morel", "Ana"], ["Morel", "Bob"]]


def test_a_formula_is_its_value() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("A").write_formula(0, 0, "=HYPERLINK(A1)", value="vu")
    assert rows(file.getvalue()) == [["vu"]]


# --- headings -----------------------------------------------------------------------------------

KNOWN = Headings(
    (
        Heading("reference", "Référence", ("Réf", "Code article"), str.isupper),
        Heading("price", "Prix unitaire HT", ("PU HT", "Prix")),
    ),
    lambda words: "third" if words == "prix 3" else None,
)


def test_columns_are_told_by_their_headings_wherever_they_stand() -> None:
    for table, row, fields in (
        ([["REF.", "pu ht"]], 0, {0: "reference", 1: "price"}),
        (
            [["Tarif 2026", ""], ["", ""], ["Prix", "code  article"]],
            2,
            {0: "price", 1: "reference"},
        ),
        ([["Prix", "Couleur", "Prix 3"]], 0, {0: "price", 2: "third"}),
        ([["", "rien"], ["de", "connu"]], 0, {}),
    ):
        found = KNOWN.match(table)
        assert (found.row, found.fields) == (row, fields), table


def test_the_row_of_the_headings_can_be_chosen() -> None:
    assert KNOWN.match([["Prix"], ["Réf"]], 1).fields == {0: "reference"}


def test_a_column_without_a_known_heading_is_told_by_what_it_holds() -> None:
    found = KNOWN.match([["Machin", "Truc"], ["A", "a"], ["B", "b"], ["", ""], ["C", "c"]])
    assert (dict(found.fields), set(found.guessed)) == ({0: "reference"}, {0})


def test_a_first_row_like_all_others_names_no_column() -> None:
    found = KNOWN.match([["A", "x"], ["B", "y"], ["C", "z"]])
    assert (found.row, found.headings) == (-1, ("Colonne 1", "Colonne 2"))
    assert dict(found.fields) == {0: "reference"}
    assert KNOWN.match([["A", "x"], ["B", "y"]], 0).row == 0


def test_a_sheet_that_begins_far_below_names_no_column() -> None:
    found = KNOWN.match([*([[""]] * 30), ["Prix", "Réf"]])
    assert (dict(found.fields), found.headings) == ({}, ())


def test_what_is_no_field_and_what_is_one_twice_is_said() -> None:
    found = KNOWN.match([["Prix", "Couleur", "", "PU HT"]])
    assert (found.unused, found.doubled) == (["Couleur"], {"price": [0, 3]})
    settled = found.with_field(3, "").with_field(1, "reference")
    assert (settled.unused, settled.doubled) == (["PU HT"], {})


def test_a_mapping_is_used_again_for_the_same_headings() -> None:
    chosen = KNOWN.match([["Prix", "Couleur"]]).with_field(1, "reference").with_field(0, "")
    again = KNOWN.match([["COULEUR", "Réf", "Prix"]]).as_remembered(chosen.remembered())
    assert again.fields == {0: "reference", 1: "reference"}
