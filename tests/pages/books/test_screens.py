"""Payments, reminders and closings on screen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from nicegui import ui

from models.books import Closing, Reminder
from models.database import transaction
from models.documents import Document, Payment, receive
from models.french import show_number, today
from models.permissions import Role, Staff
from tests.factories import ANYBODY, make_client, make_document, retyped, take
from tests.simulation import Simulation, Tab
from tests.waiting import until


async def test_payments_are_listed_live_and_added_up(tab: Tab) -> None:
    client = await make_client("Dupont")
    invoice = await make_document(client, "invoice", moves="issue")
    await tab.open("/reglements")
    await tab.sees("Aucun règlement pour l’instant")

    await receive({invoice.id: Decimal("70")}, "card", by=ANYBODY)

    assert await until(lambda: tab.shows("Total 70,00"))
    found = {
        "": 1,
        f"client={client.id}&mode=card&day={today()}": 1,
        f"q={invoice.number}": 1,
        "q=70,00": 1,
        "q=dupont 70": 1,
        "q=71": 0,
        "mode=cash": 0,
        "corrections=1": 0,
        f"day={today() - timedelta(days=1)}": 0,
        f"client={client.id + 1}": 0,
    }
    for query, count in found.items():
        await tab.open(f"/reglements?{query}")
        assert len(tab.grid.props["start"].page["rows"]) == count, query


async def test_a_credit_note_is_set_against_another_invoice_and_both_say_so(tab: Tab) -> None:
    client = await make_client("Dupont")
    note = await take(await make_document(client, "invoice", moves="issue pay"), "credit")
    await tab.open(note.path)
    await tab.press("Imputer sur une facture")
    await tab.sees("ne doit rien")
    await tab.press("Fermer")
    first, second = [
        await make_document(client, "invoice", moves="issue", lines=({"price": price},))
        for price in ("50", "200")
    ]

    await tab.press("Imputer sur une facture")
    await tab.sees(f"Imputer : {note.title}")
    assert tab.field("Montant").value == "60,00"
    (chosen,) = [one for one in tab.elements(ui.select) if one.props["label"] == "Facture"]
    chosen.set_value(str(second.id))
    assert await until(lambda: tab.field("Montant").value == "120,00")
    await tab.fill("Montant", "1000")
    await tab.press("Imputer")
    assert await until(lambda: "plus que ce qui reste" in (tab.error("Montant") or ""))
    await tab.fill("Montant", "20")
    await tab.press("Imputer")

    await tab.sees("Avoir imputé")
    assert (await Document.get(id=first.id)).due == 60
    for document in (note, second):
        await tab.open(document.path)
        await tab.sees(f"Avoir {note.number} sur facture {second.number}")
        assert "Annuler : Avoir imputé" in tab.buttons


async def test_a_payment_is_taken_back_where_it_is_listed(tab: Tab) -> None:
    invoice = await make_document(await make_client("Dupont"), "invoice", moves="issue pay")
    payment = await Payment.get()
    await tab.open("/reglements")

    await tab.send(tab.grid, "open", payment.id)
    await tab.sees("Noté par")
    assert tab.links[invoice.title] == invoice.path
    await tab.press("Annuler ce règlement")
    await tab.sees("l’écriture contraire")
    tab.field("Motif").set_value("Erreur de saisie")
    await tab.press("Oui")

    await tab.sees("Règlement annulé")
    assert (await Document.get(id=invoice.id)).due == Decimal("120.00")


async def test_one_payment_settles_the_oldest_invoices_first(tab: Tab) -> None:
    client = await make_client("Dupont")
    late, young = [await make_document(client, "invoice", moves="issue") for _ in range(2)]
    async with transaction():
        await Document.filter(id=late.id).update(due_on=today() - timedelta(days=9))
    await tab.open(f"/clients?client={client.id}")
    await tab.press("Encaisser")
    await tab.sees("Encaisser un règlement de Dupont")
    assert tab.field("Montant reçu").value == "240,00"

    tab.field("Montant reçu").set_value("150")

    assert tab.field(late.title).value == "120,00"
    assert tab.field(young.title).value == "30,00"
    tab.field(young.title).set_value("40")
    assert tab.field("Montant reçu").value == "160,00"
    tab.field(young.title).set_value("121")
    await tab.press("Encaisser")
    assert await until(lambda: tab.field(young.title).error)
    tab.field(young.title).set_value("30")
    await tab.press("Encaisser")

    assert await until(lambda: not tab.shows("Encaisser un règlement de Dupont"))
    dues = [(await Document.get(id=one.id)).due for one in (late, young)]
    assert dues == [Decimal("0.00"), Decimal("90.00")]
    assert (await Payment.get()).settles == f"{late.number}, {young.number}"


async def test_a_day_is_closed_and_its_file_handed_out(tab: Tab) -> None:
    await make_document(await make_client(), "invoice", moves="issue pay")
    await tab.open("/clotures")
    await tab.sees("Encaissements")

    await tab.press("Clôturer la journée")
    await tab.press("Oui")

    await tab.sees("1\u00a0journée clôturée")
    closing = await Closing.get()
    await tab.sees(f"Sceau {closing.seal}")
    assert "Clôturer la journée" not in tab.buttons
    await tab.press("Exporter")
    for label in ("Du", "Au"):
        tab.field(label).set_value(today().isoformat())
    await tab.press("Exporter")
    assert await until(lambda: tab.downloads)
    assert tab.downloads[0].startswith("JournalCode\tJournalLib")


async def test_a_client_is_reminded_by_letter(tab: Tab) -> None:
    invoice = await make_document(await make_client("Dupont"), "invoice", moves="issue")
    await make_document(await make_client("À jour"), "invoice", moves="issue")
    async with transaction():
        await Document.filter(id=invoice.id).update(due_on=today() - timedelta(days=30))
    await tab.open("/relances")
    await tab.press("À relancer 1")
    await tab.no_longer_sees("À jour")
    (head,) = tab.with_class("aged-head")
    await tab.send(head, "click")
    await tab.sees("30\u00a0jours de retard")

    await tab.press("Relancer par courrier")
    await tab.press("Oui")

    assert await until(lambda: tab.user.download.http_responses)
    assert await Reminder.filter(document_id=invoice.id).count() == 1
    await tab.sees("À relancer 0")
    await tab.open(invoice.path)
    await tab.sees("courrier")


async def test_the_balance_is_found_by_its_address_and_taken_away(tab: Tab) -> None:
    due_on = today() - timedelta(days=40)
    for name in ("Dupont", "Durand"):
        invoice = await make_document(await make_client(name), "invoice", moves="issue")
        async with transaction():
            await Document.filter(id=invoice.id).update(due_on=due_on)
    await tab.open("/relances?q=dup&quick=remind")
    await tab.sees("Dupont")
    await tab.no_longer_sees("Durand")
    assert tab.field("Rechercher un client").value == "dup"

    await tab.press("Exporter la liste")
    await tab.press("En CSV")

    assert await until(lambda: tab.downloads)
    heading, row = tab.downloads[0].splitlines()
    assert heading.endswith("Non échu;1 à 30 j;31 à 60 j;61 à 90 j;Plus de 90 j;Total;Pénalités")
    due = show_number(invoice.ttc)
    assert row.startswith(f"Dupont;1;{due_on.isoformat()};0;0;{due};0;0;{due};")


async def test_an_invoice_shows_where_its_electronic_one_is(tab: Tab) -> None:
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    await tab.open(invoice.path)
    await tab.sees("À transmettre")

    await tab.press("Noter un état")
    await tab.fill("Motif (code et texte de la plateforme)", "REJ_SEMAN")
    (state,) = [one for one in tab.elements(ui.select) if one.props["label"] == "État"]
    with tab.client:
        state.set_value("213")
    await tab.press("Noter")

    await tab.sees("avec un nouveau numéro")
    assert {"Avoir", "Dupliquer"} <= set(tab.buttons)


async def test_who_may_not_see_prices_sees_no_amounts(
    simulation: Simulation, subtests: pytest.Subtests
) -> None:
    client = await make_client("Dupont")
    await make_document(client, "invoice", moves="issue")
    async with simulation.new_tab(Staff("Lise", Role.READER)) as tab:
        for path in ("/reglements", "/relances", "/clotures"):
            with subtests.test(path):
                await tab.open(path)
                assert tab.shows("ne permet pas de voir les prix")
        await tab.open(f"/clients?client={client.id}")
        assert tab.shows("Factures")
        assert not tab.shows("€")
        assert "Caisse" not in tab.links


async def test_an_invoice_that_is_debited_says_when_it_is_reminded_of(tab: Tab) -> None:
    draft = await make_document(await make_client("Dupont"), "invoice")
    await Document.amend(retyped(draft, payment_mode="debit"), by=ANYBODY)
    invoice = await take(draft, "issue")
    await tab.open(invoice.path)

    assert "Prélèvement" in tab.texts
    await tab.sees("À prélever")
    await tab.press("Relancer de nouveau")
    await tab.press("Oui")

    await tab.no_longer_sees("À prélever")
    assert "Ne pas relancer" in tab.buttons
