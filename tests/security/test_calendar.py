"""A calendar opens to who knows its address, and business cards to who has signed in."""

from __future__ import annotations

import httpx

from models.permissions import Role, Staff
from models.staff import ApiToken
from tests.factories import make_client, make_document, open_account
from tests.pages.api.conftest import program
from tests.security.conftest import NewBrowser


async def address_of(role: Role = Role.COUNTER) -> tuple[ApiToken, str]:
    account = await open_account("Zoé", role)
    own = Staff("Zoé", role, account.id)
    made, text = await ApiToken.make_calendar(account.id, by=own)
    return made, f"/calendrier/{text}.ics"


async def test_who_knows_the_address_reads_the_calendar(stranger: httpx.AsyncClient) -> None:
    token, path = await address_of()
    await make_document(await make_client("Martin"), "intervention")
    answer = await stranger.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.startswith("BEGIN:VCALENDAR")
    again = await stranger.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    await ApiToken.revoke(token.id, by=Staff("Zoé", Role.COUNTER, token.account_id))
    assert (await stranger.get(path)).status_code == 404


async def test_the_address_opens_nothing_else_and_no_token_opens_it(
    new_browser: NewBrowser,
) -> None:
    _, path = await address_of()
    text = path.removeprefix("/calendrier/").removesuffix(".ics")
    async with program(text) as api:
        answer = await api.get("/clients")
        assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")
    stranger = new_browser()
    for wrong in ("/calendrier/", "/calendrier/x.ics", "/calendrier/a/b", "/calendrier"):
        answer = await stranger.get(wrong)
        assert answer.status_code in {303, 404}, wrong
    for _ in range(25):
        answer = await stranger.get("/calendrier/cpt_faux.ics")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert (await new_browser("192.0.2.77").get(path)).status_code == 200


async def test_a_card_is_given_to_who_has_signed_in(
    insider: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    client = await make_client("Martin")
    vcf, code = f"/clients/{client.id}.vcf", f"/clients/{client.id}/qr.svg"
    for path in (vcf, code):
        assert (await stranger.get(path)).status_code == 303
    card = await insider.get(vcf)
    assert card.headers["content-type"].startswith("text/vcard")
    assert card.headers["content-disposition"] == f'attachment; filename="{client.code}.vcf"'
    picture = await insider.get(code)
    assert picture.headers["content-type"] == "image/svg+xml"
    assert b"<svg" in picture.content
    for path in ("/clients/0.vcf", "/clients/x.vcf", f"/clients/{'9' * 30}.vcf"):
        assert (await insider.get(path)).status_code == 404
