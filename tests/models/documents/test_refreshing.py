"""A quote takes the prices of today once they were shown, but for those that were decided."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.catalogue import Article
from models.documents import Document
from models.errors import Refused
from models.history import undo
from models.records import JournalEntry
from tests.factories import ANYBODY, make_article, make_client, make_document, retype_line, retyped

pytestmark = pytest.mark.usefixtures("database")


async def quote_of(*articles: Article, **dates: str) -> Document:
    """A draft of a quote, with a line of each article as it is chosen on the screen."""
    kind = "rental" if any(one.tariffs for one in articles) else "sale"
    lines = [
        {
            "kind": str(one.kind),
            "article_id": str(one.id),
            "designation": one.name,
            "price": one.typed()["price"],
            "unit": one.unit,
        }
        for one in articles
    ]
    quote = await make_document(await make_client(), kind, "quote", lines=lines)
    return await Document.amend(retyped(quote, **dates), by=ANYBODY) if dates else quote


async def reprice(article: Article, **typed: str) -> None:
    await Article.amend(retyped(await Article.get(id=article.id), **typed), by=ANYBODY)


async def refresh(quote: Document) -> Document:
    seen = {one.key: one.after for one in await quote.new_prices()}
    return await quote.refresh_prices(seen, by=ANYBODY)


async def prices(quote: Document) -> list[Decimal]:
    return [line.price for line in await quote.lines_in_order()]


async def test_what_costs_something_else_today_is_shown_then_taken() -> None:
    drill, saw = await make_article("Perceuse", price="50"), await make_article("Scie", price="9")
    quote = await quote_of(drill, saw)
    with pytest.raises(Refused, match="déjà ceux du catalogue"):
        await refresh(quote)
    await reprice(drill, price="55,5")

    (new,) = await quote.new_prices()
    assert (new.designation, new.before, new.after) == ("Perceuse", Decimal(50), Decimal("55.5"))
    assert await prices(quote) == [50, 9], "nothing is saved by looking"

    quote = await refresh(quote)
    assert await prices(quote) == [Decimal("55.5"), 9]
    assert quote.ht == Decimal("64.50")
    entry = await JournalEntry.filter(action="lines").order_by("-id").first()
    assert entry
    await undo(entry.id, by=ANYBODY)
    assert (await Document.get(id=quote.id)).ht == 59


async def test_a_rental_takes_the_tariffs_of_today_unless_its_price_was_decided() -> None:
    lift = await make_article("Nacelle", kind="rental", tariff_day="100", tariff_week="400")
    dates = {"starts_at": "2030-05-01T08:00", "ends_at": "2030-05-03T08:00"}
    quote = await quote_of(lift, lift, **dates)
    await retype_line(quote, 2, price="150")
    assert await prices(quote) == [200, 150]

    await reprice(lift, tariff_day="110")
    await refresh(quote)

    assert await prices(quote) == [220, 150]


async def test_a_price_for_another_unit_or_of_a_lost_article_stays() -> None:
    hour, lost = await make_article("Pose", price="50", unit="hour"), await make_article("Clou")
    quote = await quote_of(hour, lost)
    await retype_line(quote, 1, unit="day", price="350")
    await reprice(hour, price="60")
    await reprice(lost, price="3")
    await lost.remove(by=ANYBODY)
    assert await quote.new_prices() == []


async def test_what_was_not_shown_is_not_taken() -> None:
    drill = await make_article("Perceuse", price="50")
    quote = await quote_of(drill)
    await reprice(drill, price="55")
    seen = {one.key: one.after for one in await quote.new_prices()}
    await reprice(drill, price="500")
    with pytest.raises(Refused, match="entre-temps"):
        await quote.refresh_prices(seen, by=ANYBODY)
    assert await prices(quote) == [50]


async def test_only_a_quote_that_has_not_gone_out_is_refreshed() -> None:
    drill = await make_article("Perceuse", price="50")
    sent = await (await quote_of(drill)).move("send", by=ANYBODY)
    order = await make_document(await make_client(), "sale")
    await reprice(drill, price="55")
    for document, reason in ((sent, "nouvelle version"), (order, "Seuls les prix d’un devis")):
        with pytest.raises(Refused, match=reason):
            await refresh(document)
