"""Nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from models.database import transaction
from models.demo import DEMO_PASSWORD
from models.staff import Session
from tests.browser.conftest import Desk, Server


def start_typing(desk: Desk, name: str) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill(name)
    desk.field("Notes").fill("première ligne\ndeuxième")


def test_a_reload_restores_the_draft(desk: Desk) -> None:
    start_typing(desk, "Brouillon rechargé")
    desk.page.reload()

    expect(desk.page.get_by_text("Brouillon restauré")).to_be_visible()
    expect(desk.field("Raison sociale")).to_have_value("Brouillon rechargé")
    expect(desk.field("Notes")).to_have_value("première ligne\ndeuxième")
    desk.button("Enregistrer")
    expect(desk.card).to_contain_text("Brouillon rechargé")
    desk.page.reload()
    expect(desk.card).to_contain_text("deuxième")
    expect(desk.page.get_by_text("Brouillon restauré")).to_have_count(0)


LATE = """() => {
    const elements = Object.entries(mounted_app.elements);
    const [id] = elements.find(([, one]) => one.tag == "nicegui-keeper");
    const keeper = getElement(id);
    if (!keeper.draft) return false;
    const draft = JSON.parse(JSON.stringify(keeper.draft));
    keeper.forget();
    window.keepLate = () => keeper.keep(draft);
    return true;
}"""
"""Takes back, as soon as it was said, that the draft is to be kept."""


def test_what_is_typed_before_the_browser_is_told_to_keep_it_is_kept(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    expect(desk.field("Raison sociale")).to_be_focused()
    desk.page.wait_for_function(LATE)
    desk.field("Raison sociale").fill("Doigts agiles")
    desk.page.evaluate("keepLate()")
    desk.page.reload()

    expect(desk.field("Raison sociale")).to_have_value("Doigts agiles")


def test_a_restart_of_the_server_restores_the_draft(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url)
    start_typing(desk, "Survivant")
    own_server.stop()
    expect(desk.page.get_by_text("Hors ligne :")).to_be_visible()
    desk.field("Contact").fill("tapé hors ligne")
    own_server.start()

    expect(desk.page.get_by_text("Brouillon restauré")).to_be_visible()
    expect(desk.field("Raison sociale")).to_have_value("Survivant")
    expect(desk.field("Contact")).to_have_value("tapé hors ligne")
    expect(desk.page.get_by_text("Hors ligne :")).to_have_count(0)
    desk.button("Enregistrer")
    expect(desk.card).to_contain_text("tapé hors ligne")


def test_a_session_that_has_grown_old_gives_the_draft_back(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url)
    start_typing(desk, "Tapé au bout d’une semaine")
    own_server.stop()
    own_server.fill(_a_week_goes_by)
    own_server.start()

    said = desk.page.get_by_role("status").filter(has_text="au bout de 7\u00a0jours")
    expect(said).to_be_visible()
    desk.field("Identifiant").fill("Camille")
    desk.field("Mot de passe").fill(DEMO_PASSWORD)
    desk.button("Se connecter")
    expect(desk.page.get_by_text("Brouillon restauré")).to_be_visible()
    expect(desk.field("Raison sociale")).to_have_value("Tapé au bout d’une semaine")


async def _a_week_goes_by() -> None:
    async with transaction():
        await Session.all().update(created_at=datetime.now(UTC) - timedelta(days=7, hours=1))


STORED = """[sessionStorage, localStorage].flatMap(Object.entries)
    .filter(([key]) => !key.startsWith("__nicegui")).join()"""
"""All that the browser keeps, but for marks of NiceGUI's own."""


def test_what_was_typed_leaves_the_browser_with_who_signs_out(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url, fresh=True)
    desk.create("Durand")
    start_typing(desk, "Tapé en secret")
    other = Desk(desk.page.context.new_page(), own_server.url)
    other.open()
    other.search("Durand")
    assert "Tapé en secret" in str(desk.page.evaluate(STORED))

    other.button("Camille")
    other.page.get_by_role("menuitem", name="Se déconnecter").click()

    for left in (desk, other):
        expect(left.page.get_by_role("heading", name="Connexion")).to_be_visible()
        assert left.page.evaluate(STORED) == ""


def test_who_signs_in_after_somebody_else_finds_nothing_of_theirs(
    own_server: Server, new_desk: Callable[..., Desk]
) -> None:
    own_server.start()
    desk = new_desk(url=own_server.url, fresh=True)
    desk.create("Durand")
    start_typing(desk, "De Camille")
    desk.page.context.clear_cookies()

    desk.sign_in("Karim")
    desk.open()

    expect(desk.page.get_by_role("grid", name="Clients")).to_be_visible()
    assert "De Camille" not in str(desk.page.evaluate(STORED))


