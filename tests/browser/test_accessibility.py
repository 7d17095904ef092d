"""axe-core finds nothing to say about any state of the screens, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PORTRAIT, STILL, Desk

AXE = Axe()
ONLY = {"reporter": "no-passes"}
COLOURS = {**ONLY, "runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that depend on whether it is light or dark."""
SCHEMES: tuple[tuple[Literal["dark", "light"], dict[str, Any]], ...] = (
    ("dark", ONLY),
    ("light", COLOURS),
)


def violations(desk: Desk, *, is_plain: bool = False, within: str | None = None) -> list[str]:
    """What axe finds on the page as it is, in light and dark, each with the elements concerned.

    A plain page follows the browser without a mark of it. `within` is for what stands before a page
    that has been looked at.
    """
    found = []
    for scheme, options in SCHEMES:
        desk.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        is_marked = scheme == "dark" and not is_plain
        expect(desk.page.locator("body.body--dark")).to_have_count(int(is_marked))
        desk.page.wait_for_function(STILL)
        said: list[dict[str, Any]] = AXE.run(desk.page, within, options).response["violations"]
        found += [
            f"{scheme} {one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in said
        ]
    return found


def test_the_clients_screen(new_desk: Callable[..., Desk], subtests: pytest.Subtests) -> None:
    for viewport in (DESKTOP, PORTRAIT):
        with subtests.test(str(viewport)):
            look_at_the_clients_screen(new_desk(viewport=viewport, fresh=True))


def look_at_the_clients_screen(desk: Desk) -> None:
    name = f"Accessible {desk.page.evaluate('innerWidth')}"
    desk.create(name, Téléphone="05 36 49 12 34", Adresse="1 rue X", Ville="Pau", Notes="Note")
    assert violations(desk) == []

    desk.button("Actions")
    expect(desk.page.get_by_role("menuitem", name="Localiser")).to_be_visible()
    assert violations(desk) == []
    desk.page.keyboard.press("Escape")

    desk.button("FICHE CLIENT – modifier")
    desk.field("SIRET").fill("12")
    desk.field("Téléphone").fill("12")
    desk.field("Notes").click()
    expect(desk.page.get_by_text("Le SIRET compte 14 chiffres")).to_be_visible()
    assert violations(desk) == []
    desk.page.keyboard.press("Escape")
    expect(desk.page.get_by_role("dialog", name="Fermer sans enregistrer ?")).to_be_visible()
    assert violations(desk) == []
    desk.button("Oui")

    desk.choose("Document", "Supprimer")
    expect(desk.page.get_by_role("dialog", name=f"Supprimer «\u00a0{name}")).to_be_visible()
    assert violations(desk) == []
    desk.button("Non")

    desk.open()
    desk.search(name)
    desk.tick(name)
    expect(desk.selection).to_be_visible()
    assert violations(desk) == []


def test_the_other_screens(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(fresh=True)
    desk.create("Accessible ailleurs")
    desk.choose("Actions", "Créer une vente")
    desk.button("Oui")
    expect(desk.page.get_by_role("button", name="Marquer préparée")).to_be_visible()
    expect(desk.dialog).to_have_count(0)
    assert violations(desk) == []

    desk.button("Annuler la commande")
    desk.button("Oui")
    expect(desk.page.get_by_text("Indiquez le motif.")).to_be_visible()
    assert violations(desk) == []
    desk.button("Non")

    books = ("/reglements", "/relances", "/clotures")
    for path in ("/ventes", "/factures", "/articles", "/parametres", *books):
        desk.open(path)
        expect(desk.page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(desk) == []
