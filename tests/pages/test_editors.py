"""The drawer: nothing typed is lost, and what two people type is brought together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from nicegui import ui

from components.form.field_box import FieldBox
from models.clients import Client
from models.french.postcodes import communes_of
from models.permissions import Staff
from models.records import Draft
from tests.factories import ANYBODY, make_client, retyped
from tests.simulation import Tab
from tests.waiting import until

CLASH = "Un collègue a modifié cette fiche en même temps que vous"


async def open_form(tab: Tab, client: Client) -> None:
    await tab.open(f"/clients?client={client.id}")
    await tab.press("FICHE CLIENT – modifier")
    assert await until(lambda: tab.has_field("Contact"))


async def recall(tab: Tab, draft: Any) -> None:
    """What the browser has kept reaches the server after a reload."""
    await tab.send(tab.keeper, "recalled", draft)


def typed_draft(**typed: str) -> Draft:
    draft = Client.blank()
    draft.typed |= typed
    return draft


# --- opening ------------------------------------------------------------------------------------


async def test_a_second_tap_that_comes_late_leaves_what_was_typed(tab: Tab) -> None:
    await open_form(tab, await make_client())
    await tab.fill("Contact", "Mme Zoé")

    await tab.press("FICHE CLIENT – modifier")
    await tab.save()

    await tab.sees("Enregistré")
    assert (await Client.get()).contact == "Mme Zoé"


# --- closing ------------------------------------------------------------------------------------


async def test_closing_with_nothing_typed_asks_nothing(tab: Tab) -> None:
    await open_form(tab, await make_client())

    await tab.press("Fermer le volet")

    assert await until(lambda: not tab.has_field("Contact"))
    assert "Oui" not in tab.buttons


async def test_closing_with_something_typed_asks_first(tab: Tab, subtests: pytest.Subtests) -> None:
    for way in ("Fermer", "Fermer le volet"):
        with subtests.test(way=way):
            await open_form(tab, await make_client())
            await tab.fill("Contact", "Mme Zoé")

            await tab.press(way)

            await tab.sees("Fermer sans enregistrer ?")
            assert tab.value("Contact") == "Mme Zoé"


async def test_no_goes_back_to_what_was_typed(tab: Tab) -> None:
    await open_form(tab, await make_client())
    await tab.fill("Contact", "Mme Zoé")
    await tab.press("Fermer")

    await tab.press("Non")

    await tab.no_longer_sees("Fermer sans enregistrer ?")
    assert tab.value("Contact") == "Mme Zoé"


async def test_yes_gives_up_what_was_typed(tab: Tab) -> None:
    client = await make_client()
    await open_form(tab, client)
    await tab.fill("Contact", "Mme Zoé")
    await tab.press("Fermer")

    await tab.press("Oui")

    assert await until(lambda: not tab.has_field("Contact"))
    assert (await Client.get(id=client.id)).contact == ""


async def test_what_was_given_up_is_not_there_the_next_time(tab: Tab) -> None:
    await open_form(tab, await make_client(contact="Avant"))
    await tab.fill("Contact", "Abandonné")
    await tab.press("Fermer")
    await tab.press("Oui")
    await until(lambda: not tab.has_field("Contact"))

    await tab.press("FICHE CLIENT – modifier")

    assert await until(lambda: tab.has_field("Contact"))
    assert tab.value("Contact") == "Avant"


# --- saving -------------------------------------------------------------------------------------


async def test_saving_twice_creates_one_client(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    saved: list[Draft] = []
    create = Client.create_from

    async def count(draft: Draft, *, by: Staff) -> Client:
        saved.append(draft)
        return await create(draft, by=by)

    monkeypatch.setattr(Client, "create_from", count)
    await tab.open()
    await tab.begin_client("Deux fois")

    await tab.save()
    await tab.save()

    await tab.sees("FICHE CLIENT")
    assert await Client.filter(name="Deux fois").count() == 1
    assert len(saved) == 1


async def test_a_draft_saved_in_two_tabs_creates_one_client(tab: Tab, other_tab: Tab) -> None:
    kept = typed_draft(name="Dupliqué").to_json()
    for one in (tab, other_tab):
        await one.open()
        await recall(one, kept)
        await one.save()
        await one.sees("FICHE CLIENT")

    assert await Client.filter(name="Dupliqué").count() == 1


async def test_saving_without_a_change_closes_and_leaves_the_record_as_it_was(tab: Tab) -> None:
    client = await make_client()
    await open_form(tab, client)

    await tab.save()

    assert await until(lambda: not tab.has_field("Contact"))
    assert (await Client.get(id=client.id)).version == client.version


async def test_a_refusal_is_said_in_the_drawer_and_the_text_is_kept(tab: Tab) -> None:
    client = await make_client()
    await open_form(tab, client)
    await tab.fill("Contact", "Mme Zoé")
    await client.remove(by=ANYBODY)

    await tab.save()

    await tab.sees("a été mise à la corbeille entre-temps")
    assert tab.value("Contact") == "Mme Zoé"
    assert "Restaurer" in tab.buttons, "the way out is there after a save, too"


async def test_a_refusal_goes_with_its_reason(tab: Tab) -> None:
    client = await make_client()
    await open_form(tab, client)
    await client.remove(by=ANYBODY)
    await tab.save()
    await tab.sees("a été mise à la corbeille entre-temps")
    await Client.restore_many([client.id], by=ANYBODY)

    await tab.fill("Raison sociale", "")
    await tab.save()

    assert await until(lambda: tab.error("Raison sociale"))
    assert not tab.shows("a été mise à la corbeille entre-temps")


# --- fields -------------------------------------------------------------------------------------


async def test_a_field_that_is_left_says_what_is_wrong_with_it_and_then_no_more(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("Garage")
    await tab.fill("SIRET", "123")
    await tab.leave("SIRET")
    assert await until(lambda: tab.error("SIRET"))

    await tab.fill("SIRET", "")
    await tab.leave("SIRET")

    assert await until(lambda: tab.error("SIRET") is None)


async def test_leaving_one_field_does_not_blame_the_others(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client()

    await tab.fill("Contact", "Mme Zoé")
    await tab.leave("Contact")

    assert tab.error("Raison sociale") is None


async def test_advice_does_not_keep_from_saving(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("Numéro bizarre", Téléphone="0512")
    await tab.leave("Téléphone")
    await tab.sees("Ce numéro de téléphone semble")

    await tab.save()

    await tab.sees("FICHE CLIENT")


async def test_a_postcode_suggests_its_towns_and_one_is_taken_by_a_tap(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("Garage", Code_postal="02320")
    await tab.leave("Code postal")
    town = communes_of("02320")[0]

    await tab.press(town)

    assert await until(lambda: tab.value("Ville") == town)


async def test_a_field_that_is_emptied_next_is_not_filled_by_the_one_left_before(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[str] = []
    monkeypatch.setattr(FieldBox, "fill", lambda _self, text: filled.append(text))
    await tab.open()
    await tab.begin_client("Garage", Code_postal="29200", Ville="Brest")

    await asyncio.gather(tab.leave("Ville"), tab.fill("Code postal", ""))
    await tab.leave("Code postal")

    assert not filled


async def test_clients_that_may_be_the_same_are_links(tab: Tab) -> None:
    known = await make_client("Menuiserie Bellevue")
    await tab.open()
    await tab.begin_client("SARL menuiserie bellevue")

    await tab.leave("Raison sociale")

    await tab.sees("Peut-être déjà connu :")
    assert tab.links[f"{known.name} ({known.code})"] == f"/clients?client={known.id}"


async def test_the_warning_stands_in_the_field_that_raised_it(tab: Tab) -> None:
    await make_client("Menuiserie Bellevue", phone="02 98 12 34 56")
    await tab.open()
    await tab.begin_client("Autre", Téléphone="02 98 12 34 56")

    await tab.leave("Téléphone")

    await tab.sees("Peut-être déjà connu :")
    (warning,) = tab.with_class("look-alikes")
    assert warning.parent_slot
    labels = [getattr(one, "label", "") for one in warning.parent_slot.parent.descendants()]
    assert "Téléphone" in labels


async def test_who_creates_what_exists_is_asked_first(tab: Tab, subtests: pytest.Subtests) -> None:
    known = await make_client("Menuiserie Bellevue", city="Brest", siret="40483304800022")
    for case, fields, is_asked in (
        ("name and town", {"Raison_sociale": "SARL Menuiserie Bellevue", "Ville": "BREST"}, True),
        ("SIRET", {"Raison_sociale": "Tout autre", "SIRET": "404 833 048 00022"}, True),
        ("name alone", {"Raison_sociale": "Menuiserie Bellevue", "Ville": "Lille"}, False),
    ):
        with subtests.test(case):
            await tab.open()
            await tab.begin_client(fields.pop("Raison_sociale"), **fields)
            count = await Client.all().count()

            await tab.save()

            if is_asked:
                await tab.sees("Cette fiche existe déjà, semble-t-il")
                assert await Client.all().count() == count
                await tab.press("Créer quand même")
            await tab.sees("Enregistré")
            assert await Client.all().count() == count + 1

    await tab.open()
    await tab.begin_client("Menuiserie Bellevue", Ville="Brest")
    await tab.save()
    await tab.press("Ouvrir la fiche existante")
    assert await until(lambda: tab.url == f"/clients?client={known.id}")


# --- what the browser has kept ------------------------------------------------------------------


async def test_a_kept_draft_opens_again(tab: Tab) -> None:
    await tab.open()

    await recall(tab, typed_draft(name="Retrouvé", notes="deux\nlignes").to_json())

    await tab.sees("Brouillon restauré")
    assert tab.value("Raison sociale") == "Retrouvé"
    assert tab.value("Notes") == "deux\nlignes"


async def test_a_kept_draft_takes_over_what_colleagues_have_saved_since(tab: Tab) -> None:
    client = await make_client(contact="Avant", city="Lille")
    draft = retyped(client, contact="Le mien")
    await Client.amend(retyped(client, city="Roubaix"), by=ANYBODY)
    await tab.open()

    await recall(tab, draft.to_json())

    await tab.sees("Brouillon restauré")
    assert await until(lambda: tab.value("Ville") == "Roubaix")
    assert tab.value("Contact") == "Le mien"


def kept_as(**changed: Any) -> dict[str, Any]:
    """A draft in the browser's storage in which something is other than it should be."""
    return {**typed_draft(name="Retrouvé").to_json(), **changed}


