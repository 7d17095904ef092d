"""Programs read and change the settings by the verbs of the screen, with its refusals."""

from __future__ import annotations

from typing import Any

import httpx

from models.books import levels_on
from models.catalogue import RentalSettings
from models.company import BankAccount, Company
from models.french import today
from models.mail import MailServer
from models.permissions import Role
from models.records import JournalEntry
from models.webhooks import Delivery, Webhook
from tests.factories import make_client, set_up_firm
from tests.pages.api.conftest import program, token_of
from tests.pages.api.test_api import is_problem
from tests.pictures import picture
from tests.simulation import Simulation

IBAN = "FR14 2004 1010 0505 0001 3M02 606"


async def change(api: httpx.AsyncClient, path: str, **values: Any) -> httpx.Response:
    """Change what was read just now."""
    seen = (await api.get(path)).headers["etag"]
    return await api.patch(path, json=values, headers={"If-Match": seen})


async def test_the_firm_is_read_and_changed_in_parts(api: httpx.AsyncClient) -> None:
    await set_up_firm()
    firm = await api.get("/settings/firm")
    assert (firm.json()["name"], firm.json()["rental_policy"]) == ("Durand Levage", "ask")
    changed = await change(
        api, "/settings/firm", name="Durand", rental_policy="quote", lock_minutes=9
    )
    assert changed.status_code == 200, changed.text
    now = await Company.current()
    assert (now.name, now.rental_policy, now.lock_minutes) == ("Durand", "quote", 9)
    assert now.city == "Lyon"
    entry = await JournalEntry.filter(topic="company").order_by("-id").first()
    assert entry
    assert entry.changes["name"] == ["Durand Levage", "Durand"]

    for wrong in ({"siret": "12"}, {"lock_minutes": 999}, {"rental_policy": "never"}, {"x": 1}):
        answer = await change(api, "/settings/firm", **wrong)
        assert is_problem(answer, 422, "invalid")
        assert answer.json()["errors"].keys() == wrong.keys()
    stale = {"If-Match": firm.headers["etag"]}
    answer = await api.patch("/settings/firm", json={"name": "X"}, headers=stale)
    assert is_problem(answer, 412, "changed")
    assert answer.json()["current"]["name"] == "Durand"


async def test_rentals_are_counted_and_mail_is_sent_otherwise(api: httpx.AsyncClient) -> None:
    assert (await change(api, "/settings/rental", grace=30)).json()["grace"] == 30
    assert (await RentalSettings.current()).grace == 30
    server = {"host": "smtp.example.com", "user": "a", "sender": "a@example.com"}
    assert (await change(api, "/settings/mail", **server)).status_code == 200
    told = await api.post("/settings/mail/password", json={"password": "neige"})
    assert told.json()["has_password"] is True
    assert "neige" not in told.text + (await api.get("/settings/mail")).text
    assert (await MailServer.current()).password == "neige"


async def test_the_logo_is_that_of_the_version_of_the_firm(api: httpx.AsyncClient) -> None:
    assert is_problem(await api.get("/settings/logo"), 404, "not_found")
    seen = {"If-Match": (await api.get("/settings/firm")).headers["etag"]}
    bytes_ = {"Content-Type": "application/octet-stream"}
    none = await api.put("/settings/logo", content=b"no picture", headers={**seen, **bytes_})
    assert is_problem(none, 422, "invalid")
    kept = await api.put("/settings/logo", content=picture("PNG"), headers={**seen, **bytes_})
    assert kept.json()["logo"], kept.text
    shown = await api.get("/settings/logo")
    assert shown.headers["content-type"] == "image/png"
    gone = await api.delete("/settings/logo", headers={"If-Match": kept.headers["etag"]})
    assert gone.json()["logo"] == ""


async def test_invoices_show_the_account_that_a_program_chooses(api: httpx.AsyncClient) -> None:
    await set_up_firm()
    made = await api.post("/bank-accounts", json={"label": "Autre", "iban": IBAN})
    assert (made.status_code, made.json()["is_default"]) == (201, False)
    path = made.headers["location"].removeprefix("/api/v1")
    assert (await api.post(f"{path}/default")).json()["is_default"] is True
    assert (await BankAccount.in_order())[0].label == "Autre"
    again = await api.post("/bank-accounts", json={"label": "Autre", "iban": IBAN})
    assert is_problem(again, 422, "invalid")
    seen = (await api.get(path)).headers["etag"]
    gone = await api.delete(path, headers={"If-Match": seen})
    assert gone.json()["trashed_at"]
    assert len((await api.get("/bank-accounts")).json()["items"]) == 1


async def test_rows_of_the_settings_come_page_by_page(api: httpx.AsyncClient) -> None:
    seen: list[int] = []
    page = (await api.get("/vat-rates?limit=3")).json()
    while True:
        seen += [one["id"] for one in page["items"]]
        if not page["next"]:
            break
        page = (await api.get(f"/vat-rates?limit=3&cursor={page['next']}")).json()
    whole = (await api.get("/vat-rates?limit=200")).json()["items"]
    assert seen == [one["id"] for one in whole]
    assert is_problem(await api.get("/tags?cursor=AAAA"), 400, "bad_cursor")
    assert is_problem(await api.get("/tags?q=x"), 422, "invalid")


