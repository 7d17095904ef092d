"""Typing finds the article that is meant first, soon enough to be shown while one types."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from tortoise.connection import get_connection

from models.catalogue import Article, suggest_articles
from models.database import dialect
from tests.factories import ANYBODY, make_article

pytestmark = pytest.mark.usefixtures("database")

MANY = 20_000
MOMENT = 0.01
"""Seconds."""
SLACK = 10
"""How much slower a busy machine may be."""


async def names(text: str, limit: int = 8) -> list[str]:
    return [one.designation for one in await suggest_articles(text, limit)]


async def test_a_reference_comes_first_then_what_begins_so_then_what_has_the_words() -> None:
    for reference, designation in (
        ("", "Location NAC 1 m"),
        ("NAC-12", "Nacelle ciseaux"),
        ("NAC-1", "Grue"),
        ("NAC-100", "Zèbre"),
        ("X1", "nac-1 en version courte"),
    ):
        await make_article(designation, reference=reference)

    assert (await names("nac-1"))[:3] == ["Grue", "Zèbre", "Nacelle ciseaux"]
    assert (await names("nac-1"))[3] == "nac-1 en version courte"
    assert await names("nac12") == ["Nacelle ciseaux"]
    assert await names("ciseaux nacelle") == ["Nacelle ciseaux"]
    assert await names("nac-1", limit=2) == ["Grue", "Zèbre"]


async def test_what_is_inactive_or_in_the_trash_is_not_offered() -> None:
    await make_article("Grue vieille", reference="GRU-1", is_active="no")
    gone = await make_article("Grue perdue", reference="GRU-2")
    await gone.remove(by=ANYBODY)
    await make_article("Grue", reference="GRU-3")

    assert await names("gru") == ["Grue"]
    assert await names("GRU-1") == []


async def test_a_line_gets_all_that_it_takes_over() -> None:
    await make_article("Nacelle\n8 m", reference="N8", kind="rental", tariff_day="70,5", nature="")

    (found,) = await suggest_articles("n8")

    assert (found.reference, found.designation, found.kind) == ("N8", "Nacelle\n8 m", "rental")
    assert (found.unit, found.price, found.vat_code) == ("day", Decimal("70.5"), "S20")
    assert found.nature == "service"


async def test_nothing_typed_or_nonsense_finds_nothing() -> None:
    await make_article("Nacelle")
    for text in ("", "  ", "\u200b", "%", "_", "'; DROP TABLE article; --", "x" * 5_000):
        assert await names(text) == [], text


async def test_among_20_000_articles_it_takes_no_longer_than_a_moment() -> None:
    words = ("Nacelle", "Groupe électrogène", "Filtre à huile", "Vis", "Disque diamant", "Pompe")
    articles = []
    for serial in range(MANY):
        article = Article(
            designation=f"{words[serial % len(words)]} modèle {serial} pour chantier",
            reference=f"{words[serial % len(words)][:3].upper()}-{serial:05}",
        )
        article.derive()
        articles.append(article)
    await Article.bulk_create(articles, batch_size=2_000)
    if dialect() == "postgres":
        await get_connection("default").execute_query("VACUUM ANALYZE article")  # as by itself
    for text in ("GRO-00", "nacelle", "filtre huile 1204", "modèle", "mod", "chantier pompe", "z"):
        await suggest_articles(text)
        took = []
        for _ in range(5):
            began = time.perf_counter()
            await suggest_articles(text)
            took.append(time.perf_counter() - began)
        assert min(took) < SLACK * MOMENT, (text, took)