JUNK: dict[str, Any] = {
    "nothing": None,
    "a text": "junk",
    "a list": [],
    "an empty object": {},
    "no fields": {"topic": "client"},
    "no key": kept_as(key="junk"),
    "no version": kept_as(version="junk"),
    "no such topic": kept_as(topic="junk"),
    "nothing typed": Client.blank().to_json(),
}


async def test_junk_in_the_browser_opens_nothing(tab: Tab, subtests: pytest.Subtests) -> None:
    for kept in JUNK.values():
        with subtests.test(kept=kept):
            await tab.open()

            await recall(tab, kept)

            await tab.press("+ Nouveau client")
            await tab.sees("Créer un nouveau client ?")
            assert not tab.has_field("Raison sociale")
            assert not tab.toasts


async def test_a_draft_from_before_an_update_of_the_form_opens(
    tab: Tab, subtests: pytest.Subtests
) -> None:
    """It lacks the fields that are new, or holds a choice that is no longer offered."""
    for kind in ("person", "junk"):
        with subtests.test(kind=kind):
            await tab.open()

            await recall(tab, kept_as(base={}, typed={"kind": kind, "notes": "gardées"}))

            await tab.sees("Brouillon restauré")
            assert tab.value("Notes") == "gardées"


async def test_a_kept_draft_does_not_replace_what_is_being_typed(tab: Tab) -> None:
    await tab.open()
    await tab.begin_client("En cours")

    await recall(tab, typed_draft(name="Ancien").to_json())

    assert tab.value("Raison sociale") == "En cours"


