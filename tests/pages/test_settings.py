"""The account settings: effective at once for everybody."""

from __future__ import annotations

import pytest
from nicegui import ui

from models.company import Company, StagePolicy
from models.documents import KINDS
from tests.factories import ANYBODY, make_client
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
