"""Files of a client: chosen, photographed, dropped, looked at, renamed, removed, seen by others."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import PORTRAIT, Desk, dialog_of
from tests.browser.test_accessibility import violations
from tests.papers_of_others import pdf_file, photo


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def files_of(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="Fichiers")


def choose(desk: Desk, *files: FilePayload, button: str = "Ajouter un fichier") -> None:
    with desk.page.expect_file_chooser() as chosen:
        files_of(desk).get_by_role("button", name=button).click()
    chosen.value.set_files(list(files))


def test_a_photo_and_a_paper_are_added_and_a_colleague_sees_them(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk(staff="Sophie")
    here.create("Photographié")
    there.select("Photographié")
    choose(
        here,
        payload("nacelle.jpg", photo(size=(640, 480))),
        payload("contrat.pdf", pdf_file("Un", "Deux")),
        payload("virus.exe", b"MZ..."),
    )
    for desk in (here, there):
        expect(files_of(desk).get_by_role("button", name="Ouvrir nacelle.jpg")).to_be_visible()
        expect(files_of(desk).get_by_role("button", name="Ouvrir contrat.pdf")).to_be_visible()
    refused = files_of(here).get_by_role("alert")
    expect(refused).to_contain_text("Ce genre de fichier n’est pas pris")
    files_of(here).get_by_role("button", name="Fermer : virus.exe").click()
    expect(refused).to_have_count(0)
    thumbnail = files_of(there).locator("img").first
    assert thumbnail.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert violations(here) == []


def test_files_are_leafed_through_by_keyboard_renamed_and_removed(
    new_desk: Callable[..., Desk],
) -> None:
    here, there = new_desk(), new_desk()
    here.create("Feuilleté")
    there.select("Feuilleté")
    choose(here, payload("contrat.pdf", pdf_file("Un", "Deux")))
    expect(files_of(here).get_by_role("button", name="Ouvrir contrat.pdf")).to_be_visible()
    choose(here, payload("avant.jpg", photo()))
    page, viewer = here.page, here.page.get_by_role("dialog", name=re.compile("avant|contrat"))
    files_of(here).get_by_role("button", name="Ouvrir avant.jpg").press("Enter")
    expect(viewer).to_contain_text("fichier 1 sur 2")
    assert violations(here) == []
    page.keyboard.press("ArrowRight")
    expect(viewer).to_contain_text("page 1 sur 2")
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_role("img", name="contrat.pdf, page 2")).to_be_visible()
    shown = viewer.get_by_role("img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1100
    with page.expect_download() as download:
        viewer.get_by_role("link", name="Télécharger").click()
    assert download.value.suggested_filename == "contrat.pdf"
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(here.card).to_be_visible()
    expect(files_of(here).get_by_role("button", name="Ouvrir avant.jpg")).to_be_focused()

    files_of(here).get_by_role("button", name="Ouvrir contrat.pdf").click()
    viewer.get_by_role("button", name="Renommer").click()
    here.field("Nom").fill("Contrat signé")
    page.keyboard.press("Enter")
    renamed = files_of(there).get_by_role("button", name="Ouvrir Contrat signé.pdf")
    expect(renamed).to_be_visible()
    files_of(here).get_by_role("button", name="Ouvrir Contrat signé.pdf").click()
    dialog_of(page).get_by_role("button", name="Supprimer").click()
    here.button("Oui")
    expect(renamed).to_have_count(0)
    files_of(there).get_by_text("Corbeille (1)").click()
    files_of(there).get_by_role("button", name="Restaurer Contrat signé.pdf").click()
    expect(files_of(here).get_by_role("button", name="Ouvrir Contrat signé.pdf")).to_be_visible()


def test_what_is_dropped_is_sent_and_can_be_stopped(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk()
    desk.create("Déposé")
    desk.page.route("**/api/fichiers?*", lambda _route: None)  # which never comes to an end
    drop(desk, "lent.pdf", "lourd.pdf")
    progress = files_of(desk).get_by_role("progressbar", name="Envoi de lent.pdf")
    expect(progress).to_be_visible()
    files_of(desk).get_by_role("button", name="Annuler l’envoi : lent.pdf").click()
    expect(progress).to_have_count(0)
    files_of(desk).get_by_role("button", name="Annuler l’envoi : lourd.pdf").click()
    expect(files_of(desk).get_by_role("progressbar")).to_have_count(0)
    expect(files_of(desk)).to_contain_text("Aucun fichier.")


def test_a_tablet_takes_a_photo_and_a_finger_turns_the_page(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(viewport=PORTRAIT)
    desk.create("Au comptoir")
    photo_field = files_of(desk).locator("input[capture=environment]")
    assert photo_field.get_attribute("accept") == "image/jpeg"
    photo_field.set_input_files([payload("image.jpg", photo())])
    choose(desk, payload("papier.pdf", pdf_file("Un", "Deux")))
    files_of(desk).get_by_role("button", name="Ouvrir papier.pdf").click()
    viewer = desk.page.get_by_role("dialog", name=re.compile("papier|image"))
    expect(viewer).to_contain_text("page 1 sur 2")
    viewer.evaluate(SWIPE)
    expect(viewer).to_contain_text("page 2 sur 2")


def test_a_document_has_files_of_its_own(new_desk: Callable[..., Desk]) -> None:
    here = new_desk()
    here.create("Dépanné")
    here.choose("Actions", "Créer une intervention")
    here.button("Oui")
    here.button("Ordre")
    here.page.wait_for_url(re.compile(r"/interventions/\d+"))
    there = new_desk(path=here.page.url.removeprefix(here.url))
    choose(here, payload("panne.jpg", photo()))
    for desk in (here, there):
        expect(files_of(desk).get_by_role("button", name="Ouvrir panne.jpg")).to_be_visible()
    assert violations(here) == []


def drop(desk: Desk, *names: str) -> None:
    """As from a folder of the computer."""
    desk.page.evaluate(DROP, list(names))


DROP = """(names) => {
    const dataTransfer = new DataTransfer();
    for (const name of names) dataTransfer.items.add(new File(["%PDF-1.4"], name));
    const target = document.querySelector(".files");
    for (const kind of ["dragenter", "drop"]) {
        const how = { dataTransfer, bubbles: true, cancelable: true };
        target.dispatchEvent(new DragEvent(kind, how));
    }
}"""
SWIPE = """(viewer) => {
    const at = (kind, clientX) => viewer.dispatchEvent(new TouchEvent(kind, {
        changedTouches: [new Touch({ identifier: 1, target: viewer, clientX, clientY: 300 })],
    }));
    at("touchstart", 500);
    at("touchend", 300);
}"""
