"""A list as a file: what it shows, in its order."""

from __future__ import annotations

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from models.clients import CLIENTS, Client
from models.documents import DOCUMENT_LISTS
from models.errors import Refused
from models.history import JOURNAL
from models.lists import Query, Shown, list_csv, list_xlsx
from models.records import JournalEntry
from tests.factories import ANYBODY, make_client, make_document

pytestmark = pytest.mark.usefixtures("database")

NAMES = (Shown("city", "Ville"), Shown("name", "Raison sociale"))


async def test_a_file_has_the_columns_and_rows_of_the_list_in_its_order() -> None:
    for name, city in (("Abri", "Lyon"), ("=1+1", "Brest"), ("Zinc", "Brest"), ("Autre", "")):
        await make_client(name, city=city)
    query = CLIENTS.asked({"sort": "city,-name"})
    lines = (await list_csv(CLIENTS, query, NAMES, by=ANYBODY)).decode("utf-8-sig").splitlines()
    assert lines == [
        "Ville;Raison sociale",
        ";Autre",
        "Brest;Zinc",
        "Brest;\u200b=1+1",
        "Lyon;Abri",
    ]
    told = await JournalEntry.filter(topic=Client.TOPIC, action="export").get()
    assert told.caption == "4\u00a0clients"


async def test_amounts_are_numbers() -> None:
    await make_document(await make_client(), "sale")
    columns = (Shown("client", "Client"), Shown("ttc", "Montant TTC", is_number=True))
    content = await list_xlsx(DOCUMENT_LISTS["sale"], Query(), columns, by=ANYBODY)
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    assert sheet.to_python()[1][1] == 120


async def test_of_too_many_rows_there_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.lists.export.MOST_EXPORTED", 1)
    for name in ("Abri", "Zinc"):
        await make_client(name)
    with pytest.raises(Refused, match="restreignez la liste"):
        await list_csv(CLIENTS, Query(), NAMES, by=ANYBODY)


async def test_a_list_of_what_the_journal_does_not_name_is_told_of_too() -> None:
    await make_client()
    await list_csv(JOURNAL, Query(), [Shown("what", "Quoi")], by=ANYBODY)
    page = await JOURNAL.page(Query())
    assert "a exporté" in page.rows[0]["what"]
