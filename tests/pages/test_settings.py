"""The account settings: effective at once for everybody."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from nicegui import ui

from components.list.tick_box import TickBox
from models.books import legal_rates, levels_on
from models.catalogue import RentalSettings
from models.company import Company, Mention, StagePolicy, VatRate, take_number
from models.database import transaction
from models.documents import KINDS
from models.french import today
from models.mail import MailServer
from models.webhooks import Delivery
from tests.factories import ANYBODY, FIRM, IBAN, fill_in, make_client
from tests.post_office import post_office
from tests.simulation import Tab
from tests.waiting import until

CHOOSING = ["intervention", "rental"]
DIRECT = {"intervention": "ordre", "rental": "contrat"}


def radio(tab: Tab, kind: str) -> ui.radio:
    """The choice for one kind of document."""
    return tab.elements(ui.radio)[CHOOSING.index(kind)]


async def choose(tab: Tab, kind: str, policy: StagePolicy) -> None:
    with tab.client:
        radio(tab, kind).set_value(str(policy))
    await tab.sees("Enregistré")


async def create(tab: Tab, kind: str) -> None:
    """Create a document from the card that is open, up to the first answer."""
    await tab.choose("Actions", f"Créer {KINDS[kind].with_article}")
    await tab.press("Oui")


async def test_interventions_and_rentals_can_be_set_and_nothing_else(tab: Tab) -> None:
    await tab.open("/parametres")

    assert [list(dict(one.options).values()) for one in tab.elements(ui.radio)] == [
        ["Toujours devis", "Toujours ordre", "Demander"],
        ["Toujours devis", "Toujours contrat", "Demander"],
    ]


async def test_until_somebody_decides_it_is_asked(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind in CHOOSING:
        with subtests.test(kind=kind):
            await tab.open("/parametres")

            assert radio(tab, kind).value == StagePolicy.ASK


async def test_a_choice_is_kept(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind in CHOOSING:
        with subtests.test(kind=kind):
            await tab.open("/parametres")

            await choose(tab, kind, StagePolicy.QUOTE)

            company = await Company.current()
            assert company.policy(kind) == StagePolicy.QUOTE
            assert [company.policy(other) for other in CHOOSING if other != kind] == [
                StagePolicy.ASK
            ]
            await choose(tab, kind, StagePolicy.ASK)


async def test_a_choice_holds_at_once_in_the_open_tabs_of_colleagues(
    tab: Tab, other_tab: Tab, subtests: pytest.Subtests
) -> None:
    for kind in CHOOSING:
        for policy in (StagePolicy.QUOTE, StagePolicy.DIRECT):
            with subtests.test(kind=kind, policy=policy):
                client = await make_client()
                await other_tab.open(f"/clients?client={client.id}")
                await tab.open("/parametres")
                await choose(tab, kind, policy)

                await create(other_tab, kind)

                stage = (
                    KINDS[kind].stage("quote")
                    if policy == StagePolicy.QUOTE
                    else KINDS[kind].direct_stage
                )
                await other_tab.sees(stage.title)
                assert other_tab.url.startswith(KINDS[kind].path)


async def test_when_asked_both_stages_are_offered(tab: Tab, subtests: pytest.Subtests) -> None:
    for kind in CHOOSING:
        with subtests.test(kind=kind):
            client = await make_client()
            await tab.open(f"/clients?client={client.id}")

            await create(tab, kind)

            await tab.sees(f"{KINDS[kind].label} : devis ou {DIRECT[kind]} ?")
            await tab.press("Devis")
            await tab.sees(KINDS[kind].stage("quote").title)


async def test_another_settings_tab_shows_the_choice(tab: Tab, other_tab: Tab) -> None:
    await tab.open("/parametres")
    await other_tab.open("/parametres")

    await choose(tab, "rental", StagePolicy.DIRECT)

    assert await until(lambda: radio(other_tab, "rental").value == StagePolicy.DIRECT)
    assert not other_tab.toasts


async def test_a_choice_made_elsewhere_is_not_saved_again_here(tab: Tab) -> None:
    await tab.open("/parametres")

    await Company.decide("rental", StagePolicy.DIRECT, by=ANYBODY)

    assert await until(lambda: radio(tab, "rental").value == StagePolicy.DIRECT)
    assert not tab.toasts


async def test_junk_in_the_address_of_the_settings_is_ignored(tab: Tab) -> None:
    await tab.open("/parametres?rental=junk&q=%00")

    assert tab.shows("Paramètres du compte")


# --- the firm -----------------------------------------------------------------------------------


async def test_what_is_missing_leads_to_its_field(tab: Tab) -> None:
    await tab.open("/parametres")
    assert tab.shows("Avant d’émettre une facture, il manque :")

    await tab.follow(tab.links["Le SIREN"])

    assert await until(lambda: tab.has_field("SIREN"))
    assert tab.field("SIREN").props.get("autofocus")
    assert tab.url == "/parametres", "the same link works again"


async def test_a_part_of_the_form_is_saved_by_itself_and_seen_by_all(
    tab: Tab, other_tab: Tab
) -> None:
    await tab.open("/parametres")
    await other_tab.open("/parametres")

    await tab.press("Modifier : Identité")
    assert not tab.has_field("Échéance (jours)")
    await tab.fill("Raison sociale", "Durand Levage")
    await tab.save()

    await other_tab.sees("Durand Levage")
    assert (await Company.current()).name == "Durand Levage"
    assert not other_tab.toasts


async def test_an_error_stands_under_its_field_and_nothing_is_lost(tab: Tab) -> None:
    await tab.open("/parametres")
    await tab.press("Modifier : Identité")
    await tab.fill("Raison sociale", "Durand")
    await tab.fill("SIREN", "123")
    await tab.save()

    assert await until(lambda: bool(tab.error("SIREN")))
    assert tab.value("Raison sociale") == "Durand"
    assert not (await Company.current()).name


async def test_when_nothing_is_missing_it_says_so(tab: Tab) -> None:
    await fill_in(**FIRM)
    await tab.open("/parametres")
    await tab.press("+ Compte bancaire")
    await tab.fill("Nom du compte", "Banque")
    await tab.fill("IBAN", IBAN)
    await tab.save()

    await tab.sees("Tout y est pour émettre une facture.")
    await tab.sees("Sur les factures")


async def test_a_series_that_has_begun_cannot_be_changed_any_more(tab: Tab) -> None:
    await tab.open("/parametres")
    assert "Modifier : Facture" in tab.buttons

    async with transaction():
        await take_number("invoice", "invoice", today())

    await tab.sees("Commencée")
    await tab.sees(f"Prochain numéro : FA-{today().year}-00002")
    assert "Modifier : Facture" not in tab.buttons


async def test_a_text_is_changed_by_a_new_version(tab: Tab) -> None:
    await tab.open("/parametres")
    await tab.press("Modifier : Conditions de location")
    await tab.fill("Texte", "Nos conditions.")
    await tab.save()

    await tab.sees("Nos conditions.")
    assert await Mention.filter(slot="LOCATION").count() == 2


async def test_a_rate_is_ended_and_another_one_added(tab: Tab) -> None:
    await tab.open("/parametres")
    await tab.press("+ Taux")
    for label, text in (("Code", "S21"), ("Libellé", "21 %"), ("Taux (%)", "21")):
        await tab.fill(label, text)
    await tab.save()

    await tab.sees("21 %")
    assert [rate.code for rate in await VatRate.on(today()) if rate.rate == 21] == ["S21"]


async def test_the_rules_of_rental_are_changed_under_the_eyes_of_all(
    tab: Tab, other_tab: Tab
) -> None:
    await tab.open("/parametres")
    await other_tab.open("/parametres")
    await tab.press("Modifier : Location")
    await tab.fill("Fermeture", "07:00")
    await tab.save()
    assert await until(lambda: bool(tab.error("Fermeture")))

    await tab.fill("Fermeture", "19:30")
    await tab.save()

    await other_tab.sees("19\u00a0h\u00a030")
    assert (await RentalSettings.current()).rules.closes == time(19, 30)


async def test_the_password_of_the_mail_server_reaches_no_screen(tab: Tab) -> None:
    await tab.open("/parametres")
    await tab.press("Modifier : Courrier électronique")
    for label, text in (
        ("Serveur (SMTP)", "smtp.example.com"),
        ("Identifiant", "durand"),
        ("Adresse d’expédition", "contact@example.com"),
    ):
        await tab.fill(label, text)
    await tab.save()
    await tab.press("Mot de passe…")
    await tab.fill("Mot de passe du serveur", "Zanzibar")
    await tab.press("Enregistrer")

    await tab.sees("enregistré")
    assert (await MailServer.current()).password == "Zanzibar"
    await tab.press("Modifier : Courrier électronique")
    await tab.sees("Nom de l’expéditeur")
    assert "Zanzibar" not in str([one.props for one in tab.client.elements.values()])


async def test_a_trial_says_what_came_of_it(tab: Tab) -> None:
    async with post_office() as office:
        await tab.open("/parametres")
        await tab.press("Envoyer un message d’essai")
        await tab.fill("Adresse", "marie@example.com")
        await tab.press("Envoyer")
        await tab.sees("Message d’essai envoyé")
        assert [one["To"] for one in office.taken] == ["marie@example.com"]

        office.answers = {"RCPT": "550 unknown"}
        await tab.press("Envoyer un message d’essai")
        await tab.press("Envoyer")
        await tab.sees("refuse le destinataire")


# --- the books ----------------------------------------------------------------------------------


async def test_a_level_of_reminders_is_changed_and_another_tab_shows_it(
    tab: Tab, other_tab: Tab
) -> None:
    await tab.open("/parametres")
    await other_tab.open("/parametres")
    assert other_tab.shows("8\u00a0jours après l’échéance")

    await tab.press("Modifier : Rappel")
    await tab.fill("Jours après l’échéance", "0")
    await tab.save()
    assert await until(lambda: tab.error("Jours après l’échéance"))
    await tab.fill("Jours après l’échéance", "12")
    await tab.fill("Frais (€)", "7,5")
    await tab.save()

    assert await until(lambda: other_tab.shows("12\u00a0jours après l’échéance"))
    assert other_tab.shows("frais 7,50\u00a0€")
    assert [level.days for level in await levels_on(today())] == [12, 21, 45]


async def test_an_account_and_a_legal_rate_are_changed(tab: Tab) -> None:
    await tab.open("/parametres")

    await tab.press("Modifier : Ventes de biens")
    await tab.fill("Numéro", "707100")
    await tab.save()
    await tab.sees("707100 · Ventes de marchandises")
    assert await until(lambda: not tab.has_field("Numéro"))

    await tab.press("+ Taux légal")
    await tab.fill("Depuis le", "2030-01-01")
    await tab.fill("Taux légal (% par an)", "3,3")
    await tab.save()
    await tab.sees("Depuis le 1er\u00a0janv.\u00a02030")
    assert (await legal_rates())[-1].legal == Decimal("3.3")


async def test_a_webhook_is_made_its_secret_shown_once_and_its_events_listed(tab: Tab) -> None:
    await tab.open("/parametres")
    await tab.press("+ Webhook")
    await tab.fill("Adresse", "http://192.168.1.2/")
    await tab.press("Créer")
    assert await until(lambda: tab.error("Adresse"))
    await tab.fill("Adresse", "https://boutique.example.fr/comptoir")
    box = next(one for one in tab.elements(TickBox) if one.props["label"] == "Client créé")
    await tab.send(box, "tick", True)
    await tab.press("Créer")
    await tab.sees("Copiez-le maintenant")
    (secret,) = [one for one in tab.texts if one.startswith("whsec_")]
    await tab.press("J’ai copié")
    await tab.sees("https://boutique.example.fr/comptoir")
    await tab.no_longer_sees(secret)

    await make_client("Martin")
    await tab.sees("En attente")
    (delivery,) = await Delivery.all()
    await delivery.give_up("Réponse 500.")
    await tab.sees("Abandonné")
    await tab.press(f"Renvoyer : client.created {delivery.id}")
    await tab.no_longer_sees("Abandonné")

    await tab.choose("Actions pour https://boutique.example.fr/comptoir", "Modifier")
    await tab.fill("Adresse", "https://boutique.example.fr/autre")
    await tab.save()
    await tab.sees("https://boutique.example.fr/autre")
    await tab.choose("Actions pour https://boutique.example.fr/autre", "Nouveau secret")
    await tab.press("Oui")
    await tab.sees("Copiez-le maintenant")
    assert not tab.shows(secret)
    await tab.press("J’ai copié")

    await tab.choose("Actions pour https://boutique.example.fr/autre", "Supprimer")
    await tab.press("Oui")
    await tab.sees("Aucun webhook pour l’instant.")
