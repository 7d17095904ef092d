"""The public directory: asked sparingly, believed as an offer, silent when it is down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from models.clients.directory import MOST_KEPT, PER_SECOND, Directory
from tests.processes import free_port
from tests.waiting import until

MOREL: dict[str, Any] = {
    "siren": "404833048",
    "nom_complet": "GARAGE MOREL (MOREL AUTO)",
    "nom_raison_sociale": "GARAGE MOREL",
    "etat_administratif": "A",
    "date_fermeture": None,
    "siege": {
        "siret": "40483304800022",
        "etat_administratif": "A",
        "numero_voie": "12",
        "type_voie": "RUE",
        "libelle_voie": "DES LILAS",
        "complement_adresse": None,
        "code_postal": "29200",
        "libelle_commune": "BREST",
        "adresse": "12 RUE DES LILAS 29200 BREST",
    },
    "matching_etablissements": [],
}
CLOSED = {
    **MOREL,
    "etat_administratif": "C",
    "date_fermeture": "2024-06-30",
}


@dataclass
class StandIn:
    """A directory on loopback that says what it is told to."""

    answer: Any = field(default_factory=lambda: {"results": [MOREL]})
    status: int = 200
    asked: list[str] = field(default_factory=list)
    address: str = ""

    async def search(self, request: Request) -> Response:
        self.asked.append(request.query_params["q"])
        if isinstance(self.answer, str):
            return Response(self.answer, self.status)
        return JSONResponse(self.answer, self.status)


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    stand_in, port = StandIn(), free_port()
    app = Starlette(routes=[Route("/search", stand_in.search)])
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    assert await until(lambda: server.started)
    stand_in.address = f"http://127.0.0.1:{port}"
    yield stand_in
    server.should_exit = True
    await serving


async def test_a_firm_is_offered_as_fields_of_a_form(stand_in: StandIn) -> None:
    (firm,) = await Directory(stand_in.address).find("404 833 048")
    assert stand_in.asked == ["404833048"]
    assert firm.texts == {
        "name": "GARAGE MOREL",
        "siret": "40483304800022",
        "siren": "404833048",
        "vat_number": "FR83404833048",
        "street": "12 rue des Lilas",
        "street2": "",
        "postcode": "29200",
        "city": "Brest",
    }
    assert not firm.is_closed


async def test_it_says_that_a_firm_is_closed_and_since_when(stand_in: StandIn) -> None:
    stand_in.answer = {"results": [CLOSED]}
    (firm,) = await Directory(stand_in.address).find("morel")
    assert (firm.is_closed, firm.closed_on) == (True, date(2024, 6, 30))


async def test_the_same_question_is_asked_once(stand_in: StandIn) -> None:
    directory = Directory(stand_in.address)
    for text in ("Garage Morel", "  garage MOREL "):
        assert await directory.find(text)
    assert await directory.find("ab") == ()
    assert stand_in.asked == ["garage morel"]
    for n in range(MOST_KEPT + 10):
        directory._keep(str(n), ())
    assert len(directory._said) == MOST_KEPT


async def test_no_more_than_so_many_questions_a_second(stand_in: StandIn) -> None:
    directory, clock = Directory(stand_in.address), asyncio.get_running_loop()
    began = clock.time()
    await asyncio.gather(*(directory.find(f"garage {n}") for n in range(PER_SECOND + 1)))
    assert clock.time() - began >= 1
    assert len(stand_in.asked) == PER_SECOND + 1


async def test_while_it_is_down_nobody_hears_of_it(
    stand_in: StandIn, subtests: pytest.Subtests
) -> None:
    for status, answer in ((500, {}), (429, {}), (200, "<html>"), (200, {"results": [{}]})):
        with subtests.test(status=status, answer=answer):
            stand_in.status, stand_in.answer = status, answer
            directory = Directory(stand_in.address)
            assert await directory.find("morel") == ()
            before = len(stand_in.asked)
            assert await directory.find("dupont") == ()
            assert len(stand_in.asked) == before, "it is left alone"
    assert await Directory(f"http://127.0.0.1:{free_port()}").find("morel") == ()
