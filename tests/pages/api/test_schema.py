"""The description holds what is answered: made-up requests to every operation, right and wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode, openapi
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from models.webhooks import Delivery
from pages.api import description
from pages.api.pace import PACE
from pages.api.settings import SETTINGS
from pages.web import API
from tests.factories import add_lines, make_article, make_client, make_document, set_up_firm
from tests.pictures import picture

EXAMPLES = {GenerationMode.POSITIVE: 3, GenerationMode.NEGATIVE: 3}
"""Made-up requests to each operation."""
PARTS = 4
"""Of all operations, each a test of its own: they take a minute together."""
TOO_LONG = 414
TRIED = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance", "negative_data_rejection"),
    "missing_required_header",
)
"""Of what can be asked of one answer. Not that all that has the right form is accepted: what a
SIRET is no schema says."""


GIVEN = ("vat-rates", "number-series", "document-texts", "bank-accounts")
"""What is there from the beginning."""
OWN = tuple(
    (one.name, one.example)
    for one in SETTINGS
    if one.create and one.name not in {*GIVEN, "webhooks"}
)


def operations() -> list[Any]:
    without_tokens = {**description(), "security": []}  # which have tests of their own
    schema = openapi.from_dict(without_tokens)
    schema.config.update(base_url=f"http://test{API}")
    return [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]


def made_up(operation: Any, mode: GenerationMode, known: dict[str, Any]) -> Iterator[Case[Any]]:
    """Requests of one sort, every second of which is about a record that is there."""
    found: list[Case[Any]] = []
    for path in ({}, known) if "{id}" in operation.path else ({},):

        @settings(
            max_examples=EXAMPLES[mode],
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(mode, path_parameters=path or None))
        def collect(case: Case[Any]) -> None:
            found.append(case)

        with suppress(Unsatisfiable):  # where nothing can be wrong
            collect()
    yield from found


async def sent(api: httpx.AsyncClient, case: Case[Any], mode: GenerationMode) -> httpx.Response:
    """The answer to a made-up request; a right one has seen the latest version, if there is one."""
    prepared: Any = requests.Request(**case.as_transport_kwargs(f"http://test{API}")).prepare()
    headers = dict(prepared.headers)
    if mode == GenerationMode.POSITIVE and "If-Match" in headers:
        _, name, id_ = case.formatted_path.split("/")[:3]
        seen = await api.get(f"/{name}/{'firm' if id_ == 'logo' else id_}")
        headers["If-Match"] = seen.headers.get("etag", headers["If-Match"])
    body = prepared.body.encode() if isinstance(prepared.body, str) else prepared.body
    request = api.build_request(prepared.method, prepared.url, headers=headers, content=body)
    return await api.send(request)


@pytest.fixture
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait: 429 may be answered to anything, and would hide everything else."""
    monkeypatch.setattr(PACE, "take", lambda _: {})


@pytest.fixture
async def known(api: httpx.AsyncClient) -> dict[str, int]:
    """By the name of a resource, a record that is there."""
    await set_up_firm()
    client = await make_client("Martin", street="1 rue Haute", postcode="29200", city="Brest")
    article = await make_article("Flexible")
    document = await add_lines(await make_document(client, "sale"), {"designation": "Vis"})
    invoice = await make_document(client, "invoice", moves="issue")
    paid = {"parts": [{"document_id": invoice.id, "amount": "1"}], "mode": "card"}
    payment = await api.post("/payments", json=paid)
    where = f"/files?topic=client&record_id={client.id}&name=a.png"
    bytes_ = {"Content-Type": "application/octet-stream"}
    file = await api.post(where, content=picture("PNG"), headers=bytes_)
    to_do = {"client_id": client.id, "text": "rappeler", "due_on": "2030-01-02"}
    to_be_told = {"url": "https://a.example/", "events": "client.created"}
    moment = datetime.now(UTC)
    hook = (await api.post("/webhooks", json=to_be_told)).json()["id"]
    await Delivery.create(
        webhook_id=hook,
        event_id="evt_1",
        event="client.created",
        body="{}",
        created_at=moment,
        next_try_at=moment,
    )
    rows = {name: (await api.get(f"/{name}")).json()["items"] for name in GIVEN}
    made = {name: (await api.post(f"/{name}", json=example)).json()["id"] for name, example in OWN}
    return {
        "webhooks": hook,
        **{name: items[0]["id"] for name, items in rows.items()},
        **made,
        "todos": (await api.post("/todos", json=to_do)).json()["id"],
        "clients": client.id,
        "articles": article.id,
        "documents": document.id,
        "payments": payment.json()["id"],
        "files": file.json()["id"],
    }


@pytest.mark.parametrize("part", range(PARTS))
async def test_every_answer_is_as_described_and_nothing_wrong_is_accepted(
    api: httpx.AsyncClient,
    known: dict[str, int],
    no_pace: None,
    part: int,
    subtests: pytest.Subtests,
) -> None:
    load_all_checks()
    checks: Any = CHECKS.get_by_names(TRIED)
    for operation in operations()[part::PARTS]:
        there = {"id": known.get(operation.path.split("/")[1], 0)}
        for mode in EXAMPLES:
            with subtests.test(operation=operation.label, mode=mode):
                for case in made_up(operation, mode, there):
                    answer = await sent(api, case, mode)
                    if answer.status_code != TOO_LONG:  # which was not looked at
                        case.validate_response(answer, checks=checks)
