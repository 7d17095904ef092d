"""The Clients screen: welcome, creating, deleting, the selection, the trash, the address."""

from __future__ import annotations

import asyncio

import pytest
from nicegui import ui

from components.tab.live import LIVE
from models.clients import Client
from models.documents import Document
from tests.factories import ANYBODY, make_client, make_document, retyped
from tests.pages.conftest import HOSTILE
from tests.simulation import Tab, at_rest
from tests.waiting import until

NBSP = "\u00a0"


async def trash(*clients: Client) -> None:
    await Client.remove_many([client.id for client in clients], by=ANYBODY)


# --- the welcome --------------------------------------------------------------------------------


async def test_an_empty_database_is_welcomed_with_the_ways_to_begin(tab: Tab) -> None:
    await tab.open()

    (welcome,) = tab.with_class("welcome")
    assert tab.shows("Bienvenue au comptoir")
    assert tab.buttons_in(welcome) == ["+ Nouveau client", "Importer", "Charger un jeu d’exemple"]
    assert tab.with_class("desk-empty")  # the style sheet hides all the rest of the screen


async def test_with_a_client_there_is_no_welcome(tab: Tab) -> None:
    await make_client()

    await tab.open()

    assert not tab.shows("Bienvenue au comptoir")
    assert tab.buttons.count("+ Nouveau client") == 1


async def test_the_welcome_goes_when_a_colleague_creates_the_first_client(tab: Tab) -> None:
    await tab.open()

    await make_client()

    await tab.no_longer_sees("Bienvenue au comptoir")


async def test_the_sample_never_mixes_with_real_clients(tab: Tab) -> None:
    await tab.open()
    await Client.create(name="Créé sans que ce poste le sache")

    await tab.press("Charger un jeu d’exemple")

    await tab.sees("le jeu d’exemple ne se charge que dans une base vide")
    assert await Client.all().count() == 1


# --- creating -----------------------------------------------------------------------------------


async def test_creating_asks_then_shows_the_form_then_the_card(tab: Tab) -> None:
    await tab.open()

    await tab.press("+ Nouveau client")
    await tab.sees("Créer un nouveau client ?")
    await tab.press("Oui")
    await tab.fill("Raison sociale", "Menuiserie Bellevue")
    await tab.save()

    await tab.sees("FICHE CLIENT")
    assert tab.shows("Menuiserie Bellevue")
    assert not tab.has_field("Raison sociale")
    client = await Client.get(name="Menuiserie Bellevue")
    assert tab.url == f"/clients?client={client.id}"


async def test_no_creates_nothing(tab: Tab) -> None:
    await tab.open()

    await tab.press("+ Nouveau client")
    await tab.press("Non")

    await tab.no_longer_sees("Créer un nouveau client ?")
    assert not tab.has_field("Raison sociale")
    assert not await Client.exists()


async def test_two_taps_ask_one_question(tab: Tab) -> None:
    await make_client()
    await tab.open()

    (begin,) = [one for one in tab.elements(ui.button) if one.text == "+ Nouveau client"]
    for _ in range(2):
        await tab.send(begin, "click")

    await tab.sees("Créer un nouveau client ?")
    assert tab.buttons.count("Oui") == 1


