"""The lists of documents and the page of each document."""

from __future__ import annotations

import pytest

from components.frame.list_memory import ListMemory
from components.lines import LinesEditor
from components.tab import presence
from models.documents import (
    KINDS,
    Document,
    Need,
    Status,
)
from models.french import lowered
from models.permissions import Role, Staff
from tests.factories import (
    ANYBODY,
    make_article,
    make_client,
    make_document,
    make_document_in,
    retyped,
)
from tests.simulation import Simulation, Tab
from tests.waiting import until

STAGES = [(kind, stage) for kind in KINDS.values() for stage in kind.stages]
NOT_MOVES = {"Modifier", "Supprimer le brouillon"}
BESIDE = {
    "Actualiser les prix",
    "Aperçu",
    "Télécharger le PDF",
    "Envoyer",
    "Dupliquer",
    "Facturer",
    "Acompte",
    "Avoir",
}
MONEY = {"Émettre", "Encaisser et émettre", "Encaisser", "Rembourser", "Imputer sur une facture"}
"""What is offered and is no move of the table."""


def offered(tab: Tab) -> list[str]:
    """The buttons of the document on screen."""
    (moves,) = tab.with_class("document-moves")
    return tab.buttons_in(moves)


# --- the lists ----------------------------------------------------------------------------------


async def test_an_empty_list_says_where_documents_come_from(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind):
            await tab.open(kind.path)

            assert tab.shows(f"Aucune {kind.label.lower()} pour l’instant")
            assert f"+ Nouvelle {kind.label.lower()}" in tab.buttons


def brief(document: Document) -> str:
    """What a list calls it."""
    return document.stage_spec.briefly_titled(document.id, document.number)


async def test_a_list_holds_the_documents_of_its_kind(tab: Tab, subtests: pytest.Subtests) -> None:
    client = await make_client()
    titles = {code: brief(await make_document(client, code)) for code in KINDS}
    for kind in KINDS.values():
        with subtests.test(kind=kind):
            await tab.open(kind.path)

            assert tab.first_rows == [titles[kind.code]]


async def test_a_row_opens_its_document(tab: Tab) -> None:
    document = await make_document(await make_client(), "sale")
    await tab.open("/ventes")

    await tab.send(tab.grid, "open", document.id)

    await tab.sees(document.title)
    await tab.sees("Retour à la liste")


