"""Texts that would be scripts stay texts, wherever they are shown."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import ConsoleMessage, Locator, expect

from models.documents import KINDS
from tests.browser.conftest import Desk
from tests.browser.security.conftest import NAMES, PAYLOADS, WATCH, Watched

EVERY_PATH = (
    *(
        "/clients",
        "/articles",
        "/articles/import",
        "/parametres",
        "/mon-compte",
        "/comptes",
        "/nulle-part",
    ),
    *(kind.path for kind in KINDS.values()),
)


def settled(desk: Desk) -> None:
    """Wait until the page is there and speaks with the server."""
    expect(desk.page.locator(".section > *").first).to_be_visible()
    desk.page.wait_for_function("window.socket?.connected ?? true")


def goes_off(message: ConsoleMessage) -> bool:
    return "PWNED" in message.text or "CSP" in message.text


def test_the_watch_sees_what_goes_off(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(path="")
    desk.page.add_init_script(WATCH)
    desk.open()
    for going_off in (
        "window.__pwned = 1",
        "alert(1)",
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')",
        "document.head.append(Object.assign(document.createElement('script'), {text: 'x'}))",
    ):
        with desk.page.expect_console_message(goes_off):
            desk.page.evaluate(f"() => {{ {going_off}; }}")


def nowhere(desk: Desk) -> Locator:
    return desk.page.get_by_text("Cette adresse ne mène nulle part.")


def test_no_screen_breaks_its_own_policy(watched: Watched) -> None:
    desk = watched(path="", fresh=True)
    for path in EVERY_PATH:
        desk.open(path)
        settled(desk)
    for path in ("/mot-de-passe", "/code-pin"):
        desk.open(path)
        expect(desk.page.get_by_role("button")).to_be_visible()
    desk.open("/clients")
    for name in ("Clair ou sombre", "Raccourcis clavier"):
        desk.button(name)
    desk.button("Fermer")


def test_a_client_and_its_documents_are_texts(watched: Watched) -> None:
    desk = watched(path="")
    for number, payload in enumerate(PAYLOADS):
        desk.open(f"/clients?client={number + 1}")
        expect(desk.card.get_by_role("heading", name=payload, exact=True)).to_be_visible()
        for link in desk.card.get_by_role("link").all():
            address = link.get_attribute("href") or ""
            assert address.startswith(("/", "http://", "https://", "tel:", "mailto:")), address
        desk.choose("Document", "Modifier")
        expect(desk.field("Raison sociale")).to_have_value(payload)
        desk.button("Fermer le volet")
        place, kind = list(enumerate(KINDS.values()))[number % len(KINDS)]
        desk.open(f"{kind.path}/{len(KINDS) * number + place + 1}")
        expect(desk.page.get_by_text(payload, exact=True).first).to_be_visible()
        desk.button("Modifier")
        expect(desk.field("Objet")).to_have_value(payload[:100])
        desk.button("Fermer le volet")
        expect(desk.field("Objet")).to_have_count(0)


def test_an_article_and_a_file_of_them_are_texts(watched: Watched) -> None:
    desk = watched(path="")
    for number, payload in enumerate(PAYLOADS):
        desk.open(f"/articles?article={number + 1}")
        card = desk.page.get_by_role("region", name="Fiche article")
        expect(card.get_by_role("heading", name=payload, exact=True)).to_be_visible()
        card.get_by_role("button", name="FICHE ARTICLE – modifier").click()
        expect(desk.field("Famille")).to_have_value(payload[:80])
        desk.button("Fermer le volet")
        expect(desk.field("Famille")).to_have_count(0)
    desk.page.get_by_role("combobox", name="Filtrer par famille").click()
    for payload in PAYLOADS:
        expect(desk.page.get_by_role("option", name=payload[:80], exact=True)).to_be_attached()

    desk.open("/articles/import")
    rows = "".join(f'"{one.replace(chr(34), chr(34) * 2)}";"{NAMES[0]}"\n' for one in PAYLOADS)
    sheet = {"name": NAMES[1], "mimeType": NAMES[1], "buffer": f"Prix;{NAMES[0]}\n{rows}".encode()}
    desk.page.get_by_label("Choisir un fichier").set_input_files(sheet)  # type: ignore[arg-type]
    expect(desk.page.get_by_text(f"Ne sont pas reprises : {NAMES[0]}.")).to_be_visible()
    cells = desk.page.get_by_role("region", name="Cellules à corriger")
    expect(cells.get_by_label("Ligne 2, Prix unitaire HT")).to_have_value(PAYLOADS[0])


def test_every_list_shows_texts(watched: Watched) -> None:
    desk = watched(path="")
    for path in ("/clients", "/articles", *(kind.path for kind in KINDS.values())):
        desk.open(path)
        for payload in PAYLOADS:
            cells = desk.page.get_by_role("gridcell", name=payload, exact=True)
            expect(cells.first).to_be_visible()


def test_questions_toasts_and_the_selection_say_names_as_they_are(watched: Watched) -> None:
    desk = watched()
    desk.create(f"Neuf {PAYLOADS[1]}")
    desk.choose("Actions", "Créer une location")
    expect(desk.dialog.get_by_text(PAYLOADS[1])).to_be_visible()
    desk.button("Non")
    desk.choose("Document", "Supprimer")
    expect(desk.dialog.get_by_text(PAYLOADS[1]).first).to_be_visible()
    desk.button("Oui")
    expect(desk.page.get_by_text(f"{PAYLOADS[1]}\u00a0» est dans la corbeille")).to_be_visible()
    desk.button("Annuler")
    desk.open("/clients")
    desk.page.get_by_role("checkbox", name="Tout sélectionner").click()
    expect(desk.selection.get_by_text(PAYLOADS[0])).to_be_visible()
    desk.selection.get_by_role("button", name="Supprimer").click()
    expect(desk.dialog.get_by_text(PAYLOADS[0])).to_be_visible()
    desk.button("Non")


def test_what_is_searched_and_what_looks_alike_are_texts(watched: Watched) -> None:
    desk = watched()
    for payload in PAYLOADS:
        desk.search(payload)
        expect(desk.row(payload)).to_be_visible()
    desk.search("zzz" + PAYLOADS[1])
    expect(desk.page.get_by_text("Aucun client ne correspond à")).to_contain_text(PAYLOADS[1])
    desk.open("/clients")
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill(PAYLOADS[1])
    desk.field("Contact").focus()
    expect(desk.page.get_by_text("Peut-être déjà connu")).to_be_visible()
    desk.page.reload()
    expect(desk.field("Raison sociale")).to_have_value(PAYLOADS[1])


def test_addresses_are_texts(watched: Watched) -> None:
    desk = watched(path="")
    for payload in PAYLOADS[1:3]:
        for path in (f"/clients?q={payload}&client=99999", f"/{payload}", f"/locations/{payload}"):
            desk.open(path)
            expect(desk.page.get_by_text("n’existe pas").or_(nowhere(desk))).to_be_visible()


def test_accounts_devices_and_sessions_are_texts(watched: Watched) -> None:
    desk = watched(path="/comptes")
    for name in NAMES:
        expect(desk.page.get_by_text(name, exact=True).first).to_be_visible()
    desk.page.get_by_role("button", name=f"Actions pour {NAMES[0]}", exact=True).click()
    desk.page.get_by_role("menuitem", name="Sessions").click()
    expect(desk.dialog.get_by_text(f"Sessions de {NAMES[0]}")).to_be_visible()
    desk.button("Fermer")
    desk.page.get_by_role("button", name=f"Actions pour {NAMES[1]}", exact=True).click()
    desk.page.get_by_role("menuitem", name="Désactiver").click()
    expect(desk.dialog.get_by_text(NAMES[1])).to_be_visible()
    desk.button("Non")


def test_one_s_own_hostile_name_is_a_text(watched: Watched) -> None:
    for name in NAMES[:2]:
        desk = watched(name, path="/mon-compte", fresh=True)
        expect(desk.page.get_by_role("button", name=name, exact=True)).to_be_visible()
        expect(desk.page.get_by_text(name).first).to_be_visible()


def test_what_is_typed_at_the_door_is_a_text(watched: Watched) -> None:
    desk = watched("")
    for payload in PAYLOADS[:4]:
        desk.open(f"/connexion?suite={payload}")
        desk.field("Identifiant").fill(payload)
        desk.field("Mot de passe").fill(payload)
        desk.button("Se connecter")
        expect(desk.page.get_by_role("alert")).to_contain_text("incorrect")
        expect(desk.field("Identifiant")).to_have_value(payload[:60])
        expect(desk.field("Mot de passe")).to_have_value("")


def test_the_lock_screen_shows_names_as_they_are(watched: Watched) -> None:
    desk = watched(path="/comptes", fresh=True)
    desk.share_device(f"Ici {NAMES[0]}")
    there = desk.page.locator("#app")  # the page loads anew, and its picture has the name, too
    expect(there.get_by_text(f"Ici {NAMES[0]}", exact=True)).to_be_visible()
    desk.open("/clients")
    desk.button("Camille")
    desk.page.get_by_role("menuitem", name="Verrouiller").click()
    for name in NAMES:
        expect(desk.page.get_by_role("radio", name=name, exact=True)).to_be_visible()
    desk.page.reload()
    desk.page.get_by_role("radio", name=NAMES[0], exact=True).click()
    desk.field("Code PIN").fill("4711")
    desk.button("Déverrouiller")
    expect(desk.page.get_by_role("button", name=NAMES[0], exact=True)).to_be_visible()
