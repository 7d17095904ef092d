"""Events go out with what was journalled, signed, outside only, until they are taken."""

from __future__ import annotations

import hmac
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from models.clients import Client
from models.config import ROOT, SETTINGS
from models.database import transaction
from models.documents import receive
from models.errors import Invalid, Refused
from models.mail import SendingState
from models.mail.postman import Carrier
from models.permissions import Role, Staff
from models.webhooks import (
    EVENT_WORDS,
    Courier,
    Delivery,
    Webhook,
    sending,
    tell_all,
    webhook,
)
from models.webhooks.events import EVENTS, RESOURCES
from models.webhooks.outside import is_outside, is_plainly_inside
from tests.factories import ANYBODY, make_client, make_document, money, retyped, rolled_back
from tests.listener import listener
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("database")

ALL = ",".join(EVENT_WORDS)
PUBLIC = "https://boutique.example.fr/comptoir"


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Private addresses may be told."""
    for module in (sending, webhook):
        monkeypatch.setattr(module, "SETTINGS", replace(SETTINGS, private_webhooks=True))


async def tell_waiting() -> None:
    """Tell every event whose turn it is."""
    for webhook_id in await Delivery.webhooks_due():
        await tell_all(webhook_id)


async def made(url: str = PUBLIC, events: str = ALL) -> Webhook:
    draft = Webhook.blank()
    draft.typed |= {"url": url, "events": events}
    return await Webhook.create_from(draft, by=ANYBODY)


def receiver_of_the_manual() -> Callable[[dict[str, str], bytes, str], bool]:
    """What docs/api.md has another program do with what it hears."""
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, Any] = {}
    exec(block, names)
    receiver: Callable[[dict[str, str], bytes, str], bool] = names["is_genuine"]
    return receiver


async def waiting() -> list[str]:
    return [one.event for one in await Delivery.all().order_by("id")]


async def due_now() -> None:
    async with transaction():
        await Delivery.all().update(next_try_at=datetime.now(UTC))


async def test_what_is_journalled_is_written_out_and_nothing_else() -> None:
    await made()
    client = await make_client("Martin")
    await Client.amend(retyped(client, city="Brest"), by=ANYBODY)
    await client.remove(by=ANYBODY)
    await Client.restore_many([client.id], by=ANYBODY)
    assert await waiting() == [
        f"client.{one}" for one in ("created", "changed", "trashed", "restored")
    ]

    invoice = await make_document(client, "invoice", moves="issue")
    await receive({invoice.id: money("1")[0]}, "card", by=ANYBODY)
    assert {"document.created", "document.issued", "payment.received"} <= set(await waiting())


async def test_what_is_rolled_back_is_told_to_nobody() -> None:
    await made()
    async with rolled_back():
        await make_client("Martin")
    assert not await waiting()


async def test_a_webhook_hears_what_it_has_asked_for() -> None:
    await made(events="client.trashed")
    client = await make_client("Martin")
    assert not await waiting()
    await client.remove(by=ANYBODY)
    assert await waiting() == ["client.trashed"]


async def test_an_event_names_the_record_and_says_nothing_of_it() -> None:
    await made()
    client = await make_client("Zanzibar")
    (one,) = await Delivery.all()
    said = json.loads(one.body)
    assert "Zanzibar" not in one.body
    assert said["data"] == {
        "resource": "clients",
        "id": client.id,
        "path": f"/api/v1/clients/{client.id}",
    }
    assert (said["id"], said["type"]) == (one.event_id, "client.created")


@pytest.mark.usefixtures("inside")
async def test_it_is_signed_with_the_secret_of_the_webhook() -> None:
    async with listener() as program:
        hook = await made(program.url)
        await make_client("Martin")
        await tell_waiting()

        ((headers, body),) = program.taken
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    assert receiver_of_the_manual()(headers, body.encode(), hook.secret)
    assert not receiver_of_the_manual()(headers, b"{}", hook.secret)
    assert not receiver_of_the_manual()(headers, body.encode(), webhook.new_secret())
    key = b64decode(hook.secret.removeprefix("whsec_"))
    expected = b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert headers["host"] == f"localhost:{program.port}"
    (one,) = await Delivery.all()
    assert (one.state, one.status, one.tries) == (SendingState.SENT, 204, 1)


@pytest.mark.usefixtures("inside")
async def test_what_is_not_taken_is_tried_again_and_at_last_given_up() -> None:
    async with listener() as program:
        program.answers = ["500 No", "302 Found", *["503 No"] * len(Delivery.PAUSES)]
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
        (one,) = await Delivery.all()
        assert (one.state, one.error, one.status) == (SendingState.WAITING, "Réponse 500.", 500)
        assert one.next_try_at > datetime.now(UTC)
        await due_now()
        await tell_waiting()
        (one,) = await Delivery.all()
        assert "redirection" in one.error
        while one.state == SendingState.WAITING:
            await due_now()
            await tell_waiting()
            (one,) = await Delivery.all()
        assert (one.state, one.tries) == (SendingState.FAILED, len(Delivery.PAUSES) + 1)

        program.answers = []
        await one.send_again(by=ANYBODY)
        await tell_waiting()
        (one,) = await Delivery.all()
        assert one.state == SendingState.SENT
        assert len({headers["webhook-id"] for headers, _ in program.taken}) == 1
        await one.send_again(by=ANYBODY)
        with pytest.raises(Refused, match="déjà en attente"):
            await one.send_again(by=ANYBODY)


@pytest.mark.usefixtures("inside")
async def test_of_several_addresses_one_that_leads_somewhere_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def both(_host: str, _port: int) -> list[str]:
        return ["::1", "127.0.0.1"]

    monkeypatch.setattr(sending, "_outside", both)
    async with listener() as program:
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
        assert len(program.taken) == 1


@pytest.mark.usefixtures("inside")
async def test_who_does_not_answer_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "TIMEOUT", 0.2)
    async with listener() as program:
        program.is_silent = True
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
        (one,) = await Delivery.all()
        assert one.error == "Pas de réponse en 10 secondes."

        for name in ("Durand", "Petit"):
            await make_client(name)
        await tell_waiting()
        tries = [one.tries for one in await Delivery.filter(state="waiting").order_by("id")]
        assert tries == [1, 1, 0]

        program.is_silent = False
        await due_now()
        await tell_waiting()
    assert not await Delivery.filter(state="waiting").exists()


@pytest.mark.usefixtures("inside")
async def test_who_does_not_answer_keeps_nobody_else_waiting() -> None:
    async with listener() as silent, listener() as program:
        silent.is_silent = True
        for url in (silent.url, program.url):
            await made(url)
        courier: Carrier = Courier()
        courier.start()
        await make_client("Martin")
        assert await until(lambda: silent.taken and program.taken)
        await make_client("Durand")
        assert await until(lambda: len(program.taken) == 2)
        assert len(silent.taken) == 1
        await courier.stop()


@pytest.mark.usefixtures("inside")
async def test_who_says_that_it_is_gone_is_not_asked_again() -> None:
    async with listener() as program:
        program.answers = ["410 Gone"]
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
    (one,) = await Delivery.all()
    assert (one.state, one.status, one.tries) == (SendingState.FAILED, 410, 1)


@pytest.mark.usefixtures("inside")
async def test_of_an_answer_without_end_nothing_is_read() -> None:
    async with listener() as program:
        program.answers = ["200 OK\r\nX-Long: " + "x" * 200_000, "200 OK"]
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
        (one,) = await Delivery.all()
        assert (one.state, one.tries) == (SendingState.WAITING, 1)
        assert "échoué" in one.error


@pytest.mark.usefixtures("inside")
async def test_the_courier_goes_as_soon_as_something_is_written_out() -> None:
    async with listener() as program:
        await made(program.url)
        courier: Carrier = Courier()
        courier.start()
        await make_client("Martin")
        assert await until(lambda: program.taken)
        await courier.stop()


async def test_nothing_goes_to_an_address_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    async with listener() as program:
        monkeypatch.setattr(webhook, "SETTINGS", replace(SETTINGS, private_webhooks=True))
        await made(program.url)
        await make_client("Martin")
        await tell_waiting()
        assert not program.taken
    (one,) = await Delivery.all()
    assert "réseau privé" in one.error


def test_which_addresses_are_inside() -> None:
    for text in (
        *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0"),
        *("fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:0001::", "ff02::1"),
        *("64:ff9b::7f00:1", "64:ff9b::a00:1"),
    ):
        assert not is_outside(text), text
    for text in ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"):
        assert is_outside(text), text


def test_which_hosts_are_plainly_inside() -> None:
    for host in ("localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "::1", "10.0.0.1."):
        assert is_plainly_inside(host), host
    for host in ("2130706433", "0x7f.1", "017700000001", "0", "10.1", "0xa9fea9fe"):
        assert is_plainly_inside(host), f"{host}, which is how some write an address"
    for host in ("boutique.example.fr", "93.184.216.34", "", "localhost.example.fr", "1.2.3"):
        assert not is_plainly_inside(host), host


async def test_which_addresses_are_taken() -> None:
    for url in (
        *("", "boutique", "ftp://a.example/", "http://a.example/", "https://", "https:///x"),
        *("https://u:p@a.example/", "https://a.example/#b", "https://a.example:99999/"),
        *("https://é.example/", "https://a.example/a b", "javascript:alert(1)"),
        *("https://a..example/", f"https://{'a' * 64}.example/", "https://-a.example/"),
        *("https://2130706433/", "https://0x7f.1/", "https://[::1%25eth0]/"),
        *("https://a.example/" + "x" * 500, "https://192.168.1.1/", "https://[::1]:8443/a"),
    ):
        with pytest.raises(Invalid) as invalid:
            await made(url)
        assert invalid.value.errors.keys() == {"url"}, url
    with pytest.raises(Invalid, match="au moins un événement"):
        await made(events="")
    assert (await made()).url == PUBLIC


async def test_a_secret_is_replaced_and_stands_in_no_journal() -> None:
    hook = await made()
    new = await hook.renew_secret(by=ANYBODY)
    (stored,) = await Webhook.all_of_them()
    assert stored.secret == new != hook.secret
    assert "secret" not in stored.journalled()


async def test_what_is_deleted_hears_nothing_more() -> None:
    hook = await made()
    await make_client("Martin")
    await hook.forget(by=ANYBODY)
    await make_client("Durand")
    await tell_waiting()
    (one,) = await Delivery.all()
    assert (one.state, one.error) == (SendingState.FAILED, "Le webhook a été supprimé.")
    assert not await Webhook.all_of_them()
    with pytest.raises(Refused, match="supprimé"):
        await one.send_again(by=ANYBODY)


async def test_only_who_changes_settings_has_webhooks() -> None:
    hook, clerk = await made(), Staff("Paul", Role.COUNTER)
    await make_client("Martin")
    (one,) = await Delivery.all()
    verbs: tuple[Any, ...] = (hook.renew_secret, hook.forget, one.send_again)
    for verb in verbs:
        with pytest.raises(Refused, match="changer les paramètres"):
            await verb(by=clerk)


def test_every_event_has_words_and_an_address() -> None:
    assert set(EVENTS.values()) == EVENT_WORDS.keys()
    assert {topic for topic, _ in EVENTS} == RESOURCES.keys()
