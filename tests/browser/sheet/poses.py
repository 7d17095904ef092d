"""How each state of the product is come to, from a window that has just been opened."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import FilePayload, Page

from models.french import today
from tests.browser.conftest import Desk
from tests.browser.sheet.worlds import World

Pose = Callable[[Desk, World], None]
TITLE = "[role=heading][aria-level='1'], h1"
SETTLED = """() => !document.querySelector(".list, .desk")
    || document.querySelector(".list-row .cell-text")
    || [...document.querySelectorAll(".list .empty, .desk > .empty")]
        .some((one) => one.checkVisibility())"""
"""Whether a list, where there is one, has rows or says that it has none."""
A_FILE = re.compile("^Choisir un (autre )?fichier")
NO_HIT = "zzyzx introuvable"
SIRET = "73282932000074"
SHEET = (
    "Société;CP;Ville;Tél;SIRET;Couleur\n"
    "Zinguerie Noé;1000;Bourg;474221212;12;rouge\n"
    "Zinguerie Abel;29200;Brest;0298441212;;bleu\n"
    "Ateliers Kerbrat;29200;Brest;0298001234;90000002700012;vert\n"
)


def go(desk: Desk, path: str) -> Page:
    """Open a page, and have it there as a whole."""
    desk.open(path)
    page = desk.page
    page.locator(TITLE).first.wait_for(state="attached")
    page.locator(".picture").wait_for(state="detached")
    page.wait_for_function(SETTLED)
    return page


def at(path: str) -> Pose:
    """A page, by its address or by what the world calls it."""

    def pose(desk: Desk, world: World) -> None:
        go(desk, world.paths.get(path, path))

    return pose


def scrolled_to(path: str, region: str) -> Pose:
    """A page with this of its parts at the top."""

    def pose(desk: Desk, world: World) -> None:
        page = go(desk, world.paths.get(path, path))
        part = page.get_by_role("region", name=region, exact=True).first
        part.evaluate("(one) => { window.reveal = () => one.scrollIntoView(); }")

    return pose


def pressed(path: str, *names: str, until: str = "") -> Pose:
    """A page on which these buttons were pressed one after the other, until this text stands."""

    def pose(desk: Desk, world: World) -> None:
        page = go(desk, world.paths.get(path, path))
        for name in names:
            page.get_by_role("button", name=name, exact=True).first.click()
        if until:
            page.get_by_text(until).first.wait_for()

    return pose


def chosen(path: str, menu: str, item: str | re.Pattern[str] = "") -> Pose:
    """A page with a menu open, or after one of its items."""

    def pose(desk: Desk, world: World) -> None:
        page = go(desk, world.paths.get(path, path))
        page.get_by_role("button", name=menu, exact=True).first.click()
        items = page.get_by_role("menuitem")
        items.first.wait_for()
        if item:
            items.filter(has_text=item).first.click()
            desk.dialog.first.wait_for()

    return pose


def ticked(path: str, *buttons: str) -> Pose:
    """A list of which three rows are ticked, and perhaps what is then asked."""

    def pose(desk: Desk, _world: World) -> None:
        page = go(desk, path)
        for place in range(3):
            page.locator(".list-row").nth(place).get_by_role("checkbox").click()
        page.get_by_role("region", name="Sélection").or_(page.locator(".bulk")).first.wait_for()
        for name in buttons:
            page.get_by_role("button", name=name, exact=True).first.click()
            desk.dialog.first.wait_for()

    return pose


def opened_row(path: str) -> Pose:
    """A list, and beside or over it what its first row opens."""

    def pose(desk: Desk, _world: World) -> None:
        page = go(desk, path)
        page.locator(".list-row").first.click()
        page.locator(".card-name").or_(desk.dialog).first.wait_for()

    return pose


def new_client(desk: Desk, _world: World) -> None:
    go(desk, "/clients")
    desk.button("+ Nouveau client")
    desk.button("Oui")
    desk.field("Raison sociale").fill("Travaux du Littoral")


def wrong_client(desk: Desk, world: World) -> None:
    new_client(desk, world)
    for label, text in {"Téléphone": "12", "SIRET": "12", "E-mail": "sans arobase"}.items():
        desk.field(label).fill(text)
    desk.field("Raison sociale").fill("")
    desk.button("Enregistrer")
    desk.page.locator(".q-field--error").first.wait_for()


def alike_client(desk: Desk, world: World) -> None:
    new_client(desk, world)
    desk.field("Raison sociale").fill("Ateliers Kerbrat")
    desk.field("Téléphone").fill("02 98 00 12 34")
    desk.button("Enregistrer")
    desk.page.get_by_role("button", name="Créer quand même").wait_for()


def left_unsaved(desk: Desk, world: World) -> None:
    new_client(desk, world)
    desk.page.keyboard.press("Escape")
    desk.page.get_by_text("Fermer sans enregistrer").wait_for()


def edited(path: str) -> Pose:
    def pose(desk: Desk, world: World) -> None:
        go(desk, world.paths[path])
        desk.button("FICHE CLIENT – modifier")
        desk.field("Raison sociale").wait_for()

    return pose


def conflict(desk: Desk, world: World) -> None:
    """Two people type something else into the same field."""
    edited("plain")(desk, world)
    other = Desk(desk.page.context.new_page(), desk.url)
    edited("plain")(other, world)
    now = desk.page.evaluate("String(Date.now())")
    other.field("Ville").fill(f"Quimper {now[-4:]}")
    desk.field("Ville").fill("Brest")
    other.button("Enregistrer")
    other.page.locator(".drawer-panel").wait_for(state="detached")
    other.page.close()
    desk.button("Enregistrer")
    desk.page.get_by_role("button", name="Valider ces choix").wait_for()


def past(desk: Desk, world: World) -> None:
    go(desk, world.paths["full"])
    desk.choose("Plus", "Voir au…")
    desk.dialog.get_by_label("Date").fill(today().isoformat())
    desk.button("Voir")
    desk.page.get_by_text("Telle qu’elle était").wait_for()


def past_too_early(desk: Desk, world: World) -> None:
    go(desk, world.paths["full"])
    desk.choose("Plus", "Voir au…")
    desk.dialog.get_by_label("Date").fill((today() + timedelta(days=2)).isoformat())
    desk.button("Voir")
    desk.page.get_by_text("Choisissez une date passée").wait_for()


def merging(desk: Desk, _world: World) -> None:
    page = go(desk, "/doublons")
    page.locator(".list-row").first.click()
    page.get_by_role("radiogroup", name="Fiche qui reste").wait_for()


def _sent(desk: Desk) -> Page:
    page = go(desk, "/import?noun=client")
    file: FilePayload = {
        "name": "clients.csv",
        "mimeType": "text/csv",
        "buffer": SHEET.encode("cp1252"),
    }
    page.get_by_label(A_FILE).set_input_files(file)
    page.get_by_role("region", name="Vérification").wait_for()
    return page


def import_checked(desk: Desk, _world: World) -> None:
    _sent(desk)


def import_done(desk: Desk, _world: World) -> None:
    desk.sign_in("Sophie")  # whose import is another
    page = _sent(desk)
    cell = page.get_by_label("Ligne 2, SIRET")
    cell.fill(SIRET)
    cell.press("Enter")
    cell.wait_for(state="detached")
    page.get_by_role("button", name=re.compile(r"^Importer \d")).click()
    page.get_by_role("region", name="Rapport").wait_for()


def import_refused(desk: Desk, _world: World) -> None:
    page = go(desk, "/import")
    file: FilePayload = {"name": "photo.csv", "mimeType": "text/csv", "buffer": b"\x00\x01\x02"}
    page.get_by_label(A_FILE).set_input_files(file)
    page.get_by_role("alert").filter(has_text=re.compile(r"\w")).first.wait_for()


def finding(words: str) -> Pose:
    """« Rechercher partout » with something typed."""

    def pose(desk: Desk, _world: World) -> None:
        page = go(desk, "/clients")
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="Rechercher partout").fill(words)
        page.locator(".palette-panel").wait_for()
        if words:
            page.get_by_role("option").first.wait_for()

    return pose


def offline(desk: Desk, _world: World) -> None:
    page = go(desk, "/clients")
    page.context.set_offline(True)
    page.evaluate("window.socket.io.engine.close()")
    page.get_by_text("Hors ligne").wait_for()


def reader(pose: Pose) -> Pose:
    """The same for somebody who may only look."""

    def as_reader(desk: Desk, world: World) -> None:
        desk.sign_in("Louise")
        pose(desk, world)

    return as_reader


def door(path: str) -> Pose:
    """What stands before the screens."""

    def pose(desk: Desk, _world: World) -> None:
        desk.page.context.clear_cookies()
        desk.open(path)
        desk.page.get_by_role("heading", level=1).wait_for()

    return pose


def refused_door(desk: Desk, world: World) -> None:
    door("/connexion")(desk, world)
    desk.field("Identifiant").fill("Camille")
    desk.field("Mot de passe").fill("pas celui-là")
    desk.button("Se connecter")
    desk.page.get_by_role("alert").first.wait_for()
