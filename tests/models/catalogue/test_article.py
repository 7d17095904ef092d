"""An article: its reference, its prices, what its kind means, the trash."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest
from tortoise.exceptions import IntegrityError

from models.catalogue import ARTICLES, FAMILIES, Article
from models.company import VatRate
from models.database import transaction
from models.errors import Invalid, Refused
from models.history import undo
from models.lists import Query
from models.permissions import Role, Staff
from models.records import JournalEntry
from tests.factories import ANYBODY, make_article, retyped

pytestmark = pytest.mark.usefixtures("database")

KARIM = Staff("Karim", Role.COUNTER)


async def listed(**asked: str) -> list[str]:
    page = await ARTICLES.page(ARTICLES.asked(asked))
    return [row["name"] for row in page.rows]


async def test_a_living_article_has_its_reference_alone(subtests: pytest.Subtests) -> None:
    first = await make_article("Nacelle", reference="NAC-012")
    for typed in ("NAC-012", "nac-012", "  Nac-012 "):
        with subtests.test(typed=typed), pytest.raises(Invalid) as caught:
            await make_article(reference=typed)
        assert caught.value.errors["reference"] == "Déjà la référence de «\u00a0Nacelle\u00a0»."

    await make_article()
    await make_article()  # none is no reference that two could have in common
    await first.remove(by=ANYBODY)
    await make_article("Autre", reference="NAC-012")
    with pytest.raises(Refused, match="a la référence «\u00a0NAC-012\u00a0»"):
        await Article.restore_many([first.id], by=ANYBODY)


async def test_two_that_were_thrown_away_with_one_reference_do_not_both_come_back() -> None:
    gone = []
    for _ in range(2):
        gone.append(await make_article(reference="X1"))
        await gone[-1].remove(by=ANYBODY)

    with pytest.raises(Refused, match="X1"):
        await Article.restore_many([one.id for one in gone], by=ANYBODY)

    assert await Article.restore_many([gone[0].id], by=ANYBODY) == 1


async def test_of_two_who_give_one_reference_at_once_one_is_told() -> None:
    made = await asyncio.gather(
        *(make_article(reference="GE-60") for _ in range(3)), return_exceptions=True
    )

    assert sorted(type(one) is Article for one in made) == [False, False, True]
    assert all(isinstance(one, Article | Invalid) for one in made)


async def test_the_database_itself_keeps_a_reference_unique() -> None:
    other = await make_article()
    await make_article(reference="GE-60")
    with pytest.raises(IntegrityError):
        async with transaction():
            await Article.filter(id=other.id).update(reference_code="GE-60")


async def test_prices_are_exact_and_never_negative(subtests: pytest.Subtests) -> None:
    for typed, price in (("12,5", "12.5"), ("0,000001", "0.000001"), ("1 234,56 €", "1234.56")):
        with subtests.test(typed=typed):
            article = await make_article(price=typed)
            assert (await Article.get(id=article.id)).price == Decimal(price)
    for typed in ("-1", "1,1234567", "cher", "1e3"):
        with subtests.test(typed=typed), pytest.raises(Invalid) as caught:
            await make_article(price=typed)
        assert set(caught.value.errors) == {"price"}


async def test_what_an_article_is_says_what_it_has(subtests: pytest.Subtests) -> None:
    tariffs = {"tariff_day": "95", "tariff_week": "380", "price": "7"}
    for kind, nature, unit, price, vat in (
        ("article", "goods", "piece", "7", "S20"),
        ("labour", "service", "hour", "7", "S20"),
        ("travel", "service", "flat", "7", "S20"),
        ("rental", "service", "day", "95", "S20"),
        ("text", "service", "piece", "0", ""),
    ):
        with subtests.test(kind=kind):
            made = await make_article(kind=kind, nature="", unit="", **tariffs)
            article = await Article.get(id=made.id)
            assert (article.nature, article.unit) == (nature, unit)
            assert (article.price, article.vat_code) == (Decimal(price), vat)
            assert bool(article.tariffs) == (kind == "rental")


async def test_a_rental_without_a_price_by_the_day_is_listed_by_what_it_has() -> None:
    article = await make_article(kind="rental", tariff_week="380", tariff_flat="900")

    assert (article.unit, article.price) == ("week", Decimal(380))


async def test_an_article_that_becomes_a_rental_and_back_can_be_undone() -> None:
    article = await make_article(price="12", unit="kg")
    await Article.amend(retyped(article, kind="rental", tariff_day="95"), by=ANYBODY)
    entry = await JournalEntry.filter(action="amend").order_by("-id").first()
    assert entry

    await undo(entry.id, by=ANYBODY)

    again = await Article.get(id=article.id)
    assert (again.kind, again.price, again.unit) == ("article", Decimal(12), "kg")
    assert not again.tariffs


async def test_a_rate_that_is_over_is_refused() -> None:
    rate = await VatRate.get(code="S10")
    async with transaction():
        await VatRate.filter(id=rate.id).update(valid_to="2020-12-31")

    for code in ("S10", "S99", ""):
        with pytest.raises(Invalid) as caught:
            await make_article(vat_code=code)
        assert set(caught.value.errors) == {"vat_code"}


async def test_the_first_line_is_the_name_and_all_of_it_is_found() -> None:
    await make_article("Nacelle ciseaux 12 m\nÉlectrique, roues blanches", reference="NAC-12.4")

    for text in ("nacelle", "roues blanches", "NAC-12.4", "nac124", "ciseaux élec"):
        assert await listed(q=text) == ["Nacelle ciseaux 12 m"], text
    assert await listed(q="dumper") == []


async def test_the_list_is_sorted_by_numbers_and_in_natural_order() -> None:
    for reference, price in (("A10", "9,5"), ("A9", "1000"), ("A100", "80"), ("", "0")):
        await make_article(f"n° {reference}", reference=reference, price=price)

    assert await listed(sort="reference") == ["n°", "n° A9", "n° A10", "n° A100"]
    assert await listed(sort="-price") == ["n° A9", "n° A100", "n° A10", "n°"]


async def test_the_list_is_narrowed_by_kind_family_and_state() -> None:
    await make_article("Groupe", family="Groupes électrogènes", kind="rental")
    await make_article("Filtre", family="Pièces détachées")
    await make_article("Vieux filtre", family="pieces detachees", is_active="no")

    families = await FAMILIES.ready()
    assert list(families) == ["groupes electrogenes", "pieces detachees"]
    assert await listed(kind="rental") == ["Groupe"]
    assert await listed(family="pieces detachees") == ["Filtre", "Vieux filtre"]
    assert await listed(family="Pièces détachées", active="active") == ["Filtre"]
    assert await listed(active="inactive") == ["Vieux filtre"]
    assert await listed(family="inconnue") == []


async def test_the_families_follow_the_articles() -> None:
    article = await make_article(family="Nacelles")
    assert list((await FAMILIES.ready()).values()) == ["Nacelles"]

    await Article.amend(retyped(article, family="Levage"), by=ANYBODY)

    assert list((await FAMILIES.ready()).values()) == ["Levage"]


async def test_the_counter_looks_but_does_not_change() -> None:
    article = await make_article()
    draft = Article.blank()
    draft.typed |= {"designation": "Neuf"}
    for refused in (
        Article.create_from(draft, by=KARIM),
        Article.amend(retyped(article, price="1"), by=KARIM),
        article.remove(by=KARIM),
    ):
        with pytest.raises(Refused, match="comptoir"):
            await refused


async def test_thrown_away_it_is_in_the_trash_and_comes_back() -> None:
    article = await make_article("Nacelle")
    await article.remove(by=ANYBODY)

    assert await listed() == []
    (row,) = (await ARTICLES.page(Query(filters={"trash": "1"}))).rows
    assert row["deleted"].endswith("Camille")
    with pytest.raises(Refused, match="Cet article est déjà dans la corbeille"):
        await article.remove(by=ANYBODY)

    assert await Article.restore_many([article.id], by=ANYBODY) == 1
    assert await listed() == ["Nacelle"]