async def test_what_cannot_be_saved_is_said_under_its_field_and_kept(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("Garage du Port", **{"E-mail": "pas une adresse"})

    await tab.save()

    assert await until(lambda: tab.error("E-mail"))
    assert tab.error("Raison sociale") is None
    assert tab.value("Raison sociale") == "Garage du Port"
    assert tab.value("E-mail") == "pas une adresse"
    assert not await Client.exists()


async def test_a_corrected_form_is_saved(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client()
    await tab.save()
    await until(lambda: tab.error("Raison sociale"))

    await tab.fill("Raison sociale", "Corrigé")
    await tab.save()

    await tab.sees("FICHE CLIENT")
    assert await Client.exists(name="Corrigé")


# --- the card -----------------------------------------------------------------------------------


async def test_a_tap_on_a_row_opens_its_card_and_the_address_says_so(tab: Tab) -> None:
    phones = {"phone": "0561000000", "mobile": "06 12 34 56 78 / 05 61 00 00 02"}
    client = await make_client("Scierie Haute", city="Cahors", **phones)
    await tab.open()
    assert tab.shows("Touchez un client pour voir sa fiche")

    await tab.send(tab.grid, "open", client.id)

    await tab.sees("FICHE CLIENT")
    assert tab.shows("Scierie Haute")
    for number in ("05 61 00 00 00", "06 12 34 56 78", "05 61 00 00 02"):
        dialled = f"tel:+33{number[1:].replace(' ', '')}"
        assert tab.links[number.replace(" ", NBSP)] == dialled
    assert tab.url == f"/clients?client={client.id}"


async def test_a_number_of_another_register_has_its_name_on_the_card(tab: Tab) -> None:
    client = await make_client("Nouméa Nord", siret="123456.001", postcode="98800")

    await tab.open(f"/clients?client={client.id}")

    (numbers,) = tab.with_class("card-numbers")
    assert tab.texts_in(numbers) == ["RIDET", f"0{NBSP}123{NBSP}456.001"]


async def test_of_many_documents_the_last_are_made_when_somebody_unfolds_them(tab: Tab) -> None:
    client = await make_client("Dupont")
    for _ in range(20):
        await make_document(client, "sale", lines=())
    await tab.open(f"/clients?client={client.id}")
    await tab.sees("Voir les 5 autres")
    (folded,) = tab.with_class("card-folded")
    shown = len(tab.with_class("card-document"))

    for _ in range(2):
        await tab.send(folded, "toggle")

    assert len(tab.with_class("card-document")) == 20 > shown


async def test_closing_the_card_gives_the_address_back(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    await tab.press("Fermer la fiche")

    await tab.no_longer_sees("FICHE CLIENT")
    assert tab.url == "/clients"


async def test_the_green_block_edits(tab: Tab) -> None:
    client = await make_client("Avant")
    await tab.open(f"/clients?client={client.id}")

    await tab.press("FICHE CLIENT – modifier")
    await tab.fill("Raison sociale", "Après")
    await tab.save()

    await tab.sees("Après")
    assert (await Client.get(id=client.id)).name == "Après"


async def test_what_a_colleague_saves_shows_on_the_open_card(tab: Tab, other_tab: Tab) -> None:
    client = await make_client("Suivi", city="Brive")
    await tab.open(f"/clients?client={client.id}")
    await other_tab.open(f"/clients?client={client.id}")

    await other_tab.press("FICHE CLIENT – modifier")
    await other_tab.fill("Ville", "Tulle")
    await other_tab.save()

    await tab.sees("Tulle")


async def test_a_menu_stays_open_while_a_colleague_saves(tab: Tab) -> None:
    client = await make_client("Suivi", city="Brive")
    await tab.open(f"/clients?client={client.id}")
    openers = [one for one in tab.elements(ui.button) if "aria-haspopup" in one.props]

    await Client.amend(retyped(client, city="Tulle"), by=ANYBODY)
    await tab.sees("Tulle")

    assert openers
    assert [one for one in openers if one.is_deleted] == []
    await tab.press("FICHE CLIENT – modifier")
    await tab.sees("Modifier Suivi")
    assert tab.value("Ville") == "Tulle"


async def test_what_the_menus_say_follows_a_colleague(tab: Tab) -> None:
    client = await make_client("Sans adresse")
    await tab.open(f"/clients?client={client.id}")
    assert "L’adresse postale n’est pas remplie." in tab.texts

    await Client.amend(retyped(client, street="1 rue Haute", city="Tulle"), by=ANYBODY)
    await tab.sees("Tulle")

    assert "L’adresse postale n’est pas remplie." not in tab.texts


async def test_what_is_read_of_a_former_card_does_not_bring_it_back(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, opened = await make_client("Fiche d’avant"), await make_client("Fiche ouverte")
    await tab.open(f"/clients?client={former.id}")
    is_read, goes_on, read = asyncio.Event(), asyncio.Event(), Client.with_ids

    async def slow(ids: list[int]) -> list[Client]:
        found = await read(ids)
        if ids == [former.id]:
            is_read.set()
            await goes_on.wait()
        return found

    monkeypatch.setattr(Client, "with_ids", slow)
    await Client.amend(retyped(former, city="Pau"), by=ANYBODY)
    await is_read.wait()
    await tab.send(tab.grid, "open", opened.id)
    await tab.sees("Fiche ouverte")
    goes_on.set()

    await until(lambda: not LIVE._is_running)
    assert tab.shows("Fiche ouverte")
    assert not tab.shows("Fiche d’avant")


async def test_of_two_clients_opened_one_after_the_other_the_second_is_shown(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await make_client("Première touchée"), await make_client("Seconde touchée")
    await tab.open()
    goes_on, read = asyncio.Event(), Client.with_ids

    async def slow(ids: list[int]) -> list[Client]:
        found = await read(ids)
        if ids == [first.id]:
            await goes_on.wait()
        return found

    monkeypatch.setattr(Client, "with_ids", slow)
    await tab.send(tab.grid, "open", first.id)
    await tab.send(tab.grid, "open", second.id)
    await tab.sees("Seconde touchée")
    goes_on.set()
    await at_rest(tab.client)

    assert tab.shows("Seconde touchée")
    assert not tab.shows("Première touchée")
    assert tab.url == f"/clients?client={second.id}"


async def test_a_person_is_asked_for_a_name_and_a_firm_for_its_own(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client()
    assert tab.has_field("Raison sociale")

    await tab.set_toggle("Type de client", "person")

    assert not tab.has_field("Raison sociale")
    assert tab.has_field("Prénom")


async def test_locating_without_an_address_is_refused_with_the_reason(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    item = await tab.menu_item("Actions", "Localiser")

    assert "disable" in item.props
    assert "L’adresse postale n’est pas remplie." in tab.texts_in(item)


async def test_locating_is_a_link_that_opens_beside(tab: Tab) -> None:
    client = await make_client(street="12 rue du Port", postcode="17000", city="La Rochelle")
    await tab.open(f"/clients?client={client.id}")

    item = await tab.menu_item("Actions", "Localiser")

    assert item.props["href"].startswith("https://www.google.com/maps")
    assert item.props["target"] == "_blank"
    assert item.props["rel"] == "noopener noreferrer"


async def test_the_card_of_the_next_client_is_that_of_the_next_client(tab: Tab) -> None:
    near = await make_client("Proche", street="12 rue du Port", postcode="17000", city="Niort")
    gone = await make_client("Partie")
    await gone.remove(by=ANYBODY)
    nowhere = await make_client("Nulle part")
    await tab.open(f"/clients?client={near.id}")

    await tab.follow(f"/clients?client={nowhere.id}")
    await tab.sees("L’adresse postale n’est pas remplie.")
    await tab.no_longer_sees("Proche")
    await tab.press("FICHE CLIENT – modifier")
    await tab.sees("Modifier Nulle part")
    assert tab.value("Raison sociale") == "Nulle part"
    await tab.press("Fermer le volet")

    await tab.follow(f"/clients?client={gone.id}")
    await tab.sees("Ce client est dans la corbeille.")
    assert not tab.menu("Actions")

    await tab.follow(f"/clients?client={near.id}")
    assert "href" in (await tab.menu_item("Actions", "Localiser")).props
    await tab.choose("Document", "Supprimer")
    await tab.sees(f"Supprimer «{NBSP}Proche{NBSP}» ?")


async def test_a_sale_and_an_invoice_begin_without_asking_for_a_stage(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for item, path in (("Créer une vente", "/ventes/"), ("Créer une facture", "/factures/")):
        with subtests.test(item=item, path=path):
            client = await make_client("Acheteur")
            await tab.open(f"/clients?client={client.id}")

            await tab.choose("Actions", item)
            await tab.sees(f"{item} pour «{NBSP}Acheteur{NBSP}» ?")
            await tab.press("Oui")

            await tab.sees("Retour à la liste")
            assert tab.url.startswith(path)


async def test_giving_up_the_choice_of_a_stage_creates_nothing(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    await tab.choose("Actions", "Créer une location")
    await tab.press("Oui")
    await tab.press("Abandonner")

    await tab.no_longer_sees("Location : devis ou contrat ?")
    assert not await Document.filter(client_id=client.id).exists()


async def test_a_refusal_is_a_message(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    await tab.choose("Actions", "Créer une vente")
    await tab.sees("Créer une vente pour")

    await trash(client)
    await tab.press("Oui")

    await tab.sees("Ce client est dans la corbeille : restaurez-le d’abord.")
    assert tab.with_class("toast-warning")


# --- deleting -----------------------------------------------------------------------------------


async def test_deleting_asks_by_name_and_goes_to_the_trash(tab: Tab) -> None:
    client = await make_client("Ancien client")
    await tab.open(f"/clients?client={client.id}")

    await tab.choose("Document", "Supprimer")
    await tab.sees(f"Supprimer «{NBSP}Ancien client{NBSP}» ?")
    await tab.press("Oui")

    await tab.sees("Ce client est dans la corbeille.")
    assert (await Client.get(id=client.id)).is_trashed


async def test_no_deletes_nothing(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    await tab.choose("Document", "Supprimer")
    await tab.press("Non")

    await tab.no_longer_sees("Supprimer «")
    assert not (await Client.get(id=client.id)).is_trashed


async def test_a_deletion_can_be_undone_from_its_message(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    await tab.choose("Document", "Supprimer")
    await tab.press("Oui")

    await tab.press("Annuler")

    await tab.sees(f"1{NBSP}client restauré")
    assert not (await Client.get(id=client.id)).is_trashed


async def test_a_blocked_client_shows_its_documents_as_links(tab: Tab) -> None:
    client = await make_client("Bloqué")
    sale = await make_document(client, "sale")
    invoice = await make_document(client, "invoice", moves="issue")
    await make_document(client, "invoice", moves="issue pay")
    await tab.open(f"/clients?client={client.id}")

    await tab.choose("Document", "Supprimer")

    await tab.sees(f"«{NBSP}Bloqué{NBSP}» ne peut pas être supprimé")
    (blocked,) = tab.with_class("blocked")
    assert tab.links_in(blocked) == {
        f"{sale.title} · Confirmée": sale.path,
        f"{invoice.title} · Émise": invoice.path,
    }
    assert "Oui" not in tab.buttons
    await tab.press("Fermer")
    await tab.no_longer_sees("ne peut pas être supprimé")
    assert not (await Client.get(id=client.id)).is_trashed


async def test_a_client_that_a_colleague_has_deleted_is_not_deleted_again(tab: Tab) -> None:
    client = await make_client()
    await tab.open()
    await tab.tick(client.id)
    await tab.sees("client sélectionné")

    await Client.filter(id=client.id).update(trashed_at=client.created_at)
    await tab.press("Supprimer")

    await tab.sees("Ce client est déjà dans la corbeille.")


async def test_who_finds_nothing_by_two_letters_is_told_where_they_are_looked_for(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for text, is_told in (("zz", True), ("zzz", False), ("99", False)):
        with subtests.test(text=text, is_told=is_told):
            await make_client("Pizza Napoli")

            await tab.open(f"/clients?q={text}")

            assert tab.shows("Aucun client ne correspond à")
            assert tab.shows("se cherchent au début des mots") == is_told


# --- the selection ------------------------------------------------------------------------------


async def test_ticked_clients_are_counted_and_named(tab: Tab) -> None:
    clients = [await make_client(name) for name in ("Coché Un", "Coché Deux", "Pas coché")]
    await tab.open()

    await tab.tick(clients[0].id, clients[1].id)

    await tab.sees(f"2{NBSP}clients sélectionnés")
    (panel,) = tab.with_class("bulk")
    assert {"Coché Un", "Coché Deux"} <= set(tab.texts_in(panel))
    assert "Pas coché" not in tab.texts_in(panel)


async def test_the_selection_replaces_the_card_and_gives_it_back(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")

    await tab.tick(client.id)
    await tab.no_longer_sees("FICHE CLIENT")
    await tab.press("Désélectionner")

    await tab.sees("FICHE CLIENT")
    assert not tab.with_class("bulk")


async def test_a_selection_makes_way_for_the_first_card_that_is_opened(tab: Tab) -> None:
    ticked, opened = await make_client("Coché"), await make_client("Ouvert")
    await tab.open()
    await tab.tick(ticked.id)
    await tab.sees(f"1{NBSP}client sélectionné")

    await tab.send(tab.grid, "open", opened.id)

    await tab.sees("FICHE CLIENT")
    assert tab.shows("Ouvert")
    assert not tab.with_class("bulk")


async def test_everything_found_counts_what_no_browser_has_loaded(tab: Tab) -> None:
    clients = [await make_client(f"Numéro {serial}") for serial in range(12)]
    await make_client("Ailleurs")
    await tab.open("/clients?q=numéro")

    await tab.send(tab.grid, "everything", True)
    await tab.sees(f"12{NBSP}clients sélectionnés")
    assert tab.shows("et 4 autres")
    await tab.tick(clients[3].id, on=False)

    await tab.sees(f"11{NBSP}clients sélectionnés")


async def test_a_range_is_ticked_in_the_order_of_the_list(tab: Tab) -> None:
    for serial in range(5):
        await make_client(f"Rang {serial}")
    await tab.open("/clients?sort=-name")

    await tab.send(tab.grid, "range", {"start": 1, "count": 3, "on": True})

    await tab.sees(f"3{NBSP}clients sélectionnés")
    (panel,) = tab.with_class("bulk")
    assert {"Rang 3", "Rang 2", "Rang 1"} <= set(tab.texts_in(panel))


async def test_everything_found_stays_what_the_search_found_then(tab: Tab) -> None:
    for name in ("Port Un", "Port Deux", "Gare"):
        await make_client(name)
    await tab.open("/clients?q=port")
    await tab.send(tab.grid, "everything", True)
    await tab.sees(f"2{NBSP}clients sélectionnés")

    await tab.search("gare")

    assert await until(lambda: tab.url == "/clients?q=gare")
    assert tab.shows(f"2{NBSP}clients sélectionnés")


async def test_several_are_deleted_but_not_the_blocked(tab: Tab) -> None:
    free, blocked = await make_client("Libre"), await make_client("Bloqué")
    sale = await make_document(blocked, "sale")
    await tab.open()
    await tab.tick(free.id, blocked.id)

    await tab.press("Supprimer")
    await tab.sees("1 ira à la corbeille, 1 restera. Supprimer ?")
    assert tab.links[f"{sale.title} · Confirmée"] == sale.path
    await tab.press("Oui")

    await tab.sees(f"1{NBSP}client sélectionné")
    assert (await Client.get(id=free.id)).is_trashed
    assert not (await Client.get(id=blocked.id)).is_trashed


async def test_a_ticked_client_that_a_colleague_deletes_is_unticked(tab: Tab) -> None:
    stays, goes = await make_client("Reste"), await make_client("Part")
    await tab.open()
    await tab.tick(stays.id, goes.id)
    await tab.sees(f"2{NBSP}clients sélectionnés")

    await trash(goes)

    await tab.sees(f"1{NBSP}client sélectionné")
    assert tab.shows("Reste")


async def test_of_everything_found_an_unticked_client_that_is_deleted_is_not_taken_off_twice(
    tab: Tab,
) -> None:
    clients = [await make_client() for _ in range(4)]
    await tab.open()
    await tab.send(tab.grid, "everything", True)
    await tab.tick(clients[0].id, on=False)
    await tab.sees(f"3{NBSP}clients sélectionnés")
    calls = tab.record_grid()

    await trash(clients[0])

    assert await until(lambda: calls)
    await make_client()  # found by the same search, and so a fourth
    await tab.sees(f"4{NBSP}clients sélectionnés")


async def test_the_selection_is_exported(tab: Tab) -> None:
    clients = [await make_client(name) for name in ("Exporté", "Aussi exporté")]
    await make_client("Pas exporté")
    await tab.open()
    await tab.tick(*(client.id for client in clients))

    await tab.press("Exporter (CSV)")

    assert await until(lambda: tab.downloads)
    assert "Aussi exporté" in tab.downloads[0]
    assert "Pas exporté" not in tab.downloads[0]


async def test_escape_closes_one_thing_at_a_time(tab: Tab) -> None:
    client = await make_client()
    await tab.open(f"/clients?client={client.id}")
    await tab.tick(client.id)
    await tab.sees("client sélectionné")

    await tab.key("Escape")
    await tab.sees("FICHE CLIENT")
    await tab.key("Escape")
    await tab.no_longer_sees("FICHE CLIENT")


# --- the trash ----------------------------------------------------------------------------------


async def test_the_trash_lists_what_was_deleted_and_only_that(tab: Tab) -> None:
    gone = await make_client("Supprimé")
    await make_client("Gardé")
    await trash(gone)

    await tab.open("/clients?trash=1")

    assert tab.first_rows == ["Supprimé"]


async def test_a_card_in_the_trash_can_be_restored_and_nothing_else(tab: Tab) -> None:
    client = await make_client()
    await trash(client)
    await tab.open(f"/clients?client={client.id}")
    assert "Document" not in tab.buttons
    assert "FICHE CLIENT – modifier" not in tab.buttons

    await tab.press("Restaurer")

    await tab.no_longer_sees("Ce client est dans la corbeille.")
    assert not (await Client.get(id=client.id)).is_trashed


async def test_several_are_restored(tab: Tab) -> None:
    clients = [await make_client() for _ in range(2)]
    await trash(*clients)
    await tab.open("/clients?trash=1")
    await tab.tick(*(client.id for client in clients))

    await tab.press("Restaurer")

    await tab.sees(f"2{NBSP}clients restaurés")
    assert await until(lambda: not tab.with_class("bulk"))
    assert not await Client.exists(trashed_at__isnull=False)


async def test_going_to_the_trash_lifts_the_selection(tab: Tab) -> None:
    client = await make_client()
    await tab.open()
    await tab.tick(client.id)
    await tab.sees("client sélectionné")

    await tab.tick_filter("Corbeille", on=True)

    await tab.no_longer_sees("client sélectionné")
    assert await until(lambda: tab.url == "/clients?trash=1")


async def test_an_empty_trash_says_so(tab: Tab) -> None:
    await make_client()

    await tab.open("/clients?trash=1")

    assert tab.shows("La corbeille est vide")


async def test_with_everybody_in_the_trash_the_list_says_where_they_are(tab: Tab) -> None:
    await trash(await make_client())

    await tab.open()

    assert not tab.shows("Bienvenue au comptoir")
    assert tab.shows("Tous les clients sont dans la corbeille")


# --- the address --------------------------------------------------------------------------------


async def test_the_address_holds_search_filters_order_and_client(tab: Tab) -> None:
    public = await make_client("Mairie de Port", kind="public")
    await make_document(public)
    await make_client("Port Public", kind="public")
    await make_client("Port Société")

    await tab.open(f"/clients?q=port&kind=public&open=1&sort=-name&client={public.id}")

    assert tab.first_rows == ["Mairie de Port"]
    assert tab.value("Rechercher un client") == "port"
    assert tab.shows("FICHE CLIENT")
    assert tab.grid.props["start"].sort == "-name"


async def test_what_is_searched_is_written_into_the_address(tab: Tab) -> None:
    await make_client()
    await tab.open()

    await tab.search("l’été & co")

    assert await until(lambda: tab.url == "/clients?q=l%E2%80%99%C3%A9t%C3%A9+%26+co")
    await tab.sees(f"Aucun client ne correspond à «{NBSP}l’été & co{NBSP}»")


async def test_a_search_written_into_the_address_is_found_again(tab: Tab) -> None:
    await make_client("L’été & co")
    await tab.open()
    await tab.search("l’été & co")
    await until(lambda: tab.url != "/clients")

    await tab.open(tab.url)

    assert tab.value("Rechercher un client") == "l’été & co"
    assert tab.first_rows == ["L’été & co"]


async def test_show_all_lifts_search_and_filters(tab: Tab) -> None:
    await make_client()
    await tab.open("/clients?q=introuvable&open=1")

    await tab.press("Tout afficher")

    assert await until(lambda: not tab.value("Rechercher un client"))
    assert tab.url == "/clients"


async def test_back_finds_the_former_search_and_card(tab: Tab) -> None:
    client = await make_client("Retrouvé")
    await tab.open()

    await tab.follow(f"/clients?q=retrouvé&client={client.id}")
    await tab.sees("FICHE CLIENT")
    assert tab.value("Rechercher un client") == "retrouvé"
    await tab.follow("/clients")

    await tab.no_longer_sees("FICHE CLIENT")
    assert tab.value("Rechercher un client") == ""


JUNK = {
    "client": ("abc", "-1", "99999999999999999999", "%00", "²", ""),
    "sort": ("junk", "--name", "-", "id;--", "%00"),
    "kind": ("junk", "%00", "company,person", "COMPANY"),
    "q": ("%00", "%FF%FE", "%", "a&q=&q", "[]//..;#", "&&&==="),
    "unknown": ("1",),
}


async def test_an_address_with_junk_opens_the_list(tab: Tab, subtests: pytest.Subtests) -> None:
    for name in JUNK:
        with subtests.test(name=name):
            await make_client()

            for junk in JUNK[name]:
                await tab.open(f"/clients?{name}={junk}")
                assert tab.shows("Touchez un client pour voir sa fiche")
                assert not tab.toasts


async def test_a_client_that_is_no_more_is_said_and_leaves_the_address(tab: Tab) -> None:
    await make_client()

    await tab.open("/clients?client=999999999")

    assert tab.shows("Touchez un client pour voir sa fiche")
    assert tab.toasts == ["Ce client n’existe pas, ou n’existe plus."]
    assert tab.url == "/clients"


async def test_a_hostile_address_opens_the_list(tab: Tab, subtests: pytest.Subtests) -> None:
    for name in ("q", "client", "sort", "kind"):
        with subtests.test(name=name):
            await make_client()

            for junk in HOSTILE.values():
                answer = await tab.http.get("/clients", params={name: junk})
                assert answer.status_code == 200
                assert "Une erreur est survenue" not in answer.text


async def test_a_link_with_junk_inside_the_page_shows_the_list(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    for query in ("client=abc&kind=junk&sort=junk", "q=%00&client=%00"):
        with subtests.test(query=query):
            client = await make_client()
            await tab.open(f"/clients?client={client.id}")

            await tab.follow(f"/clients?{query}")

            await tab.sees("Touchez un client pour voir sa fiche")
            assert not tab.toasts


# --- two tabs -----------------------------------------------------------------------------------


async def test_a_client_created_elsewhere_comes_with_its_row(tab: Tab, other_tab: Tab) -> None:
    await make_client()
    await tab.open()
    await other_tab.open()
    calls = tab.record_grid()

    await other_tab.begin_client("Créé ailleurs")
    await other_tab.save()
    await other_tab.sees("FICHE CLIENT")

    # The card that the other tab opens is news as well: who looks at it.
    patched = await until(lambda: [rows for name, rows in calls if name == "patch"])
    assert [row["name"] for rows in patched for row in rows] == ["Créé ailleurs"]
    assert "refresh" not in [name for name, _ in calls]


async def test_a_change_elsewhere_leaves_the_selection_alone(tab: Tab) -> None:
    client = await make_client("Avant")
    await tab.open()
    await tab.tick(client.id)
    await tab.sees("client sélectionné")
    calls = tab.record_grid()

    await Client.amend(retyped(client, city="Nevers"), by=ANYBODY)

    assert await until(lambda: calls)
    assert tab.shows(f"1{NBSP}client sélectionné")


async def test_the_buttons_of_a_selection_stay_while_it_and_others_change(tab: Tab) -> None:
    clients = [await make_client(name) for name in ("Coché", "Aussi coché", "Pas coché")]
    await tab.open()
    await tab.tick(clients[0].id)
    await tab.sees("client sélectionné")
    (panel,) = tab.with_class("bulk")
    buttons = tab.elements(ui.button, panel)

    await tab.tick(clients[1].id)
    await tab.sees(f"2{NBSP}clients sélectionnés")
    await tab.send(tab.grid, "everything", True)
    await tab.sees(f"3{NBSP}clients sélectionnés")
    await make_client("Créé ailleurs")
    await tab.sees(f"4{NBSP}clients sélectionnés")

    assert [one for one in buttons if one.is_deleted] == []


async def test_who_is_beyond_the_limit_is_told_of_before_more_is_begun(tab: Tab) -> None:
    for limit, is_told in (("100", True), ("5000", False)):
        client = await make_client(f"Plafond {limit}")
        await Client.amend(retyped(client, credit_limit=limit), by=ANYBODY)
        await make_document(client, "invoice", moves="issue")
        await tab.open(f"/clients?client={client.id}")
        await tab.choose("Actions", "Créer une vente")
        await tab.sees(f"Créer une vente pour «\u00a0Plafond {limit}\u00a0» ?")
        assert tab.shows("Plafond d’encours dépassé de 20,00\u00a0€.") is is_told


async def test_a_card_can_be_photographed_and_taken_away(tab: Tab) -> None:
    client = await make_client("Martin")
    await tab.open(client.path)
    await tab.choose("Plus", "Carte de visite")
    await tab.sees("Télécharger la carte (.vcf)")
    (picture,) = tab.with_class("card-code")
    assert picture.props["alt"] == "Code QR de Martin"
    assert (await tab.http.get(picture.props["src"])).status_code == 200
