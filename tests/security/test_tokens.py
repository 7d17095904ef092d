"""A token does what its scopes lend and its person may, never more, whatever is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import httpx
import pytest

from models.clients import Client, Tag
from models.permissions import PERMISSIONS, Permission, Role
from models.staff import FOR_PROGRAMS, Scope
from models.todos import ToDo
from pages.api.table import OPERATIONS
from tests.factories import ANYBODY, make_article, make_client, make_document
from tests.pages.api.conftest import program, token_of
from tests.simulation import Simulation


class Try(NamedTuple):
    """A request, and what one needs for it."""

    needs: Permission
    scope: Scope
    method: str
    path: str
    body: Mapping[str, Any] | None = None


TRIES = (
    Try(Permission.SEE, Scope.READ_CLIENTS, "GET", "/clients"),
    Try(Permission.SEE, Scope.READ_ARTICLES, "GET", "/articles"),
    Try(Permission.SEE, Scope.READ_DOCUMENTS, "GET", "/documents?kind=sale"),
    Try(Permission.PRICES, Scope.READ_DOCUMENTS, "GET", "/documents/{document}/pdf"),
    Try(Permission.PRICES, Scope.READ_PAYMENTS, "GET", "/payments"),
    Try(Permission.SEE, Scope.READ_FILES, "GET", "/files"),
    Try(Permission.SEE, Scope.READ_TODOS, "GET", "/todos"),
    Try(
        *(Permission.EDIT, Scope.WRITE_TODOS, "POST", "/todos"),
        {"client_id": 1, "text": "rappeler", "due_on": "2030-01-02"},
    ),
    Try(Permission.EDIT, Scope.WRITE_TODOS, "POST", "/todos/{todo}/tick"),
    Try(Permission.EDIT, Scope.WRITE_TODOS, "DELETE", "/todos/{todo}"),
    Try(Permission.EDIT, Scope.WRITE_CLIENTS, "POST", "/clients", {"name": "X"}),
    Try(Permission.EDIT, Scope.WRITE_CLIENTS, "PATCH", "/clients/{client}", {"city": "Brest"}),
    Try(Permission.EDIT, Scope.WRITE_CLIENTS, "POST", "/clients/{client}/contacts", {"name": "A"}),
    Try(Permission.EDIT, Scope.WRITE_CLIENTS, "POST", "/clients/{client}/attach"),
    Try(
        *(Permission.BLOCK, Scope.WRITE_CLIENTS, "POST", "/clients"),
        {"name": "Y", "status": "block", "status_reason": "impayés"},
    ),
    Try(
        *(Permission.DELETE, Scope.WRITE_CLIENTS, "POST", "/clients/{client}/merge"),
        {"clients": [{"id": 2, "version": 9}]},
    ),
    Try(Permission.RESTORE, Scope.WRITE_CLIENTS, "POST", "/clients/{gone}/unmerge"),
    Try(Permission.RESTORE, Scope.WRITE_CLIENTS, "POST", "/clients/{client}/restore"),
    Try(Permission.DELETE, Scope.WRITE_CLIENTS, "DELETE", "/clients/{client}"),
    Try(Permission.CATALOGUE, Scope.WRITE_ARTICLES, "POST", "/articles", {"designation": "X"}),
    Try(Permission.DELETE, Scope.WRITE_ARTICLES, "DELETE", "/articles/{article}"),
    Try(
        *(Permission.DOCUMENTS, Scope.WRITE_DOCUMENTS, "POST", "/documents"),
        {"client_id": 1, "kind": "sale"},
    ),
    Try(Permission.DOCUMENTS, Scope.WRITE_DOCUMENTS, "POST", "/documents/{document}/duplicate"),
    Try(Permission.ISSUE, Scope.WRITE_DOCUMENTS, "POST", "/documents/{document}/issue"),
    Try(
        *(Permission.RECEIVE, Scope.WRITE_PAYMENTS, "POST", "/payments"),
        {"parts": [{"document_id": 1, "amount": "1"}], "mode": "card"},
    ),
    Try(
        Permission.EXPORT,
        Scope.READ_BOOKS,
        "GET",
        "/exports/sales?first=2026-01-01&last=2026-01-31",
    ),
    Try(Permission.SETTINGS, Scope.READ_SETTINGS, "GET", "/settings/firm"),
    Try(Permission.SETTINGS, Scope.READ_SETTINGS, "GET", "/settings/mail"),
    Try(Permission.SETTINGS, Scope.READ_SETTINGS, "GET", "/settings/rental"),
    Try(Permission.SETTINGS, Scope.READ_SETTINGS, "GET", "/bank-accounts"),
    Try(Permission.SETTINGS, Scope.READ_SETTINGS, "GET", "/webhooks"),
    Try(Permission.SEE, Scope.READ_CLIENTS, "GET", "/tags"),
    Try(Permission.SEE, Scope.READ_ARTICLES, "GET", "/vat-rates"),
    Try(
        *(Permission.SETTINGS, Scope.WRITE_SETTINGS, "PATCH", "/settings/firm"),
        {"rental_policy": "quote"},
    ),
    Try(Permission.SETTINGS, Scope.WRITE_SETTINGS, "DELETE", "/settings/logo"),
    Try(
        *(Permission.SETTINGS, Scope.WRITE_SETTINGS, "POST", "/settings/mail/password"),
        {"password": "x"},
    ),
    Try(Permission.SETTINGS, Scope.WRITE_SETTINGS, "POST", "/tags", {"name": "Fidèle"}),
    Try(
        *(Permission.SETTINGS, Scope.WRITE_SETTINGS, "POST", "/tags/{tag}/merge"),
        {"into_id": 999},
    ),
    Try(
        *(Permission.SETTINGS, Scope.WRITE_SETTINGS, "POST", "/webhooks"),
        {"url": "https://a.example/", "events": "client.created"},
    ),
    Try(Permission.RECEIVE, Scope.WRITE_PAYMENTS, "POST", "/closings", {"until": "2026-01-01"}),
    Try(
        *(Permission.RECEIVE, Scope.WRITE_PAYMENTS, "POST", "/documents/{document}/stop-reminders"),
        {"reason": "x"},
    ),
)


@pytest.fixture
async def there(simulation: Simulation) -> dict[str, int]:
    """The ids of what is asked about."""
    client, twin = await make_client("Martin"), await make_client("Martin bis")
    gone = await make_client("Martin ter")
    await Client.merge(client.draft(), {gone.id: gone.version}, {}, by=ANYBODY)
    assert (client.id, twin.id) == (1, 2)
    return {
        "gone": gone.id,
        "tag": (await two_tags())[1],
        "todo": (await ToDo.note_line(client.id, "rappeler", by=ANYBODY)).id,
        "client": client.id,
        "article": (await make_article("Vis")).id,
        "document": (await make_document(client, "sale")).id,
    }


async def two_tags() -> list[int]:
    made = []
    for name in ("Ancien", "Nouveau"):
        draft = Tag.blank()
        draft.typed["name"] = name
        made.append((await Tag.create_from(draft, by=ANYBODY)).id)
    return made


async def asked(api: httpx.AsyncClient, one: Try, there: dict[str, int]) -> httpx.Response:
    path = one.path.format(**there)
    headers = {}
    if one.method in {"PATCH", "DELETE"}:
        async with program(await reader_token()) as reader:
            seen = "/settings/firm" if path == "/settings/logo" else path
            headers["If-Match"] = (await reader.get(seen)).headers["etag"]
    return await api.request(one.method, path, json=one.body, headers=headers)


_reader: list[str] = []


async def reader_token() -> str:
    if not _reader:
        _reader.append(await token_of(Role.ADMINISTRATOR, name="Lectrice"))
    return _reader[0]


async def test_each_role_does_by_token_what_its_table_says(
    there: dict[str, int], subtests: pytest.Subtests
) -> None:
    _reader.clear()
    for role in Role:
        async with program(await token_of(role)) as api:
            for one in TRIES:
                if role == Role.ADMINISTRATOR and one.method == "DELETE":
                    continue  # a manager has done it
                with subtests.test(role=role, tried=one.path, method=one.method):
                    answer = await asked(api, one, there)
                    is_let = one.needs in PERMISSIONS[role]
                    assert (answer.status_code != 403) is is_let, answer.text
                    assert answer.status_code < 500


async def test_each_operation_needs_its_scope_whatever_the_role(
    there: dict[str, int], subtests: pytest.Subtests
) -> None:
    tokens: dict[Scope, str] = {
        scope: await token_of(
            Role.ADMINISTRATOR, [str(one) for one in FOR_PROGRAMS if one != scope], name=f"A {n}"
        )
        for n, scope in enumerate(FOR_PROGRAMS)
    }
    for one in OPERATIONS:
        with subtests.test(one.name):
            async with program(tokens[one.scope]) as api:
                path = one.path.format(id=there["client"], key="x")
                answer = await api.request(one.method, path)
                assert answer.status_code == 403
                assert answer.json()["code"] == "missing_scope"
                assert str(one.scope) in answer.json()["detail"]


async def test_one_scope_opens_its_own_operations_alone(there: dict[str, int]) -> None:
    for n, scope in enumerate(FOR_PROGRAMS):
        async with program(await token_of(Role.ADMINISTRATOR, [str(scope)], name=f"B {n}")) as api:
            for one in TRIES:
                if one.method != "GET":
                    continue
                answer = await api.get(one.path.format(**there))
                assert (answer.status_code == 200) is (one.scope == scope), (scope, one.path)
