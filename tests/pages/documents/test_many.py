"""What is ticked on a list of documents, and what is done with all of it."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from models.documents import Document, Status
from models.permissions import Role, Staff
from pages.documents import many
from pages.documents.archive import ADDRESS, address_of
from tests.factories import ADDRESS as STREET
from tests.factories import (
    FIRM,
    SIREN,
    fill_in,
    make_client,
    make_document,
    open_bank_account,
)
from tests.simulation import Simulation, Tab
from tests.waiting import until


async def ready(count: int = 2) -> list[Document]:
    """Drafts that can be issued."""
    await fill_in(**FIRM)
    await open_bank_account()
    client = await make_client("Dupont", siren=SIREN, **STREET)
    return [await make_document(client, "invoice") for _ in range(count)]


async def tick(tab: Tab, *documents: Document) -> None:
    for document in documents:
        await tab.tick(document.id)
    await until(lambda: any("sélectionné" in text for text in tab.texts))


async def test_only_what_can_be_issued_is_and_the_rest_stays_ticked(tab: Tab) -> None:
    one, other = await ready()
    lacking = await make_document(await make_client("Durand"), "invoice")
    await tab.open("/factures")
    await tick(tab, one, other, lacking)

    await tab.press("Émettre")
    await tab.sees("2\u00a0documents seront émis, 1 non. Émettre ?")
    assert tab.links[lacking.caption] == lacking.path
    assert any("le SIREN du client" in text for text in tab.texts)
    await tab.press("Oui")

    await tab.sees("2\u00a0documents émis")
    await tab.sees("1\u00a0document sélectionné")
    stored = await Document.with_ids([one.id, other.id, lacking.id])
    assert [document.status for document in stored] == [Status.ISSUED] * 2 + [Status.DRAFT]


async def test_where_nothing_can_be_done_it_says_why(tab: Tab) -> None:
    issued = await make_document(await make_client(), "invoice", moves="issue")
    await tab.open("/factures")
    await tick(tab, issued)

    await tab.press("Supprimer")

    await tab.sees("Aucun de ces documents ne peut être supprimé")
    assert issued.discard_refusal in tab.texts


async def test_drafts_that_are_thrown_away_leave_the_selection_of_everybody(
    tab: Tab, other_tab: Tab
) -> None:
    one, other = await ready()
    for each in (tab, other_tab):
        await each.open("/factures")
        await tick(each, one, other)

    await tab.press("Supprimer")
    await tab.sees("2\u00a0documents seront supprimés. Supprimer ?")
    await tab.press("Oui")

    await tab.sees("2\u00a0documents supprimés")
    await other_tab.no_longer_sees("2\u00a0documents sélectionnés")
    assert all(document.is_trashed for document in await Document.all())


async def test_many_can_be_stopped_half_way(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "WORTH_SHOWING", 2)
    drafts = await ready(12)
    await tab.open("/factures")
    await tick(tab, *drafts)
    await tab.press("Émettre")
    await tab.press("Oui")

    await tab.press("Annuler")

    await tab.sees("Émission arrêtée : ce qui est déjà émis le reste.")
    left = await Document.filter(status=Status.DRAFT).count()
    assert 0 < left < len(drafts)


async def test_other_kinds_are_only_taken_along(tab: Tab) -> None:
    sale = await make_document(await make_client(), "sale")
    await tab.open("/ventes")
    await tick(tab, sale)

    (actions,) = tab.with_class("bulk-actions")
    assert tab.buttons_in(actions) == ["Télécharger les PDF", "Désélectionner"]
    await tab.press("Désélectionner")
    assert await until(lambda: not tab.with_class("bulk-actions"))


async def test_the_archive_holds_a_pdf_of_each_for_who_may_have_it(
    simulation: Simulation, tab: Tab
) -> None:
    client = await make_client()
    documents = [await make_document(client, kind) for kind in ("sale", "invoice")]
    address = address_of([one.id for one in documents])
    await tab.open("/ventes")

    answer = await tab.http.get(address)

    assert answer.headers["content-type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"Commande {documents[0].number}.pdf",
            f"Facture brouillon {documents[1].id}.pdf",
        ]
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    for query, status in (
        *(("ids=", 400), ("ids=x", 400), ("ids=1,,2", 400), ("", 400), ("ids=99", 404)),
        *(("ids=" + ",".join(map(str, range(201))), 400), ("ids=" + "9" * 30, 400)),
    ):
        answer = await tab.http.get(f"{ADDRESS}?{query}")
        assert answer.status_code == status, query
    async with simulation.new_tab(Staff("Karim", Role.COUNTER)) as counter:
        assert (await counter.http.get(address)).status_code == 403
