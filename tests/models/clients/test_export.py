"""The CSV file opens in a French spreadsheet as a table of texts, never as formulas."""

import csv
import io

import pytest

from models.clients import Client, clients_csv
from tests.factories import ANYBODY, make_client

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
    assert head[:4] == ["Code client", "Type de client", "Raison sociale", "Contact"]
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


async def test_no_cell_is_a_formula() -> None:
    fields = ("name", "contact", "street", "city", "notes", "phone")
    clients = [await make_client(**dict.fromkeys(fields, text)) for text in FORMULAS]
    rows = await cells(*clients)
    shown = [{row[Client.label_of(field)] for field in fields} for row in rows]
    assert shown == [{f"'{text}"} for text in FORMULAS]


async def test_a_number_from_abroad_is_no_formula() -> None:
    (row,) = await cells(await make_client(phone="+32 2 555 12 12"))
    assert row["Téléphone"].startswith("'+32")


async def test_separators_quotes_and_newlines_stay_in_their_cell() -> None:
    client = await make_client('A;B "C"', notes="un\ndeux;trois\n=4")
    (row,) = await cells(client)
    assert (row["Raison sociale"], row["Notes"]) == ('A;B "C"', "un\ndeux;trois\n=4")