async def test_after_a_reload_the_browser_says_which_list_was_left(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    document = await make_document(await make_client(), "sale")
    await tab.open(document.path)
    for kept, href in (
        *(("//ailleurs.example/clients", "/ventes"), ("https://ailleurs.example/", "/ventes")),
        *(("javascript:alert(1)", "/ventes"), ("/parametres", "/ventes"), ("", "/ventes")),
        ("/clients?q=port&sort=-name", "/clients?q=port&sort=-name"),
        ("/factures", "/clients?q=port&sort=-name"),
    ):
        with subtests.test(kept=kept):
            await tab.send(tab.elements(ListMemory)[0], "recalled", kept)
            (crumb,) = tab.with_class("crumb")
            assert crumb.props["href"] == href


async def test_the_address_holds_search_order_and_status(tab: Tab) -> None:
    for name, moves in (("Port Un", "prepare"), ("Port Deux", ""), ("Gare", "prepare")):
        await make_document(await make_client(name), "sale", moves=moves)

    await tab.open("/ventes?q=port&status=prepared&sort=-client")

    assert len(tab.first_rows) == 1
    assert tab.value("Rechercher dans les ventes") == "port"
    assert tab.grid.props["start"].sort == "-client"


async def test_a_search_in_vain_says_so_and_is_in_the_address(tab: Tab) -> None:
    await make_document(await make_client(), "sale")
    await tab.open("/ventes")

    await tab.search("introuvable")

    await tab.sees("Rien ne correspond à cette recherche")
    assert tab.url == "/ventes?q=introuvable"


async def test_an_address_with_junk_opens_the_list(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind):
            await make_document(await make_client(), kind.code)

            for junk in (
                "status=junk",
                "status=%00",
                "sort=junk",
                "q=%00",
                "client=abc",
                "q=" + 3000 * "x",
            ):
                await tab.open(f"{kind.path}?{junk}")
                assert tab.shows(kind.plural)
                assert tab.grid
                assert not tab.toasts


async def test_a_status_of_another_kind_does_not_filter(tab: Tab) -> None:
    document = await make_document(await make_client(), "sale")

    await tab.open("/ventes?status=reserved")

    assert tab.first_rows == [brief(document)]


# --- what a document offers ---------------------------------------------------------------------


async def test_only_legal_moves_are_buttons(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind, stage in STAGES:
        with subtests.test(kind=kind, stage=stage):
            client = await make_client()

            for step in stage.steps:
                document = await make_document_in(client, kind.code, stage.code, step.status)
                await tab.open(document.path)
                moves = [name for name in offered(tab) if name not in NOT_MOVES | BESIDE | MONEY]
                stored = step.derived_from or step.status
                legal = stage.moves_from(stored)
                wanted = [one for one in legal if document.due or Need.DUE not in one.needs]
                assert moves == [move.label for move in wanted], step


async def test_a_closed_document_says_so(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind, moves in (("sale", "cancel"), ("invoice", "issue pay"), ("rental", "cancel")):
        with subtests.test(kind=kind, moves=moves):
            document = await make_document(await make_client(), kind, moves=moves)

            await tab.open(document.path)

            assert tab.shows("Ce document est clos.")


async def test_an_issued_invoice_can_be_neither_edited_nor_thrown_away(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for moves in ("issue", "issue pay", "issue credit", "issue write_off"):
        with subtests.test(moves=moves):
            invoice = await make_document(await make_client(), "invoice", moves=moves)

            await tab.open(invoice.path)

            assert not NOT_MOVES & set(offered(tab))


async def test_a_credit_note_cannot_be_edited(tab: Tab) -> None:
    note = await make_document_in(await make_client(), "invoice", "credit_note", Status.ISSUED)

    await tab.open(note.path)

    assert not NOT_MOVES & set(offered(tab))
    assert "Rembourser" in offered(tab)


async def test_a_draft_invoice_can_be_edited_and_thrown_away(tab: Tab) -> None:
    invoice = await make_document(await make_client(), "invoice")

    await tab.open(invoice.path)

    assert set(offered(tab)) >= NOT_MOVES


async def test_a_document_says_who_else_is_at_it(
    tab: Tab, simulation: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = await make_document(await make_client(), "sale")
    await tab.open(document.path)
    async with simulation.new_tab(Staff("Karim", Role.COUNTER)) as colleague:
        await colleague.open(document.path)
        await tab.sees("Karim l’a ouvert.")
        assert not colleague.shows("Karim l’a ouvert.")

        await colleague.press("Modifier")
        await tab.sees("Karim modifie ce document.")
        await colleague.press("Fermer")
        await tab.sees("Karim l’a ouvert.")

        (lines,) = colleague.elements(LinesEditor)
        typed = {"seq": 1, "edits": [], "added": [], "removed": [], "order": []}
        await colleague.send(lines, "type", typed)
        await tab.sees("Karim modifie ce document.")
        monkeypatch.setattr(presence, "TYPING", 0)
        await colleague.send(lines, "type", typed)
        await tab.sees("Karim l’a ouvert.")

        await colleague.follow("/ventes")
        await tab.no_longer_sees("Karim l’a ouvert.")


# --- moving -------------------------------------------------------------------------------------


async def test_a_move_asks_first_then_shows_the_new_status(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)

    await tab.press("Marquer préparée")
    await tab.sees("Marquer préparée ?")
    assert tab.texts.count(sale.title) == 2  # the question names the document too
    await tab.press("Oui")

    assert await until(lambda: "Marquer livrée" in tab.buttons)
    assert tab.shows("Préparée")


async def test_no_moves_nothing(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)

    await tab.press("Marquer préparée")
    await tab.press("Non")

    await tab.no_longer_sees("Marquer préparée ?")
    assert (await Document.get(id=sale.id)).status == Status.CONFIRMED


async def test_cancelling_wants_a_reason(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)
    await tab.press("Annuler la commande")
    await tab.press("Oui")
    assert await until(lambda: tab.error("Motif")) == "Indiquez le motif."

    await tab.fill("Motif", "Rupture de stock")
    await tab.press("Oui")

    await tab.sees("Ce document est clos.")
    assert tab.shows("Rupture de stock")


async def test_a_transformation_shows_what_it_made_with_links_both_ways(tab: Tab) -> None:
    quote = await make_document(await make_client(), "rental", "quote", moves="send accept")
    await tab.open(quote.path)

    await tab.press("Transformer en contrat")
    await tab.press("Oui")

    await tab.sees("Issu de")
    made = await Document.get(parent_id=quote.id)
    assert tab.url == made.path
    assert tab.links[quote.title] == quote.path
    await tab.follow(quote.path)
    await tab.sees("A donné")
    assert tab.links[made.title] == made.path


async def test_a_draft_invoice_is_thrown_away_after_a_question(tab: Tab) -> None:
    invoice = await make_document(await make_client(), "invoice")
    await tab.open(invoice.path)

    await tab.press("Supprimer le brouillon")
    await tab.press("Oui")

    await tab.sees("Aucune facture pour l’instant")
    assert (await Document.get(id=invoice.id)).is_trashed


async def test_a_thrown_away_draft_offers_nothing(tab: Tab) -> None:
    invoice = await make_document(await make_client(), "invoice")
    await invoice.discard(by=ANYBODY)

    await tab.open(invoice.path)

    assert tab.shows("Ce brouillon a été supprimé.")
    assert not tab.with_class("document-moves")


async def test_a_move_that_a_colleague_has_made_already_is_refused_with_a_sentence(
    tab: Tab,
) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)
    await tab.press("Marquer préparée")
    await tab.sees("Marquer préparée ?")

    await sale.move("prepare", by=ANYBODY)
    await tab.press("Oui")

    await tab.sees("cette étape n’est plus possible.")
    assert tab.with_class("toast-warning")


async def test_a_move_made_elsewhere_changes_the_buttons_here(tab: Tab, other_tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)
    await other_tab.open(sale.path)

    await other_tab.press("Marquer préparée")
    await other_tab.press("Oui")

    assert await until(lambda: "Marquer livrée" in tab.buttons)


async def test_a_new_name_of_the_client_shows_on_its_document(tab: Tab) -> None:
    client = await make_client("Ancien nom")
    sale = await make_document(client, "sale")
    await tab.open(sale.path)

    await type(client).amend(retyped(client, name="Nouveau nom"), by=ANYBODY)

    await tab.sees("Nouveau nom")


async def test_a_document_is_edited_in_the_drawer(tab: Tab) -> None:
    rental = await make_document(await make_client(), "rental")
    await tab.open(rental.path)

    await tab.press("Modifier")
    await tab.fill("Objet", "Nacelle 12 m")
    await tab.fill("Début prévu", "2026-12-01T08:00")
    await tab.fill("Fin prévue", "2026-11-30T18:00")
    await tab.save()
    assert await until(lambda: tab.error("Fin prévue"))
    await tab.fill("Fin prévue", "2026-12-05T18:00")
    await tab.save()

    await tab.sees("Nacelle 12 m")
    await tab.sees("5 déc. 2026".replace(" ", "\u00a0"))


async def test_the_form_has_only_the_dates_of_its_kind(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open(sale.path)

    await tab.press("Modifier")

    await tab.sees(f"Modifier {lowered(sale.caption)}")
    assert tab.has_field("Date prévue")
    assert not tab.has_field("Début prévu")
    assert not tab.has_field("Échéance")


# --- documents that are not there ---------------------------------------------------------------


async def test_an_unknown_document_is_a_sentence_with_a_way_out(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind):
            for junk in (
                "999999",
                "0",
                "-1",
                "abc",
                "1.5",
                "12345678901234567890",
                "²",
                "%00",
                "'%22",
            ):
                await tab.open(f"{kind.path}/{junk}")
                assert tab.shows("Ce document n’existe pas."), junk
                assert tab.links["Revenir aux clients"] == "/clients"


async def test_a_document_is_found_under_its_own_kind_only(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")

    await tab.open(f"/factures/{sale.id}")

    assert tab.shows("Ce document n’existe pas.")


async def test_the_way_out_of_an_unknown_document_works(tab: Tab) -> None:
    await make_client()
    await tab.open("/ventes/999999")

    await tab.follow(tab.links["Revenir aux clients"])

    await tab.sees("Touchez un client pour voir sa fiche")


async def test_the_prices_of_a_quote_are_brought_up_to_date_after_they_were_shown(tab: Tab) -> None:
    drill = await make_article("Perceuse", price="55")
    line = {"article_id": str(drill.id), "price": "50"}
    quote = await make_document(await make_client(), "sale", "quote", lines=(line,))
    await tab.open(quote.path)

    await tab.press("Actualiser les prix")
    await tab.sees("Perceuse : 50,00\u00a0€ → 55,00\u00a0€")
    await tab.press("Oui")
    await tab.sees("Prix actualisés")
    assert (await Document.get(id=quote.id)).ht == 55

    await tab.press("Actualiser les prix")
    await tab.sees("Tous les prix sont déjà ceux du catalogue.")


async def test_where_no_line_with_a_price_is_left_no_quantity_is_asked(tab: Tab) -> None:
    client = await make_client()
    order = await make_document(client, "sale", lines=[])
    credited = await make_document(client, "invoice", moves="issue credit")
    for document, button in ((order, "Facturer"), (credited, "Avoir")):
        await tab.open(document.path)
        await tab.press(button)
        await tab.sees("Il ne reste ici aucune ligne avec un prix.")
        assert not tab.shows("Quantité de chaque ligne")


async def test_what_is_paid_is_not_offered_to_be_given_up(tab: Tab) -> None:
    client = await make_client()
    for moves, is_offered in (("issue", True), ("issue pay", False)):
        invoice = await make_document(client, "invoice", moves=moves)
        await tab.open(invoice.path)
        await tab.sees(invoice.title)
        assert ("Passer en irrécouvrable" in tab.buttons) is is_offered