async def test_tags_are_made_renamed_merged_and_removed(api: httpx.AsyncClient) -> None:
    client = await make_client("Martin", tags="VIP")
    (old,) = (await api.get("/tags")).json()["items"]
    renamed = await change(api, f"/tags/{old['id']}", name="Fidèle")
    assert renamed.json()["name"] == "Fidèle"
    other = (await api.post("/tags", json={"name": "Or"})).json()
    answer = await api.post(f"/tags/{old['id']}/merge", json={"into_id": 999})
    assert is_problem(answer, 422, "invalid")
    kept = await api.post(f"/tags/{old['id']}/merge", json={"into_id": other["id"]})
    assert kept.json()["id"] == other["id"]
    assert (await api.get(f"/clients/{client.id}")).json()["tags"] == "Or"
    seen = (await api.get(f"/tags/{other['id']}")).headers["etag"]
    assert (await api.delete(f"/tags/{other['id']}", headers={"If-Match": seen})).status_code == 200
    assert is_problem(await api.get(f"/tags/{other['id']}"), 404, "not_found")


async def test_a_series_is_changed_until_it_has_given_a_number(api: httpx.AsyncClient) -> None:
    (quote,) = [
        one
        for one in (await api.get("/number-series")).json()["items"]
        if (one["kind"], one["stage"]) == ("rental", "quote")
    ]
    changed = await change(api, f"/number-series/{quote['id']}", prefix="ZZ")
    assert changed.json()["prefix"] == "ZZ"
    assert is_problem(await api.post("/number-series", json={}), 405, "method_not_allowed")


async def test_what_the_law_gives_is_replaced_by_a_row_of_the_firm(api: httpx.AsyncClient) -> None:
    own = {"level": 1, "label": "Mot", "days": 3, "subject": "Rappel", "text": "Bonjour,"}
    made = await api.post("/reminder-levels", json=own)
    assert made.json()["is_used"] is True, made.text
    assert (await levels_on(today()))[0].days == 3
    off = await change(api, f"/reminder-levels/{made.json()['id']}", is_used=False)
    assert off.json()["is_used"] is False
    assert (await levels_on(today()))[0].level == 2


async def test_a_webhook_is_made_with_its_secret_told_once(api: httpx.AsyncClient) -> None:
    to_be_told = {"url": "https://shop.example/in", "events": "client.created"}
    key = {"Idempotency-Key": "hook"}
    made = await api.post("/webhooks", json=to_be_told, headers=key)
    secret = made.json()["secret"]
    assert secret.startswith("whsec_")
    again = await api.post("/webhooks", json=to_be_told, headers=key)
    assert again.headers["idempotent-replayed"] == "true"
    path = made.headers["location"].removeprefix("/api/v1")
    for answer in (again, await api.get(path), await api.get("/webhooks")):
        assert "whsec_" not in answer.text
    renewed = await api.post(f"{path}/renew-secret")
    assert renewed.json()["secret"] == (await Webhook.get()).secret != secret

    await make_client("Martin")
    (event,) = (await api.get(f"{path}/deliveries")).json()["items"]
    assert (event["event"], event["state"]) == ("client.created", "waiting")
    once_more = f"{path}/deliveries/{event['id']}/again"
    assert is_problem(await api.post(once_more), 409, "refused")
    await Delivery.filter(id=event["id"]).update(state="failed", tries=7)
    assert (await api.post(once_more)).json()["state"] == "waiting"
    assert is_problem(await api.post(f"{path}/deliveries/999/again"), 404, "not_found")
    for wrong in ("http://a.example/", "https://localhost/", "https://10.0.0.1/", "https://[::1]/"):
        answer = await api.post("/webhooks", json={**to_be_told, "url": wrong})
        assert is_problem(answer, 422, "invalid"), wrong


async def test_the_accountant_s_program_takes_its_files_and_the_till_is_closed(
    api: httpx.AsyncClient,
) -> None:
    await set_up_firm()
    span = "first=2026-01-01&last=2026-01-31"
    entries = await api.get(f"/exports/entries?{span}")
    assert entries.headers["content-type"] == "text/plain; charset=iso-8859-15"
    assert entries.content.startswith(b"JournalCode\t")
    for kind in ("sales", "receipts"):
        assert (await api.get(f"/exports/{kind}?{span}")).status_code == 200
    balance = await api.get("/exports/balance")
    assert "Total" in balance.text.splitlines()[0]
    upside = await api.get("/exports/sales?first=2026-02-01&last=2026-01-31")
    assert is_problem(upside, 422, "invalid")
    closed = await api.post("/closings", json={"until": "2026-01-31"})
    assert [one["day"] for one in closed.json()["items"]] == ["2026-01-31"]
    assert (await api.get("/closings")).json() == closed.json()
    twice = await api.post("/closings", json={"until": "2026-01-31"})
    assert is_problem(twice, 409, "refused")


async def test_who_may_not_change_settings_does_not_see_them_either(
    simulation: Simulation,
) -> None:
    async with program(await token_of(Role.COUNTER)) as clerk:
        for path in ("/settings/firm", "/settings/mail", "/bank-accounts", "/webhooks"):
            assert is_problem(await clerk.get(path), 403, "forbidden"), path
        assert (await clerk.get("/tags")).status_code == 200
        assert (await clerk.get("/vat-rates")).status_code == 200
