"""Messages wait in the outbox until a server takes them; what keeps one is said in French."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.attachments import FILES
from models.clients import Client
from models.database import transaction
from models.errors import Invalid, Refused
from models.mail import (
    MailServer,
    OutgoingMail,
    Postman,
    SendingState,
    Unsent,
    post,
    send_trial,
    send_waiting,
)
from models.permissions import Role, Staff
from models.records import JournalEntry
from models.records.journal import Subject
from tests.factories import ANYBODY, make_client, rolled_back
from tests.post_office import post_office, set_up_mail
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("database")

TO = "marie.curie@example.com"
PASSWORD = "mot-de-passe très secret"
READER = Staff("Louise", Role.READER)


async def posted(**given: Any) -> OutgoingMail:
    client = await make_client("Curie")
    usual = {"to": [TO], "subject": "Votre devis n° 12 – à relire", "body": "Bonjour,\nça va ?"}
    return await post(**{**usual, **given}, about=client.about, by=ANYBODY)


async def latest() -> OutgoingMail:
    mail = await OutgoingMail.all().order_by("-id").first()
    assert mail
    return mail


# --- the server -------------------------------------------------------------------------------


async def test_a_trial_goes_from_the_firm_to_where_it_is_asked() -> None:
    async with post_office() as office:
        await send_trial(f" {TO} ", by=ANYBODY)

    (message,) = office.taken
    assert message["To"] == TO
    assert message["From"].addresses[0].addr_spec == "contact@durand.example.com"
    assert message["From"].addresses[0].display_name == "Durand & Fils, « Levage »"


async def test_each_way_to_fail_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.mail.sending.TIMEOUT", 0.5)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = closed.getsockname()[1]
    async with post_office(auth_require_tls=False) as office:
        office.password = PASSWORD
        for told, answers, typed, is_slow in (
            ("pas réglé", {}, {"host": ""}, False),
            ("mot de passe du serveur de courrier manque", {}, {"user": "durand"}, False),
            ("injoignable", {}, {"port": str(nobody)}, False),
            ("ne connaît pas ce chiffrement", {}, {"security": "starttls"}, False),
            ("connexion chiffrée", {}, {"security": "tls"}, False),
            ("refuse le destinataire marie", {"RCPT": "550 unknown"}, {}, False),
            ("refuse l’adresse d’expédition", {"MAIL": "553 no"}, {}, False),
            ("refuse le message (code 554)", {"DATA": "554 spam"}, {}, False),
            ("ne répond pas", {}, {}, True),
        ):
            await set_up_mail(office.port, **typed)
            office.answers, office.is_slow = answers, is_slow
            with pytest.raises(Unsent) as unsent:
                await send_trial(TO, by=ANYBODY)
            assert told in str(unsent.value), (told, str(unsent.value))
            await set_up_mail(office.port, user="")
    for field in ("", "marie"):
        with pytest.raises(Invalid):
            await send_trial(field, by=ANYBODY)
    assert not office.taken


async def test_the_password_is_told_to_the_server_and_to_nobody_else() -> None:
    async with post_office(auth_require_tls=False) as office:
        office.password = PASSWORD
        await set_up_mail(office.port, user="durand")
        await MailServer.set_password("faux", by=ANYBODY)
        with pytest.raises(Unsent, match="refuse l’identifiant ou le mot de passe"):
            await send_trial(TO, by=ANYBODY)

        await MailServer.set_password(PASSWORD, by=ANYBODY)
        await send_trial(TO, by=ANYBODY)

        assert len(office.taken) == 1
        server = await MailServer.current()
        assert PASSWORD not in str(server.draft().to_json())
        for entry in await JournalEntry.all():
            assert PASSWORD not in str(vars(entry))


async def test_the_password_goes_nowhere_else_than_where_it_was_given_for() -> None:
    await set_up_mail(25, user="durand")
    ways: tuple[dict[str, str], ...] = (
        *({"host": "smtp.example.org"}, {"security": "tls"}, {"user": "autre"}),
    )
    for change in ways:
        await MailServer.set_password(PASSWORD, by=ANYBODY)
        await set_up_mail(25, user="durand", sender_name="Durand")
        assert (await MailServer.current()).has_password, "a name is no other way"
        server = await set_up_mail(25, **({"user": "durand"} | change))
        assert not server.has_password, change
        await set_up_mail(25, user="durand")


async def test_what_cannot_be_a_mail_server_is_said_under_its_field() -> None:
    for field, typed in (
        ("host", {"host": "https://smtp.example.com"}),
        ("port", {"port": "70000"}),
        ("security", {"security": "ssl"}),
        ("sender", {"sender": "durand"}),
        ("sender", {"sender": ""}),
    ):
        with pytest.raises(Invalid) as invalid:
            await set_up_mail(25, **typed)
        assert list(invalid.value.errors) == [field], typed
    for verb in (send_trial(TO, by=READER), MailServer.set_password("x", by=READER)):
        with pytest.raises(Refused):
            await verb


# --- the outbox -------------------------------------------------------------------------------


async def test_what_is_posted_is_sent_with_its_attachments() -> None:
    hash_ = await FILES.put(b"%PDF-1.7")
    file = {"name": "Devis n° 12 – été.pdf", "media_type": "application/pdf", "hash": hash_}
    async with post_office() as office:
        mail = await posted(attachments=[file], cc=["pierre@example.com"])
        await send_waiting()
        await send_waiting()

    (message,) = office.taken
    assert message["Subject"] == "Votre devis n° 12 – à relire"
    assert message["Message-ID"] == mail.message_id
    assert message["Cc"] == "pierre@example.com"
    body = message.get_body()
    assert body
    assert body.get_content().splitlines() == ["Bonjour,", "ça va ?"]
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content()) == (file["name"], b"%PDF-1.7")
    assert (await latest()).state == SendingState.SENT


async def test_what_fails_is_tried_again_later_and_given_up_at_the_end() -> None:
    async with post_office() as office:
        office.answers = {"DATA": "451 later"}
        await posted()
        for tried, minutes in enumerate(OutgoingMail.PAUSES, 1):
            before = datetime.now(UTC)
            await send_waiting()
            mail = await latest()
            assert (mail.state, mail.tries) == (SendingState.WAITING, tried)
            assert mail.next_try_at - before >= timedelta(minutes=minutes)
            await send_waiting()
            assert (await latest()).tries == tried, "not before its time"
            async with transaction():
                await OutgoingMail.all().update(next_try_at=before)
        await send_waiting()
        mail = await latest()
        assert mail.state == SendingState.FAILED
        assert "code 451" in mail.error

        office.answers = {}
        await mail.try_again(by=ANYBODY)
        await send_waiting()

    assert (await latest()).state == SendingState.SENT
    assert len(office.taken) == 1
    with pytest.raises(Refused, match="déjà parti"):
        await mail.give_up(by=ANYBODY)


async def test_what_no_server_will_ever_take_is_given_up_at_once() -> None:
    async with post_office() as office:
        office.answers = {"RCPT": "550 unknown"}
        await posted()
        await send_waiting()
        assert (await latest()).state == SendingState.FAILED

        office.answers = {}
        await posted(attachments=[{"name": "a", "media_type": "a/b", "hash": "gone"}])
        await send_waiting()
        assert "pièce jointe" in (await latest()).error
    assert not office.taken


async def test_of_processes_that_send_at_once_one_sends_each_message() -> None:
    async with post_office() as office:
        for _ in range(5):
            await posted()
        await asyncio.gather(*(send_waiting() for _ in range(6)))

    assert len(office.taken) == len({one["Message-ID"] for one in office.taken}) == 5


async def test_who_stops_in_the_middle_is_taken_over_later() -> None:
    async with post_office() as office:
        await posted()
        assert await OutgoingMail.claim(), "and then this process is gone"
        assert await OutgoingMail.claim() is None
        async with transaction():
            await OutgoingMail.all().update(next_try_at=datetime.now(UTC))
        await send_waiting()
    assert len(office.taken) == 1


async def test_what_is_rolled_back_is_never_sent() -> None:
    async with post_office() as office:
        client = await make_client("Curie")
        async with rolled_back():
            await post([TO], "Devis", "", about=client.about, by=ANYBODY)
        await send_waiting()
    assert not office.taken
    assert not await OutgoingMail.exists()


async def test_a_message_stands_in_the_history_of_what_it_is_about() -> None:
    async with post_office() as office:
        office.answers = {"RCPT": "550 unknown"}
        mail = await posted()
        await send_waiting()

    actions = [one.action for one in await JournalEntry.about("client", mail.record_id, 5)]
    assert actions[:2] == ["mail_failed", "mail"]
    (found,) = await OutgoingMail.of("client", mail.record_id)
    assert found.id == mail.id


async def test_what_cannot_be_sent_is_refused_before_it_waits() -> None:
    about = Subject(Client.TOPIC, 1, "Curie")
    with pytest.raises(Refused, match="pas réglé"):
        await posted()
    async with post_office():
        wrong: tuple[tuple[str, dict[str, Any]], ...] = (
            ("to", {"to": []}),
            ("to", {"to": ["marie"]}),
            ("to", {"to": [f"a{n}@example.com" for n in range(21)]}),
            ("cc", {"cc": ["pierre"]}),
            ("subject", {"subject": " "}),
            ("subject", {"subject": "a" * 251}),
            ("body", {"body": "a" * 20_001}),
        )
        for field, given in wrong:
            with pytest.raises(Invalid) as invalid:
                await posted(**given)
            assert list(invalid.value.errors) == [field], given
        with pytest.raises(Refused):
            await post([TO], "Devis", "", about=about, by=READER)
    assert not await OutgoingMail.exists()


async def test_the_postman_sends_what_is_posted_at_once() -> None:
    postman = Postman()
    async with post_office() as office:
        postman.start()
        try:
            await posted(subject="Un\r\nBcc: x@example.com")
            assert await until(lambda: bool(office.taken))
        finally:
            await postman.stop()
    (message,) = office.taken
    assert (await latest()).state == SendingState.SENT, "and it is noted before the end"
    assert message["Bcc"] is None
    assert message["Subject"] == "Un Bcc: x@example.com"
