"""The CSV file opens in a French spreadsheet as a table of texts, never as formulas."""

import csv
import io

import pytest

from models.clients import Client, clients_csv
from models.lists.spreadsheet import FORMULA_STARTS, TEXT_MARK
from tests.factories import ANYBODY, make_client

SIRET = "404 833 048 00022"

pytestmark = pytest.mark.usefixtures("database")


async def cells(*clients: Client) -> list[dict[str, str]]:
    """The rows of the file, by the titles of their columns."""
    text = (await clients_csv([one.id for one in clients], by=ANYBODY)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


async def test_the_file_starts_with_a_byte_order_mark() -> None:
    assert (await clients_csv([], by=ANYBODY)).startswith(b"\xef\xbb\xbfCode client;")


async def test_the_file_has_semicolons_and_the_labels_of_the_form() -> None:
    content = (await clients_csv([], by=ANYBODY)).decode("utf-8-sig")
    head = content.removesuffix("\r\n").split(";")
    assert head[:4] == ["Code client", "Type de client", "Raison sociale", "Civilité"]
    assert content.count("\r\n") == 1


async def test_a_row_shows_its_client_as_the_form_does() -> None:
    client = await make_client("Forêt", siret="40483304800022", phone="0612345678", city="Brest")
    (row,) = await cells(client)
    assert row["Code client"] == client.code
    assert row["Type de client"] == "Société"
    assert row["SIRET"].replace("\u00a0", " ") == "404 833 048 00022"
    assert row["Téléphone"].replace("\u00a0", " ") == "06 12 34 56 78"
    assert (row["Raison sociale"], row["Ville"], row["E-mail"]) == ("Forêt", "Brest", "")


async def test_a_person_is_exported_by_name() -> None:
    (row,) = await cells(await make_client(kind="person", first_name="Loïc", last_name="Ny"))
    assert (row["Type de client"], row["Raison sociale"]) == ("Particulier", "Loïc Ny")


async def test_rows_come_in_the_order_asked_for_without_those_that_are_gone() -> None:
    first, gone, second = [await make_client() for _ in range(3)]
    await Client.filter(id=gone.id).delete()
    rows = await cells(second, gone, first)
    assert [row["Code client"] for row in rows] == [second.code, first.code]


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://exemple.fr")', "=cmd|'/c calc'!A0"]


async def test_no_cell_is_a_formula(subtests: pytest.Subtests) -> None:
    for text in FORMULAS:
        for field in ("name", "contact", "street", "city", "notes", "phone"):
            with subtests.test(text=text, field=field):
                client = await make_client(**{"name": "X", field: text})
                (row,) = await cells(client)
                cell = row[Client.label_of(field)]
                assert not cell.lstrip().startswith((*FORMULA_STARTS, "-", "'"))
                assert cell.removeprefix(TEXT_MARK).replace("–", "-") == text


async def test_a_number_from_abroad_is_no_formula() -> None:
    (row,) = await cells(await make_client(phone="+32 2 555 12 12", mobile="+41 79 123 45 67"))
    assert row["Téléphone"].replace("\u00a0", " ") == "0032 2 555 12 12"
    assert row["Mobile"].replace("\u00a0", " ") == "0041 79 123 45 67"


async def test_a_list_in_the_notes_has_dashes() -> None:
    (row,) = await cells(await make_client(notes="- à rappeler lundi\n- devis"))
    assert row["Notes"] == "– à rappeler lundi\n- devis"


async def test_what_a_spreadsheet_would_rewrite_is_marked_as_text() -> None:
    siren = "005 880 505"
    client = await make_client("10/12", postcode="01000", siren=siren, contact="1E5", city="007")
    (row,) = await cells(client)
    shown = ("Raison sociale", "Code postal", "SIREN", "Contact", "Ville")
    assert [row[title].replace("\u00a0", " ") for title in shown] == [
        f"{TEXT_MARK}{text}" for text in ("10/12", "01000", siren, "1E5", "007")
    ]


async def test_dates_amounts_and_errors_stay_the_texts_that_they_are() -> None:
    names = (
        *("12 mars", "1er janv. 2026", "Sept. 2026", "12-mai", "Jan-26", "12/2026", "12:30"),
        *("1,50", "1 234,56", "1.000", "50 %", "€12", "12 €", "(12)", "2 1/2", "Vrai", "#N/A"),
    )
    rows = await cells(*[await make_client(name) for name in names])
    assert [row["Raison sociale"] for row in rows] == [f"{TEXT_MARK}{name}" for name in names]


async def test_what_a_spreadsheet_leaves_alone_has_no_mark() -> None:
    siret = await make_client("3M", phone="06 12 34 56 78", postcode="29200", siret=SIRET)
    ridet = await make_client("12 Martin", siret="RIDET 0123456.001", street="8 mai 1945, 3")
    for row in await cells(siret, ridet):
        assert TEXT_MARK not in "".join(row.values())


async def test_separators_quotes_and_newlines_stay_in_their_cell() -> None:
    client = await make_client('A;B "C"', notes="un\ndeux;trois\n=4")
    (row,) = await cells(client)
    assert (row["Raison sociale"], row["Notes"]) == ('A;B "C"', "un\ndeux;trois\n=4")