# --- two people ---------------------------------------------------------------------------------


async def test_what_a_colleague_saves_enters_the_fields_not_typed_into(tab: Tab) -> None:
    client = await make_client(city="Lille")
    await open_form(tab, client)
    await tab.fill("Contact", "Le mien")

    await Client.amend(retyped(client, city="Roubaix"), by=ANYBODY)

    assert await until(lambda: tab.value("Ville") == "Roubaix")
    assert tab.value("Contact") == "Le mien"


async def test_both_changes_are_saved_when_they_touch_different_fields(tab: Tab) -> None:
    client = await make_client(city="Lille")
    await open_form(tab, client)
    await tab.fill("Contact", "Le mien")
    await Client.amend(retyped(client, city="Roubaix"), by=ANYBODY)

    await tab.save()

    assert await until(lambda: not tab.has_field("Contact"))
    stored = await Client.get(id=client.id)
    assert (stored.contact, stored.city) == ("Le mien", "Roubaix")


async def test_what_a_colleague_saves_while_the_drawer_closes_comes_too_late(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await make_client()
    await open_form(tab, client)
    read, is_read, may_go_on = Client.with_ids, asyncio.Event(), asyncio.Event()

    async def read_slowly(ids: Iterable[int]) -> list[Client]:
        found = await read(ids)
        is_read.set()
        await may_go_on.wait()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(Client, "with_ids", read_slowly)
        await Client.amend(retyped(client, city="Roubaix"), by=ANYBODY)
        await is_read.wait()
    kept = tab.record(tab.keeper)
    await tab.press("Fermer le volet")
    await until(lambda: not tab.has_field("Contact"))
    may_go_on.set()

    await tab.sees("Roubaix")
    assert kept == [("forget", None)]
    assert not tab.toasts


async def clash(tab: Tab) -> Client:
    """Two people change the same field; the question is on screen."""
    client = await make_client(contact="Avant")
    await open_form(tab, client)
    await tab.fill("Contact", "Le mien")
    await Client.amend(retyped(client, contact="Le sien"), by=ANYBODY)
    await tab.save()
    await tab.sees(CLASH)
    return client


def card(tab: Tab, title: str) -> ui.element:
    """One of the two values to choose from."""
    return next(one for one in tab.with_class("clash-value") if title in tab.texts_in(one))


async def test_a_field_that_both_changed_is_shown_with_both_values(tab: Tab) -> None:
    await clash(tab)

    assert tab.texts_in(card(tab, "Votre valeur"))[1:] == ["Le mien"]
    assert tab.texts_in(card(tab, "Valeur enregistrée"))[1:] == ["Le sien"]


async def test_the_chosen_value_is_saved(tab: Tab, subtests: pytest.Subtests) -> None:
    for title, kept in (("Votre valeur", "Le mien"), ("Valeur enregistrée", "Le sien")):
        with subtests.test(title=title, kept=kept):
            client = await clash(tab)

            await tab.send(card(tab, title), "click")
            await tab.press("Valider ces choix")

            assert await until(lambda: not tab.has_field("Contact"))
            assert (await Client.get(id=client.id)).contact == kept


async def test_one_can_go_back_to_the_form_and_nothing_is_lost(tab: Tab) -> None:
    client = await clash(tab)

    await tab.press("Revenir au formulaire")

    await tab.no_longer_sees(CLASH)
    assert tab.value("Contact") == "Le mien"
    assert (await Client.get(id=client.id)).contact == "Le sien"
