"""An exported file computes nothing when it is opened."""

from __future__ import annotations

import csv
import io

import pytest

from models.clients import Client, clients_csv
from models.clients.export import COLUMNS
from models.database import transaction
from models.permissions import Role
from tests.factories import make_client
from tests.security.conftest import STAFF

pytestmark = pytest.mark.usefixtures("database")

TYPED = (
    *("name", "contact", "phone", "mobile", "email", "website", "street", "street2"),
    *("postcode", "city", "country", "siret", "siren", "vat_number", "notes"),
)
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%", " ")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x";"y")')


async def cells(ids: list[int]) -> list[str]:
    text = (await clients_csv(ids, by=STAFF[Role.ADMINISTRATOR])).decode("utf-8-sig")
    return [
        cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row
    ]


async def test_no_cell_is_a_formula() -> None:
    ids = []
    for formula in (*FORMULAS, *(f"{start}=1+1" for start in STARTS)):
        client = await make_client(f"x{formula}")
        texts = {name: formula[: Client.length_of(name)] for name in TYPED}
        async with transaction():
            await Client.filter(id=client.id).update(**texts)
        ids.append(client.id)

    for cell in await cells(ids):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell


async def test_no_text_gets_out_of_its_cell() -> None:
    hostile = 'a";"=1+1"\r\n=2+2;\n"=3+3'
    client = await make_client("x", notes=hostile)

    found = await cells([client.id])

    assert len(found) == 2 * (len(COLUMNS) - len(Client.CHILDREN))
    assert not any(cell.startswith("=") for cell in found)
