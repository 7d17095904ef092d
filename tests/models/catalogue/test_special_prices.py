"""An article costs what the price list of the client says, where that says something."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.catalogue import Article, suggest_articles
from models.catalogue.special_prices import SPECIAL_PRICES, Asked, asked
from models.clients import Client
from models.company import PRICE_LISTS
from models.documents import Document
from models.errors import Invalid
from tests.factories import ANYBODY, make_article, make_client, make_document, money, retyped

TRADE = "Professionnels"


def listed(*prices: dict[str, str]) -> dict[str, str]:
    """Prices of lists as the form of an article shows them."""
    return SPECIAL_PRICES.texts({"key": f"k{place}", **price} for place, price in enumerate(prices))


def test_a_list_goes_before_the_usual_price_where_it_says_one() -> None:
    sold, rented = Asked(Decimal(50), {}), Asked(Decimal(70), {"day": Decimal(70)})
    trade = {"list": TRADE, "price": "45.5", "tariff_week": "250"}
    empty = {"list": TRADE, "price": "", "tariff_day": ""}
    for usual, stored, name, price, tariffs in (
        (sold, [trade | {"tariff_week": ""}], TRADE, "45.5", {}),
        (sold, [trade | {"tariff_week": ""}], "  professionnels ", "45.5", {}),
        (sold, [trade], "Grands comptes", "50", {}),
        (sold, [trade], "", "50", {}),
        (sold, [empty], TRADE, "50", {}),
        (sold, [], TRADE, "50", {}),
        (rented, [empty], TRADE, "70", {"day": "70"}),
        (rented, [trade], TRADE, "70", {"day": "70", "week": "250"}),
        (rented, [trade | {"tariff_day": "60"}], TRADE, "60", {"day": "60", "week": "250"}),
    ):
        found = asked(usual, stored, name)
        assert found.price == Decimal(price), (usual, stored, name)
        assert found.tariffs == {one: Decimal(text) for one, text in tariffs.items()}


@pytest.mark.usefixtures("database")
async def test_an_article_has_one_price_in_a_list() -> None:
    twice = listed({"list": TRADE, "price": "45"}, {"list": "PROFESSIONNELS", "price": "44"})
    with pytest.raises(Invalid) as refused:
        await make_article("Perceuse", price="50", **twice)
    assert refused.value.errors == {
        "special_prices.k1.list": "Cet article a déjà un prix dans cette grille."
    }

    article = await make_article("Perceuse", price="50", **listed({"list": TRADE, "price": "45"}))
    assert (await Article.get(id=article.id)).typed()["special_prices.k0.price"] == "45,00"
    assert list((await PRICE_LISTS.ready()).values()) == [TRADE]
    await article.remove(by=ANYBODY)
    assert not await PRICE_LISTS.ready()


@pytest.mark.usefixtures("database")
async def test_lines_of_a_client_are_priced_by_its_list() -> None:
    client = await make_client(price_list="professionnels")
    drill = await make_article("Perceuse", price="50", **listed({"list": TRADE, "price": "45"}))
    days = listed({"list": TRADE, "tariff_day": "60"})
    crane = await make_article("Grue", kind="rental", tariff_day="70", **days)

    (found,) = await suggest_articles("perceuse", price_list=client.price_list)
    assert found.price == 45

    line = {"kind": "rental", "article_id": str(crane.id), "price": "60"}
    rental = await make_document(client, "rental", lines=(line,))
    dates = {"starts_at": "2026-11-02T08:00", "ends_at": "2026-11-04T08:00"}
    rental = await Document.amend(retyped(rental, **dates), by=ANYBODY)
    assert rental.ht == 120, "two days by the list"

    line = {"article_id": str(drill.id), "designation": "Perceuse", "price": "45", "unit": "piece"}
    quote = await make_document(client, "sale", "quote", lines=(line,))
    assert not await quote.new_prices()
    await Client.amend(retyped(await Client.get(id=client.id), price_list=""), by=ANYBODY)
    (new,) = await quote.new_prices()
    assert (new.before, new.after) == money(45, 50)
