"""The catalogue of the demo is believable, and the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest

from models.catalogue.article import Article
from models.catalogue.kinds import ArticleKind
from models.catalogue.rental_price import dear_tariffs
from models.demo.articles import invented_articles
from models.demo.fill import fill
from tests.factories import make_article


def test_the_same_seed_makes_the_same_articles() -> None:
    first, again = invented_articles(7), invented_articles(7)

    assert [one.typed() for one in first] == [one.typed() for one in again]
    assert [one.is_active for one in first] != [one.is_active for one in invented_articles(8)]


def test_it_has_300_articles_of_every_kind_each_as_a_form_would_take_it() -> None:
    articles = invented_articles(1)

    assert len(articles) >= 300
    assert set(Counter(one.kind for one in articles)) == set(ArticleKind)
    assert len({one.reference_code for one in articles}) == len(articles)
    for one in articles:
        assert Article.errors_in(one.typed()) == {}, one.reference
        assert bool(one.price) == (one.kind != ArticleKind.TEXT), one.reference
        assert dear_tariffs(one.tariffs) == {}, one.reference


@pytest.mark.usefixtures("database")
async def test_a_catalogue_that_is_there_is_left_as_it_is() -> None:
    await make_article("Seul", reference="X1")

    await fill(3)

    assert [one.name for one in await Article.all()] == ["Seul"]
