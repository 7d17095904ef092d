"""Other programs, by keyboard: a token is shown once and ends at once, a webhook says why it tells
nothing to an address inside."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from models.demo.accounts import DEMO_PASSWORD
from tests.browser.conftest import PORTRAIT, Desk, dialog_of
from tests.browser.test_accessibility import violations


def typed(page: Page, field: Locator, text: str) -> None:
    field.focus()
    page.keyboard.type(text)


def ticked(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=name, exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()


def clients_by(desk: Desk, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return desk.page.request.get(f"{desk.url}/api/v1/clients", headers=headers).status


def test_a_token_is_made_shown_once_and_revoked(desk: Desk) -> None:
    page = desk.page
    desk.open("/mon-compte")
    opener = page.get_by_role("button", name="Créer un jeton")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Créer un jeton")
    typed(page, desk.field("Nom du jeton"), "Boutique")
    typed(page, desk.field("Mot de passe actuel"), DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Choisissez au moins un droit.")
    assert violations(desk) == []
    expect(desk.field("Nom du jeton")).to_have_value("Boutique")
    ticked(page, "Lire les clients")
    desk.field("Mot de passe actuel").press("Enter")

    shown = page.get_by_role("dialog", name="Votre jeton")
    secret = shown.locator(".told-secret")
    expect(secret).not_to_be_empty()
    token = secret.inner_text()
    assert clients_by(desk, token) == 200
    shown.get_by_role("button", name="Copier").press("Enter")
    expect(shown).to_contain_text("Copié")
    assert violations(desk) == []
    shown.get_by_role("button", name="J’ai copié").press("Enter")
    expect(shown).to_have_count(0)
    expect(opener).to_be_focused()
    page.reload()
    tokens = page.get_by_role("region", name="Jetons")
    expect(tokens).to_contain_text("Boutique")
    expect(tokens).not_to_contain_text(token)

    tokens.get_by_role("button", name="Révoquer Boutique").press("Enter")
    dialog_of(page).get_by_role("button", name="Révoquer").press("Enter")
    expect(tokens).not_to_contain_text("Boutique")
    assert clients_by(desk, token) == 401


def test_a_webhook_says_at_its_field_why_it_tells_nothing_inside(desk: Desk) -> None:
    page = desk.page
    page.set_viewport_size(PORTRAIT)
    desk.open("/parametres")
    page.get_by_role("button", name="+ Webhook").press("Enter")
    field = desk.field("Adresse")
    ticked(page, "Client créé")
    for address, said in (
        ("http://boutique.example.fr/", "Il faut https://"),
        ("https://192.168.1.20/comptoir", "mène à un réseau privé"),
        ("https://localhost/comptoir", "mène à un réseau privé"),
        ("boutique", "Une adresse complète est attendue"),
    ):
        field.fill(address)
        field.press("Enter")
        expect(dialog_of(page)).to_contain_text(said)
        expect(field).to_have_value(address)
        expect(field).to_have_attribute("aria-invalid", "true")
    assert violations(desk) == []

    field.fill("https://boutique.example.fr/comptoir")
    field.press("Enter")
    shown = page.get_by_role("dialog", name="Le secret du webhook")
    expect(shown.locator(".told-secret")).to_contain_text("whsec_")
    shown.get_by_role("button", name="J’ai copié").press("Enter")
    section = page.get_by_role("region", name="Webhooks")
    expect(section).to_contain_text("https://boutique.example.fr/comptoir")
    expect(section).not_to_contain_text("whsec_")
