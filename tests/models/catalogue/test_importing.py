"""A list of articles is held against the catalogue, and taken over whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from models.catalogue import HEADINGS, TARIFFS, Article, articles_csv, articles_xlsx
from models.database import connect, disconnect
from models.demo import fill
from models.errors import Refused
from models.history import undo
from models.imports import IMPORTABLES, Preparation, Run, Sheet, read_sheet
from models.permissions import Role, Staff
from models.records import JournalEntry
from tests.factories import ANYBODY, make_article

pytestmark = pytest.mark.usefixtures("database")


async def prepared(sheet: Sheet) -> Preparation:
    preparation = Preparation(IMPORTABLES[Article.TOPIC], "articles.csv", sheet)
    await preparation.check()
    return preparation


async def plan_of(*rows: Sequence[str]) -> Preparation:
    return await prepared(Sheet(rows))


async def import_(*rows: Sequence[str]) -> Preparation:
    preparation = await plan_of(*rows)
    await Run(preparation, ANYBODY).carry_out()
    return preparation


def figures(preparation: Preparation) -> tuple[int, ...]:
    """Created, changed, unchanged, ignored, wrong."""
    found = preparation.figures()
    return (found.created, found.changed, found.unchanged, found.ignored, found.wrong)


async def test_rows_become_articles() -> None:
    plan = await import_(
        ("Réf", "Libellé", "Catégorie", "PU HT", "Unité", "Taux TVA", "Type"),
        ("FIL-1", "Filtre à huile", "Pièces", "14,90 €", "pce", "20", ""),
        ("MO-1", "Mécanicien", "", "62", "", "20 %", "MO"),
        ("", "", "", "", "", "", ""),
        ("KM", "Kilomètre", "", "0.95", "km", "0,2", "Déplacement"),
    )

    assert figures(plan) == (3, 0, 0, 0, 0)
    filter_, labour, travel = await Article.all().order_by("id")
    assert (filter_.name, filter_.price, filter_.unit) == (
        "Filtre à huile",
        Decimal("14.9"),
        "piece",
    )
    assert (filter_.vat_code, filter_.nature, filter_.family) == ("S20", "goods", "Pièces")
    assert (labour.kind, labour.unit, labour.nature) == ("labour", "hour", "service")
    assert (travel.kind, travel.unit, travel.price) == ("travel", "km", Decimal("0.95"))


async def test_what_has_a_tariff_is_rented() -> None:
    await import_(("Article", "Désignation", "Jour", "Semaine"), ("N8", "Nacelle", "78", "310"))

    article = await Article.get(reference="N8")
    assert article.kind == "rental"
    assert article.tariffs == {"day": Decimal(78), "week": Decimal(310)}


async def test_an_article_that_is_known_is_changed_where_a_cell_says_so() -> None:
    article = await make_article("Filtre", reference="FIL-1", price="10", family="Pièces")
    same = await make_article("Vis", reference="V1", price="2")

    plan = await import_(("Référence", "Prix", "Famille"), ("fil-1", "12", ""), ("V1", "2,00", ""))

    assert figures(plan) == (0, 1, 1, 0, 0)
    changed = await Article.get(id=article.id)
    assert (changed.reference, changed.price, changed.family) == ("FIL-1", Decimal(12), "Pièces")
    assert (changed.version, changed.name) == (article.version + 1, "Filtre")
    assert (await Article.get(id=same.id)).version == same.version


async def test_one_change_of_an_import_can_be_undone() -> None:
    article = await make_article(reference="FIL-1", price="10")
    await import_(("Référence", "Prix"), ("FIL-1", "12"))
    entry = await JournalEntry.filter(action="amend", record_id=article.id).first()
    assert entry
    assert entry.changes == {"price": ["10,00", "12,00"]}

    await undo(entry.id, by=ANYBODY)

    assert (await Article.get(id=article.id)).price == Decimal(10)


async def test_zeros_that_a_spreadsheet_has_lost_are_found_again() -> None:
    article = await make_article(reference="00123")
    await make_article(reference="0077")
    await make_article(reference="077")

    plan = await plan_of(("Référence", "Désignation", "Prix"), ("123", "x", "9"), ("77", "y", "9"))

    assert figures(plan) == (1, 1, 0, 0, 0)
    assert plan.todo().changed == [(2, article.id, "replace")]


async def test_what_cannot_be_taken_over_is_said_cell_by_cell_and_the_rest_is_imported() -> None:
    plan = await import_(
        ("Référence", "Désignation", "Prix", "Unité", "TVA", "Type", "Jour", "Actif"),
        ("A", "Bon", "1", "", "", "", "", ""),
        ("B", "", "1", "", "", "", "", ""),
        ("C", "x", "cher", "parsec", "", "", "", ""),
        ("D", "x", "-1", "", "17", "", "", ""),
        ("a", "Encore", "2", "", "", "", "", ""),
        ("E", "x", "", "", "", "voiture", "0", "peut-être"),
        ("F" * 41, "x", "", "", "", "", "", ""),
        ("G", "x" * 2_001, "", "", "", "", "", ""),
    )

    assert figures(plan) == (1, 0, 0, 1, 6)
    wrong = list(plan.wrong())
    told = sorted((one.line, one.label, one.text[:6]) for one in wrong)
    assert told == [
        (3, "Désignation", ""),
        (4, "Prix unitaire HT", "cher"),
        (4, "Unité", "parsec"),
        (5, "Prix unitaire HT", "-1"),
        (5, "TVA", "17"),
        (7, "Tarif jour", "0"),
        (7, "Type", "voitur"),
        (7, "État", "peut-ê"),
        (8, "Référence", "FFFFFF"),
        (9, "Désignation", "xxxxxx"),
    ]
    assert wrong[0].why == "Désignation : à remplir."
    assert plan.todo().ignored == {6: "Déjà là (même référence) : ligne 2"}
    assert [one.name for one in await Article.all()] == ["Bon"]


async def test_the_export_is_imported_again_without_a_change() -> None:
    await fill(3, documents=0)
    for reference, designation in (
        ("", "Sans référence"),
        ("", "Sans référence"),
        ("=1+1", "- un\n- deux;\n« trois »"),
        ("00123", "20 %"),
        ("1,50", "+33"),
        ("12/10", "\u00bd Zoë \u200d"),
    ):
        await make_article(designation, reference=reference, price="0,000001", vat_code="E-261")
    ids = [article.id for article in await Article.all().order_by("id")]
    for export in (articles_csv, articles_xlsx):
        plan = await prepared(read_sheet(await export(ids, by=ANYBODY)))

        assert plan.matched.unused == []
        assert list(plan.wrong()) == []
        assert figures(plan) == (0, 0, len(ids), 0, 0)


async def test_another_catalogue_takes_the_export_over_whole(second_url: str) -> None:
    await fill(3, documents=0)
    articles = await Article.all().order_by("id")
    content = await articles_xlsx([one.id for one in articles], by=ANYBODY)
    await disconnect()
    await connect(second_url)

    await Run(await prepared(read_sheet(content)), ANYBODY).carry_out()

    copies = await Article.all().order_by("id")
    assert [said(one) for one in copies] == [said(one) for one in articles]


def said(article: Article) -> list[str]:
    """All that its form says; what its children are told apart by is no part of that."""
    return list(article.typed().values())


async def test_what_changed_meanwhile_is_left_and_told() -> None:
    article = await make_article(reference="A", price="1")
    rows = (("Référence", "Désignation", "Prix"), ("A", "x", "2"), ("B", "y", "3"))
    plan = await plan_of(*rows)
    await make_article(reference="b")

    report = await Run(plan, ANYBODY).carry_out()

    assert report.rejected == {3: "Référence : Un autre article a cette référence."}
    assert (await Article.get(id=article.id)).price == Decimal(2)


async def test_given_up_half_way_nothing_was_imported() -> None:
    article = await make_article(reference="R0", price="7")
    rows = (("Réf", "Libellé", "Prix"), *((f"R{one}", "x", "1") for one in range(1_200)))
    plan = await plan_of(*rows)

    def give_up(done: int) -> None:
        if done > 500:
            raise Refused("Assez.")

    with pytest.raises(Refused, match="Assez"):
        await Run(plan, ANYBODY, give_up).carry_out()

    assert await Article.filter(trashed_at=None).count() == 1
    assert (await Article.get(id=article.id)).price == Decimal(7)


async def test_the_counter_imports_nothing() -> None:
    plan = await plan_of(("Réf", "Libellé"), ("A", "x"))
    with pytest.raises(Refused, match="comptoir"):
        await Run(plan, Staff("Karim", Role.COUNTER)).carry_out()


def test_every_column_of_an_article_has_headings_of_its_own() -> None:
    words = [word for heading in HEADINGS.known for word in heading.words]
    assert len(words) == len(set(words))
    own = {one.name for one in HEADINGS.known if not Article.children_of(one.name)}
    assert own == {one.name for one in Article.FIELDS}
    assert HEADINGS.field_of("Prix de grille 7 – Tarif jour") == "special_prices.7.tariff_day"
    assert set(TARIFFS.values()) < {one.name for one in HEADINGS.known}