def test_a_lost_connection_keeps_what_is_typed(desk: Desk) -> None:
    start_typing(desk, "Réseau coupé")
    desk.page.context.set_offline(True)
    desk.field("Contact").fill("sans réseau")
    desk.page.context.set_offline(False)
    desk.button("Enregistrer")

    expect(desk.card).to_contain_text("sans réseau")


def test_closing_asks_first_if_something_was_typed(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    expect(desk.field("Raison sociale")).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(desk.field("Raison sociale")).to_have_count(0)
    expect(desk.dialog).to_have_count(0)

    start_typing(desk, "Pas enregistré")
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog", name="Fermer sans enregistrer ?")).to_be_visible()
    desk.button("Non")
    expect(desk.field("Raison sociale")).to_have_value("Pas enregistré")

    desk.button("Fermer le volet")
    desk.button("Oui")
    expect(desk.field("Raison sociale")).to_have_count(0)
    desk.page.reload()
    expect(desk.page.get_by_role("grid", name="Clients")).to_be_visible()
    expect(desk.page.get_by_text("Brouillon restauré")).to_have_count(0)


def test_an_error_is_said_under_its_field_and_nothing_is_lost(desk: Desk) -> None:
    start_typing(desk, "SIRET faux")
    desk.field("SIRET").fill("123")
    desk.field("Notes").click()
    expect(desk.page.get_by_text(re.compile("Le SIRET compte 14 chiffres"))).to_be_visible()
    desk.button("Enregistrer")
    expect(desk.page.get_by_text(re.compile("Le SIRET compte 14 chiffres"))).to_be_visible()
    expect(desk.field("Raison sociale")).to_have_value("SIRET faux")

    desk.field("SIRET").fill("404 833 048 00022")
    desk.button("Enregistrer")
    expect(desk.card).to_contain_text("404\u00a0833\u00a0048\u00a000022")


def test_an_error_comes_into_view_with_its_field(desk: Desk) -> None:
    start_typing(desk, "SIRET faux, tout en bas")
    desk.field("SIRET").fill("123")
    desk.page.locator(".drawer-body").evaluate(
        """(body) => {
            const field = body.querySelector("[data-field=siret]").getBoundingClientRect();
            body.scrollBy(0, field.bottom - body.getBoundingClientRect().bottom);
        }"""
    )

    desk.button("Enregistrer")

    error = desk.page.get_by_text(re.compile("Le SIRET compte 14 chiffres"))
    expect(error).to_be_in_viewport(ratio=1)


def test_a_missing_name_is_said_under_the_name(desk: Desk) -> None:
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.button("Enregistrer")

    expect(desk.page.get_by_text("Raison sociale : à remplir.")).to_be_visible()


def test_two_taps_save_once(desk: Desk) -> None:
    start_typing(desk, "Deux fois")
    desk.page.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    expect(desk.card).to_contain_text("Deux fois")

    desk.search("Deux fois")
    expect(desk.page.get_by_text("1\u00a0client", exact=True)).to_be_visible()


def test_a_warning_never_blocks(desk: Desk) -> None:
    start_typing(desk, "Numéro bizarre")
    desk.field("Téléphone").fill("0512")
    desk.field("Contact").click()
    expect(desk.page.get_by_text(re.compile("Ce numéro de téléphone semble"))).to_be_visible()
    desk.button("Enregistrer")

    expect(desk.card).to_contain_text("0512")


def test_a_picked_commune_is_kept_through_a_reload(desk: Desk) -> None:
    start_typing(desk, "Commune choisie")
    desk.field("Code postal").fill("51300")
    desk.button("Bassu")
    expect(desk.field("Ville")).to_have_value("Bassu")
    desk.page.reload()

    expect(desk.field("Ville")).to_have_value("Bassu")


def test_a_site_without_a_scheme_is_completed(desk: Desk) -> None:
    start_typing(desk, "Site sans schéma")
    desk.field("Site web").fill("www.exemple.fr")
    desk.button("Enregistrer")

    expect(desk.card).to_contain_text("https://www.exemple.fr")


def test_the_keyboard_returns_to_where_it_was(desk: Desk) -> None:
    opener = desk.page.get_by_role("button", name="+ Nouveau client")
    opener.focus()
    desk.page.keyboard.press("Enter")
    desk.button("Non")

    expect(opener).to_be_focused()
