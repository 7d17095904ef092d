"""The firm's settings in a browser: by keyboard, on a phone, seen by colleagues, heard by all."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain, repeat

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import DESKTOP, Desk, dialog_of
from tests.browser.test_accessibility import violations
from tests.pictures import picture

PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE = re.compile(r"^Modifier : (Identité|Échéances et mentions|Location|Courrier électronique)$")
FORM = "[role=dialog]"
ROWS = (
    *("Modifier : 20 %", "Modifier : Devis de vente", "Modifier : Escompte"),
    *("+ Compte bancaire", "+ Taux", "+ Texte"),
)


def test_what_is_missing_is_filled_in_by_keyboard(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(path="/parametres"), new_desk(path="/parametres")
    page = here.page
    page.get_by_role("link", name="Le code postal").focus()
    page.keyboard.press("Enter")
    expect(here.field("Code postal")).to_be_focused()
    expect(here.field("Code postal")).to_be_in_viewport()

    page.keyboard.type("69003")
    page.keyboard.press("Enter")
    expect(dialog_of(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Le code postal")).to_have_count(0)
    expect(there.page.get_by_role("region", name="Identité")).to_contain_text("69003")

    page.get_by_role("link", name="Un compte bancaire (IBAN)").click()
    expect(here.field("IBAN")).to_be_focused()
    page.keyboard.press("Escape")


def test_the_index_leads_to_a_section(new_desk: Callable[..., Desk]) -> None:
    desk = new_desk(path="/parametres")
    index = desk.page.get_by_role("navigation", name="Index des paramètres")
    index.get_by_role("link", name="Courrier électronique").focus()
    desk.page.keyboard.press("Enter")
    heading = desk.page.get_by_role("heading", name="Courrier électronique")
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()


def test_on_a_phone_everything_is_wide_enough_to_touch(new_desk: Callable[..., Desk]) -> None:
    page = new_desk(path="/parametres", viewport=PHONE).page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.querySelector('.settings').scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), "no other scroll"
    touched = page.locator("button, summary, label.button, .settings-missing a")
    for one in touched.all():
        box = one.bounding_box() if one.is_visible() else None
        assert box is None or (box["height"] >= 44 and box["width"] >= 44), one.inner_text()


def test_every_form_of_the_settings_is_accessible(
    new_desk: Callable[..., Desk], subtests: pytest.Subtests
) -> None:
    for viewport in (DESKTOP, PHONE):
        desk = new_desk(path="/parametres", viewport=viewport)
        page = desk.page
        names = [one.get_attribute("aria-label") for one in page.get_by_label(WIDE).all()]
        for name, within in zip((*names, *ROWS), chain([None], repeat(FORM)), strict=False):
            with subtests.test(name, viewport=viewport["width"]):
                page.get_by_role("button", name=name, exact=True).click()
                expect(dialog_of(page)).to_be_visible()
                assert violations(desk, within=within) == []
                page.keyboard.press("Escape")
                expect(dialog_of(page)).to_have_count(0)


def test_a_logo_is_sent_shown_and_refused(new_desk: Callable[..., Desk]) -> None:
    here, there = new_desk(path="/parametres"), new_desk(path="/parametres")
    logo = here.page.get_by_role("region", name="Logo")
    choose = here.page.get_by_label(re.compile("logo$"), exact=False).and_(
        here.page.locator("input[type=file]")
    )
    choose.set_input_files(
        {"name": "logo.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='x'/>"}
    )
    expect(logo.get_by_role("alert")).to_contain_text("PNG, JPEG ou WebP")

    choose.set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": picture("PNG", (200, 80))}
    )
    shown = there.page.get_by_role("img", name="Logo de l’entreprise")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 200
    assert violations(here) == []
