"""What HTTP asks of every server: HEAD, OPTIONS, and one form of no at every address."""

from __future__ import annotations

import httpx

from tests.factories import make_client
from tests.pages.api.test_api import is_problem


async def test_head_says_what_get_would_without_the_body(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    for path in ("/clients", f"/clients/{client.id}", "/openapi.json"):
        whole, head = await api.get(path), await api.head(path)
        assert (head.status_code, head.content) == (200, b""), path
        for name in ("etag", "content-type", "content-length"):
            assert head.headers.get(name) == whole.headers.get(name), (path, name)
    assert (await api.head("/clients/99")).status_code == 404
    assert (await api.head("/clients/1/merge")).status_code == 405


async def test_options_say_what_an_address_knows(api: httpx.AsyncClient) -> None:
    for path, known in (("/clients", "GET, HEAD, OPTIONS, POST"), ("/x", None)):
        answer = await api.options(path)
        assert answer.headers.get("allow") == known
        assert answer.status_code == (204 if known else 404)
    assert is_problem(await api.put("/clients"), 405, "method_not_allowed")


async def test_the_door_itself_answers_as_what_is_behind_it(api: httpx.AsyncClient) -> None:
    assert is_problem(await api.get("http://test/api/v1"), 404, "not_found")
    api.headers.pop("Authorization")
    assert is_problem(await api.get("http://test/api/v1"), 404, "not_found")
