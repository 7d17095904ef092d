"""Sending a document from its page, with a mail server and without."""

from __future__ import annotations

from urllib.parse import unquote

from nicegui import ui

from models.documents import Document, Status
from models.mail import OutgoingMail
from tests.factories import make_client, make_document, set_up_firm
from tests.post_office import set_up_mail
from tests.simulation import Tab

LINE = {"designation": "Nacelle", "price": "100"}


async def quote_on_screen(tab: Tab) -> Document:
    await set_up_firm()
    client = await make_client(email="client@example.com")
    document = await make_document(client, "rental", "quote", lines=[LINE])
    await tab.open(document.path)
    return document


async def test_without_a_server_a_draft_quote_takes_its_number_before_it_is_written_of(
    tab: Tab,
) -> None:
    draft = await quote_on_screen(tab)
    await tab.press("Envoyer")
    await tab.sees("Le devis prend son numéro en partant")
    await tab.press("Oui")
    await tab.sees("Écrire à client@example.com")

    sent = await Document.get(id=draft.id)
    assert sent.status == Status.SENT
    (address,) = [
        str(one.props["href"])
        for one in tab.elements(ui.link)
        if str(one.props.get("href")).startswith("mailto:")
    ]
    assert unquote(address).count(str(sent.number)) == 2


async def test_who_does_not_want_it_sent_keeps_a_draft(tab: Tab) -> None:
    draft = await quote_on_screen(tab)
    await tab.press("Envoyer")
    await tab.press("Non")
    await tab.sees("Brouillon")
    assert (await Document.get(id=draft.id)).status == Status.DRAFT
    assert not tab.shows("Écrire à client@example.com")


async def test_with_a_server_the_client_is_not_written_a_reference_of_the_house(tab: Tab) -> None:
    draft = await quote_on_screen(tab)
    await set_up_mail(25)
    await tab.press("Envoyer")
    await tab.sees(f"Envoyer : {draft.title}")
    await tab.press("Envoyer")
    await tab.sees("Message dans la boîte d’envoi")

    mail = await OutgoingMail.get()
    assert "réf." not in mail.subject + mail.body
    assert (await Document.get(id=draft.id)).status == Status.SENT
