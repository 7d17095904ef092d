"""What programs can do by a token: the same as the screens, in the same words."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import httpx
import jsonschema_rs
import pytest

from models.clients import Client
from models.documents import Document, Payment
from models.permissions import Role
from models.records import JournalEntry
from models.staff import OnceKey
from pages.api import description
from pages.api.checking import errors_in
from pages.api.pace import MOST, PACE
from pages.api.table import RESOURCES
from tests.factories import make_article, make_client, make_document, set_up_firm
from tests.pages.api.conftest import program, token_of
from tests.pictures import picture
from tests.simulation import Simulation

MARTIN = {"kind": "company", "name": "Garage Martin", "city": "Brest"}


def is_problem(answer: httpx.Response, status: int, code: str) -> bool:
    """Whether it is told in the one form, in French, with this stable code."""
    said = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["status"] == answer.status_code == status, said
    assert said["detail"].endswith((".", "!", "?", "…")) or "," in said["detail"], said
    assert said["title"]
    assert said["code"] == code, said
    return True


async def test_a_client_is_created_read_changed_trashed_and_restored(
    api: httpx.AsyncClient,
) -> None:
    made = await api.post("/clients", json=MARTIN)
    assert made.status_code == 201, made.text
    path = made.headers["location"].removeprefix("/api/v1")
    assert made.json()["code"].startswith("C")

    changed = await api.patch(
        path, json={"city": "Quimper"}, headers={"If-Match": made.headers["etag"]}
    )
    assert changed.json()["city"] == "Quimper"
    assert changed.json()["version"] == 2

    gone = await api.delete(path, headers={"If-Match": changed.headers["etag"]})
    assert gone.json()["trashed_at"]
    assert not (await api.get("/clients")).json()["items"]
    back = await api.post(f"{path}/restore")
    assert back.json()["trashed_at"] is None

    told = await JournalEntry.filter(topic="client").order_by("id")
    assert [one.action for one in told] == ["create", "amend", "trash", "restore"]
    assert {(one.staff, one.device) for one in told} == {("Alex administrateur", "jeton Essai")}


async def test_what_was_read_can_be_sent_back_and_changes_nothing(api: httpx.AsyncClient) -> None:
    client = await make_client(
        "Martin", phone="02 98 00 00 00", siret="732 829 320 00074", tags="VIP", credit_limit="9,5"
    )
    await make_article("Nacelle", price="1234,5", reference="N1")
    await make_document(client, "rental", "quote")
    where = {"clients": "", "articles": "", "documents": "?kind=rental"}
    for name, query in where.items():
        (item,) = (await api.get(f"/{name}{query}")).json()["items"]
        own = {key: item[key] for key in RESOURCES[name].own_schema()}
        answer = await api.patch(
            f"/{name}/{item['id']}", json=own, headers={"If-Match": f'"{item["version"]}"'}
        )
        assert answer.status_code == 200, (name, answer.text)
        assert answer.json() == item, name


async def test_who_has_not_seen_the_latest_version_is_told(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    path = f"/clients/{client.id}"
    for method in ("PATCH", "DELETE"):
        body: dict[str, Any] = {"json": {"city": "Brest"}} if method == "PATCH" else {}
        answer = await api.request(method, path, **body)
        assert is_problem(answer, 428, "precondition_required")
        answer = await api.request(method, path, headers={"If-Match": '"9"'}, **body)
        assert is_problem(answer, 412, "changed")
        assert answer.json()["current"]["name"] == "Martin"
        assert answer.headers["etag"] == '"1"'


async def test_what_is_wrong_stands_beside_its_field(api: httpx.AsyncClient) -> None:
    for body, places in (
        ({**MARTIN, "siret": "123"}, {"siret"}),
        ({**MARTIN, "name": "x" * 201}, {"name"}),
        ({**MARTIN, "name": 3, "surprise": 1}, {"name", "surprise"}),
        ({"kind": "person"}, {"last_name"}),
        (
            {**MARTIN, "contacts": [{"name": "A"}, {"name": "B", "email": "x"}]},
            {"contacts.2.email"},
        ),
        ({**MARTIN, "due_days": -1}, {"due_days"}),
        ([], {""}),
    ):
        answer = await api.post("/clients", json=body)
        assert is_problem(answer, 422, "invalid")
        assert answer.json()["errors"].keys() == places, body
    assert not await Client.exists()


async def test_the_same_key_makes_one_thing(api: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "commande-12"}
    first, second = [await api.post("/clients", json=MARTIN, headers=headers) for _ in range(2)]

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["idempotent-replayed"] == "true"
    assert await Client.all().count() == 1
    other = await api.post("/clients", json={**MARTIN, "city": "Lyon"}, headers=headers)
    assert is_problem(other, 422, "key_reused")
    answer = await api.post("/clients", json=MARTIN, headers={"Idempotency-Key": "k" * 201})
    assert is_problem(answer, 400, "bad_key")
    assert (await OnceKey.get()).key != "commande-12", "it may say something of somebody"


async def test_what_failed_under_a_key_can_be_asked_again(api: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "a"}
    wrong = await api.post("/clients", json={**MARTIN, "siret": "1"}, headers=headers)
    assert is_problem(wrong, 422, "invalid")
    assert (await api.post("/clients", json=MARTIN, headers=headers)).status_code == 201


async def test_of_many_at_once_with_one_key_one_is_made(api: httpx.AsyncClient) -> None:
    headers = {"Idempotency-Key": "a"}
    answers = await asyncio.gather(
        *(api.post("/clients", json=MARTIN, headers=headers) for _ in range(5))
    )
    assert {one.status_code for one in answers} == {201}, [one.text for one in answers]
    assert len({one.json()["id"] for one in answers}) == 1
    assert await Client.all().count() == 1


async def test_a_list_is_walked_to_its_end_whatever_is_added(api: httpx.AsyncClient) -> None:
    made = [(await make_client(f"Client {n}")).id for n in range(7)]
    seen: list[int] = []
    query: dict[str, str] = {"limit": "3"}
    for _ in range(3):
        answer = await api.get("/clients", params=query)
        page = answer.json()
        seen += [one["id"] for one in page["items"]]
        await make_client("Aaron")
        assert ('rel="next"' in answer.headers.get("link", "")) is bool(page["next"])
        query["cursor"] = page["next"] or ""
    assert seen[:7] == made


async def test_a_cursor_is_good_for_its_list_its_filters_and_its_token_alone(
    api: httpx.AsyncClient,
) -> None:
    for n in range(3):
        await make_client(f"Client {n}")
        await make_article(f"Article {n}")
    cursor = (await api.get("/clients?limit=1")).json()["next"]
    assert (await api.get(f"/clients?cursor={cursor}")).status_code == 200
    for path in (
        f"/articles?cursor={cursor}",
        f"/clients?kind=person&cursor={cursor}",
        f"/clients?q=a&cursor={cursor}",
        f"/clients?cursor={cursor[:-2]}",
        f"/clients?cursor=A{cursor[1:]}x",
        "/clients?cursor=é",
    ):
        assert is_problem(await api.get(path), 400, "bad_cursor"), path
    async with program(await token_of(Role.ADMINISTRATOR, name="Autre")) as other:
        assert is_problem(await other.get(f"/clients?cursor={cursor}"), 400, "bad_cursor")


async def test_lists_are_searched_and_filtered_as_on_screen(api: httpx.AsyncClient) -> None:
    await make_client("Garage Martin", city="Brest")
    await make_client("", kind="person", last_name="Le Gall")
    client = await make_client("Archivé", status="archived", status_reason="fermé")
    await make_document(client=await make_client("Durand"), kind="rental")

    async def found(query: str) -> list[str]:
        answer = await api.get(f"/clients{query}")
        assert answer.status_code == 200, answer.text
        return [one["name"] for one in answer.json()["items"]]

    assert await found("") == ["Garage Martin", "Le Gall", "Durand"]
    assert await found("?q=brest") == ["Garage Martin"]
    assert await found("?kind=person") == ["Le Gall"]
    assert await found("?status=archived") == [client.name]
    assert await found("?open=1") == ["Durand"]
    assert (await api.get("/documents?kind=rental&q=durand")).json()["items"]
    for wrong, place in (
        ("/clients?kind=robot", "kind"),
        ("/clients?surprise=1", "surprise"),
        ("/clients?limit=0", "limit"),
        ("/clients?limit=201", "limit"),
        ("/clients?limit=x", "limit"),
        ("/documents", "kind"),
        ("/documents?kind=invoice&quick=late&quick=due", "quick"),
        ("/documents?kind=invoice&quick=out", "quick"),
    ):
        answer = await api.get(wrong)
        assert is_problem(answer, 422, "invalid"), wrong
        assert place in answer.json()["errors"], wrong


async def test_contacts_and_addresses_have_their_own_addresses(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    all_ = f"/clients/{client.id}/contacts"
    made = await api.post(all_, json={"name": "Anne", "phone": "0298000000"})
    assert made.status_code == 201, made.text
    assert made.json()["phone"] == "+33298000000"
    other = await api.post(all_, json={"name": "Bob"})
    path = made.headers["location"].removeprefix("/api/v1")

    version = {"If-Match": other.headers["etag"]}
    changed = await api.patch(path, json={"function": "Chef"}, headers=version)
    assert (changed.json()["name"], changed.json()["function"]) == ("Anne", "Chef")
    wrong = await api.patch(
        path, json={"email": "x"}, headers={"If-Match": changed.headers["etag"]}
    )
    assert is_problem(wrong, 422, "invalid")
    assert wrong.json()["errors"].keys() == {"email"}
    left = await api.delete(path, headers={"If-Match": changed.headers["etag"]})
    assert [one["name"] for one in left.json()["items"]] == ["Bob"]
    gone = await api.patch(path, json={}, headers={"If-Match": left.headers["etag"]})
    assert is_problem(gone, 404, "not_found")
    where = f"/clients/{client.id}/addresses"
    assert (await api.post(where, json={"label": "Dépôt"})).status_code == 201
    assert (await api.get(where)).json()["items"][0]["country"] == "France"


async def test_a_sale_goes_from_its_lines_to_its_payment(api: httpx.AsyncClient) -> None:
    await set_up_firm()
    client = await make_client(
        "Martin", siret="732 829 320 00074", street="1 rue Haute", postcode="29200", city="Brest"
    )
    article = await make_article("Flexible", price="45")
    lines = [
        {"article_id": article.id, "quantity": "2"},
        {"kind": "text", "designation": "Port dû"},
    ]
    made = await api.post(
        "/documents", json={"client_id": client.id, "kind": "invoice", "lines": lines}
    )
    assert made.status_code == 201, made.text
    path = made.headers["location"].removeprefix("/api/v1")
    assert (made.json()["ht"], made.json()["ttc"]) == ("90.00", "108.00")

    shown = await api.get(f"{path}/lines")
    first, text = shown.json()["items"]
    assert (first["designation"], first["net"]) == ("Flexible", "90.00")
    put = await api.put(
        f"{path}/lines",
        json={"lines": [{"key": text["key"]}, {"key": first["key"], "quantity": "3"}]},
        headers={"If-Match": shown.headers["etag"]},
    )
    assert [one["designation"] for one in put.json()["items"]] == ["Port dû", "Flexible"]
    wrong = await api.put(
        f"{path}/lines",
        json={"lines": [{"designation": "x", "quantity": "0"}]},
        headers={"If-Match": put.headers["etag"]},
    )
    assert wrong.json()["errors"].keys() == {"lines.1.quantity"}

    issued = await api.post(f"{path}/issue")
    assert issued.status_code == 200, issued.text
    number = issued.json()["number"]
    assert is_problem(await api.post(f"{path}/issue"), 409, "refused")
    paid = await api.post(
        "/payments",
        json={"parts": [{"document_id": issued.json()["id"], "amount": "100"}], "mode": "card"},
    )
    assert (paid.status_code, paid.json()["settles"]) == (201, number), paid.text
    assert (await api.get(path)).json()["due"] == "62.00"
    back = await api.post(
        f"/payments/{paid.json()['id']}/reverse", json={"reason": "Saisi deux fois"}
    )
    assert (back.status_code, back.json()["amount"]) == (201, "-100.00")
    assert await Payment.all().count() == 2
    assert (await api.get(f"{path}/pdf")).content.startswith(b"%PDF")
    credit = await api.post(f"{path}/credit", json={"reason": "Retour"})
    assert credit.json()["stage"] == "credit_note"


async def test_a_document_that_is_half_wrong_is_not_begun(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    for body, place in (
        ({"lines": [{"quantity": "1", "price": "1"}]}, "lines.1.designation"),
        ({"lines": [{"article_id": 99}]}, "lines.1.article_id"),
        ({"discount": "beaucoup"}, "discount"),
        ({"client_id": 99}, "client_id"),
    ):
        sent = {"client_id": client.id, "kind": "sale", **body}
        answer = await api.post("/documents", json=sent)
        assert is_problem(answer, 422, "invalid")
        assert place in answer.json()["errors"], answer.text
    assert not await Document.exists()


async def test_a_file_is_sent_read_renamed_and_trashed(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    where = f"/files?topic=client&record_id={client.id}&name=photo.png"
    bytes_ = {"Content-Type": "application/octet-stream", "Idempotency-Key": "a"}
    made, again = [await api.post(where, content=picture("PNG"), headers=bytes_) for _ in range(2)]
    assert (made.status_code, made.json()) == (201, again.json()), made.text
    path = made.headers["location"].removeprefix("/api/v1")
    (listed,) = (await api.get(f"/files?topic=client&record_id={client.id}")).json()["items"]
    assert listed == made.json()
    content = await api.get(f"{path}/content")
    assert content.content.startswith(b"\x89PNG")
    assert content.headers["content-security-policy"].startswith("sandbox")
    renamed = await api.patch(path, json={"name": "devant"}, headers={"If-Match": '"1"'})
    assert renamed.json()["name"] == "devant.png"
    await api.delete(path, headers={"If-Match": '"2"'})
    assert not (await api.get("/files")).json()["items"]
    assert is_problem(await api.post(where, json={}), 415, "unsupported_media_type")
    wrong = await api.post(where, content=b"MZ", headers={"Content-Type": bytes_["Content-Type"]})
    assert is_problem(wrong, 409, "refused")


async def test_every_other_refusal_is_a_problem_document(
    api: httpx.AsyncClient, simulation: Simulation
) -> None:
    json = {"Content-Type": "application/json"}
    for answer, status, code in (
        (await api.get("/clients/99"), 404, "not_found"),
        (await api.get("/clients/x"), 404, "not_found"),
        (await api.get("/nulle/part"), 404, "not_found"),
        (await api.get("/"), 404, "not_found"),
        (await api.put("/clients"), 405, "method_not_allowed"),
        (await api.post("/clients", content=b"{", headers=json), 400, "bad_json"),
        (await api.post("/clients", content=b"a=b"), 415, "unsupported_media_type"),
        (await api.post("/clients", content=b"x" * 1_000_001, headers=json), 413, "too_large"),
        (await api.get("/clients", params={"q": "x" * 9_000}), 414, "address_too_long"),
        (await api.get("/clients", headers={"Host": "evil.example"}), 400, "bad_request"),
        (await api.post("/clients/99/restore"), 404, "not_found"),
    ):
        assert is_problem(answer, status, code), answer.url
    async with program("") as nobody:
        answer = await nobody.get("/clients")
        assert is_problem(answer, 401, "unauthenticated")
        assert answer.headers["www-authenticate"] == "Bearer"
        nobody.headers["Authorization"] = "Bearer cpt_faux"
        assert is_problem(await nobody.get("/clients"), 401, "unauthenticated")


async def test_no_cookie_counts_and_no_token_opens_a_screen(
    api: httpx.AsyncClient, simulation: Simulation
) -> None:
    async with simulation.new_tab() as tab:
        answer = await tab.http.get("/api/v1/clients")
        assert is_problem(answer, 401, "unauthenticated")
    for path in ("/api/clients", "/clients", "/api/v1../clients", "/api/v2/clients"):
        answer = await api.get(f"http://test{path}", follow_redirects=False)
        assert answer.status_code in {303, 401}, path


async def test_each_token_has_its_pace(
    api: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(PACE, "clock", lambda: now[0])
    monkeypatch.setattr(PACE, "_left", {})
    answer = await api.get("/clients")
    assert answer.headers["ratelimit-limit"] == str(MOST)
    assert answer.headers["ratelimit-remaining"] == str(MOST - 1)
    for token, (left, since) in PACE._left.items():
        PACE._left[token] = left - MOST + 1, since
    answer = await api.get("/clients")
    assert is_problem(answer, 429, "too_many_requests")
    assert int(answer.headers["retry-after"]) >= 1
    async with program(await token_of(Role.READER)) as other:
        assert (await other.get("/clients")).status_code == 200
    now[0] += 1
    assert (await api.get("/clients")).status_code == 200


async def test_amounts_are_kept_from_who_may_not_see_prices(simulation: Simulation) -> None:
    client = await make_client("Martin")
    made = await make_document(client, "sale", lines=({"price": "12"},))
    async with program(await token_of(Role.READER)) as reader:
        item = (await reader.get(f"/documents/{made.id}")).json()
        assert not {"ht", "ttc", "due", "discount"} & item.keys()
        (line,) = (await reader.get(f"/documents/{made.id}/lines")).json()["items"]
        assert not {"price", "net", "discount"} & line.keys()
        assert is_problem(await reader.get("/payments"), 403, "forbidden")
        assert is_problem(await reader.get(f"/documents/{made.id}/pdf"), 403, "forbidden")
        limited = await make_client("Durand", credit_limit="900")
        assert "credit_limit" not in (await reader.get(f"/clients/{limited.id}")).json()
    async with program(await token_of(Role.COUNTER)) as clerk:
        assert (await clerk.get(f"/clients/{limited.id}")).json()["credit_limit"] == "900.00"


def test_every_example_has_the_form_that_is_described() -> None:
    told = description()
    shapes = told["components"]["schemas"]
    inside = {**told, "$schema": "https://json-schema.org/draft/2020-12/schema"}
    for name, shape in shapes.items():
        (example,) = shape["examples"]
        wanted = {**inside, "$ref": f"#/components/schemas/{name}"}
        jsonschema_rs.validator_for(wanted).validate(example)
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            if taken := one.get("requestBody", {}).get("content", {}).get("application/json"):
                assert errors_in(taken["example"], taken["schema"]) == {}, (method, path)
                jsonschema_rs.validator_for(taken["schema"]).validate(taken["example"])
                is_plain = not taken["schema"]["properties"]
                assert taken["example"] or is_plain, (method, path)


async def test_a_line_that_is_named_twice_is_not_invoiced_by_half(api: httpx.AsyncClient) -> None:
    await set_up_firm()
    order = await make_document(await make_client("Martin"), "sale", lines=({"quantity": "3"},))
    (line,) = await order.lines_in_order()
    for parts, wrong in (
        ([(line.id, "1"), (line.id, "1")], "parts.2.line_id"),
        ([(line.id, "9")], None),
        ([(999, "1")], None),
        ([(line.id, "-1")], None),
        ([(line.id, "0")], None),
        ([], None),
    ):
        said = [{"line_id": id_, "quantity": quantity} for id_, quantity in parts]
        answer = await api.post(f"/documents/{order.id}/bill", json={"parts": said})
        assert answer.status_code in {409, 422}, (parts, answer.text)
        assert not wrong or wrong in answer.json()["errors"]
    assert not await Document.filter(kind="invoice").exists()


async def test_a_payment_that_cannot_be_says_where(api: httpx.AsyncClient) -> None:
    invoice = await make_document(await make_client("Martin"), "invoice", moves="issue")
    part = {"document_id": invoice.id, "amount": "1"}
    right = {"parts": [part], "mode": "card"}
    for wrong in (
        {"parts": [{**part, "amount": "-5"}]},
        {"parts": [{**part, "amount": "0.001"}]},
        {"parts": [part, part]},
        {"received_on": "0001-01-01"},
        {"received_on": "2099-01-01"},
        {"mode": "shells"},
    ):
        answer = await api.post("/payments", json={**right, **wrong})
        assert is_problem(answer, 422, "invalid")
        assert answer.json()["errors"].keys() == wrong.keys(), wrong


async def test_each_header_that_is_told_is_described(api: httpx.AsyncClient) -> None:
    told = description()
    known = {name.lower() for name in told["components"]["headers"]}
    await make_client("Martin")
    await make_client("Durand")
    key = {"Idempotency-Key": "a"}
    for path, method, answer in (
        ("/clients", "get", await api.get("/clients?limit=1")),
        ("/clients", "post", await api.post("/clients", json=MARTIN, headers=key)),
        ("/clients", "post", await api.post("/clients", json=MARTIN, headers=key)),
        ("/clients/{id}", "get", await api.get("/clients/1")),
    ):
        said = {name.lower() for name in told["paths"][path][method]["responses"]["200"]["headers"]}
        assert answer.headers.keys() & known <= said, (path, method)
        assert {"etag", "ratelimit-limit"} <= said


def test_what_is_wrong_is_found_wherever_it_stands() -> None:
    schema = {
        "type": "object",
        "properties": {
            "day": {"type": "string", "format": "date"},
            "at": {"type": ["string", "null"], "format": "date-time"},
            "parts": {
                "type": "array",
                "maxItems": 2,
                "items": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}},
            },
        },
        "required": ["day"],
        "additionalProperties": False,
    }
    right = {"day": "2026-11-29", "at": "2026-11-29T10:00:00Z", "parts": [{"n": 1}]}
    assert errors_in(right, schema) == {}
    for wrong, places in (
        ({}, {"day"}),
        ({"day": "20261129"}, {"day"}),
        ({"day": "2026-02-30"}, {"day"}),
        ({"day": "2026-11-29\n"}, {"day"}),
        ({**right, "at": "2026-11-29"}, {"at"}),
        ({**right, "at": "2026-11-29T25:00:00Z"}, {"at"}),
        ({**right, "parts": [{"n": 1}, {"n": 0}]}, {"parts.2.n"}),
        ({**right, "parts": [{"n": True}]}, {"parts.1.n"}),
        ({**right, "parts": [{}] * 3}, {"parts"}),
        ({**right, "x": 1}, {"x"}),
        ([], {""}),
        (None, {""}),
    ):
        assert errors_in(wrong, schema).keys() == places, wrong


async def test_what_is_known_already_is_not_sent_again(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    invoice = await make_document(client, "invoice", moves="issue")
    for path in ("/clients", f"/documents/{invoice.id}", f"/documents/{invoice.id}/lines"):
        first = await api.get(path)
        tag = first.headers["etag"]
        for named in (tag, f"W/{tag}", f'"1", {tag}', "*"):
            again = await api.get(path, headers={"If-None-Match": named})
            assert (again.status_code, again.content) == (304, b""), (path, named)
            assert again.headers["etag"] == tag
        for named in ("", '"1"', "x", '"1-0123456789abcdef"'):
            again = await api.get(path, headers={"If-None-Match": named})
            assert again.json() == first.json(), (path, named)


async def test_what_time_changes_is_sent_again_though_its_version_is_the_same(
    api: httpx.AsyncClient,
) -> None:
    invoice = await make_document(await make_client("Martin"), "invoice", moves="issue")
    path = f"/documents/{invoice.id}"
    seen = (await api.get(path)).headers["etag"]
    await Document.filter(id=invoice.id).update(due_on=date(2020, 1, 1))
    now = await api.get(path, headers={"If-None-Match": seen})
    assert now.json()["standing"] == "late"
    assert now.headers["etag"].partition("-")[0] == seen.partition("-")[0]


async def test_who_read_a_version_changes_it_by_the_tag_of_what_was_read(
    api: httpx.AsyncClient,
) -> None:
    path = f"/clients/{(await make_client('Martin')).id}"
    for city, status in (("Brest", 200), ("Quimper", 200)):
        seen = (await api.get(path)).headers["etag"]
        assert "-" in seen
        answer = await api.patch(path, json={"city": city}, headers={"If-Match": seen})
        assert answer.status_code == status, answer.text
    old = await api.patch(path, json={"city": "Lyon"}, headers={"If-Match": '"1-0123456789abcdef"'})
    assert is_problem(old, 412, "changed")
    for named in ("3", '"3-"', '"-3"', '"3-xyz"', 'W/"3"'):
        answer = await api.patch(path, json={"city": "Lyon"}, headers={"If-Match": named})
        assert is_problem(answer, 400, "bad_version"), named


async def test_a_reminder_is_noted_postponed_ticked_and_thrown_away(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    to_do = {"client_id": client.id, "text": "rappeler", "due_on": "2030-01-02"}
    made = await api.post("/todos", json=to_do)
    assert made.status_code == 201, made.text
    assert made.json() | to_do | {"client_name": "Martin", "account_id": None} == made.json()
    path = made.headers["location"].removeprefix("/api/v1")

    later = await api.post(f"{path}/postpone", json={"days": 7})
    assert later.json()["due_on"] == "2030-01-09"
    timed = await api.patch(
        path, json={"due_time": "14:30"}, headers={"If-Match": later.headers["etag"]}
    )
    assert (timed.json()["due_time"], timed.json()["text"]) == ("14:30", "rappeler")
    assert (await api.post(f"{path}/tick")).json()["done_by"] == "Alex administrateur"
    assert not (await api.get("/todos")).json()["items"]
    assert len((await api.get("/todos?quick=done")).json()["items"]) == 1
    assert is_problem(await api.post(f"{path}/postpone", json={"days": 1}), 409, "refused")
    again = await api.post(f"{path}/reopen")
    gone = await api.delete(path, headers={"If-Match": again.headers["etag"]})
    assert gone.json()["trashed_at"]
    assert (await api.post(f"{path}/restore")).json()["trashed_at"] is None
    assert is_problem(await api.post(f"{path}/restore"), 409, "refused")


async def test_a_reminder_that_cannot_be_says_where(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin")
    right = {"client_id": client.id, "text": "rappeler", "due_on": "2030-01-02"}
    for wrong in (
        {"client_id": 99},
        {"text": "x" * 301},
        {"text": ""},
        {"due_on": "demain"},
        {"due_time": "25:00"},
        {"account_id": 4_711},
    ):
        answer = await api.post("/todos", json={**right, **wrong})
        assert is_problem(answer, 422, "invalid")
        assert answer.json()["errors"].keys() == wrong.keys(), wrong


async def test_clients_are_merged_as_they_were_read_and_split_again(
    api: httpx.AsyncClient,
) -> None:
    stays = await make_client("Garage Martin", city="Brest")
    gone = await make_client("Martin", phone="02 98 00 00 00")
    await make_document(gone, "sale")
    path = f"/clients/{stays.id}/merge"
    for others, errors in (
        ([{"id": 99, "version": 1}, {"id": gone.id, "version": 1}], {"clients.1.id"}),
        ([{"id": gone.id, "version": 1}, {"id": stays.id, "version": 1}], {"clients.2.id"}),
    ):
        answer = await api.post(path, json={"clients": others})
        assert answer.json()["errors"].keys() == errors, answer.text
    answer = await api.post(path, json={"clients": [{"id": gone.id, "version": 9}]})
    assert is_problem(answer, 409, "refused")

    answer = await api.post(path, json={"clients": [{"id": gone.id, "version": 1}]})
    assert answer.json()["id"] == stays.id, answer.text
    assert (answer.json()["name"], answer.json()["phone"]) == ("Garage Martin", "+33298000000")
    assert (await Document.get()).client_id == stays.id
    assert (await api.get(f"/clients/{gone.id}")).json()["merged_into_id"] == stays.id

    back = await api.post(f"/clients/{gone.id}/unmerge")
    assert back.json()["merged_into_id"] is None
    assert (await Document.get()).client_id == gone.id
    assert is_problem(await api.post(f"/clients/{gone.id}/unmerge"), 409, "refused")


async def test_tags_of_a_client_are_set_with_its_other_fields(api: httpx.AsyncClient) -> None:
    made = await api.post("/clients", json={**MARTIN, "tags": "nacelles, VIP"})
    path = made.headers["location"].removeprefix("/api/v1")
    assert made.json()["tags"] == "nacelles, VIP"
    less = await api.patch(path, json={"tags": "VIP"}, headers={"If-Match": made.headers["etag"]})
    assert less.json()["tags"] == "VIP"
