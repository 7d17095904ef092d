"""Whatever is typed or sent is stored as text, found again, or refused in French."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.catalogue import (
    ARTICLES,
    HEADINGS,
    Article,
    articles_csv,
    suggest_articles,
)
from models.errors import Invalid
from models.imports import IMPORTABLES, Figures, Preparation, Run, Sheet, read_sheet
from models.lists import Query
from tests.factories import ANYBODY, make_article
from tests.models.records.test_hostile import NAMES

pytestmark = pytest.mark.usefixtures("database")

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
# Examples add to the database of their test and look only at their own.
sharing = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


async def test_a_hostile_article_is_stored_as_text_and_found() -> None:
    for case, name in NAMES.items():
        made = await make_article(name, family=name[:30])
        article = await Article.get(id=made.id)
        assert article.name, case
        assert article.id in await ARTICLES.ids(Query(search=article.name)), case
        assert article.family_key == ARTICLES.asked({"family": article.family}).filters["family"]
    ids = await ARTICLES.ids(Query())
    sheet = read_sheet(await articles_csv(ids, by=ANYBODY))
    preparation = Preparation(IMPORTABLES["article"], "articles.csv", sheet)
    await preparation.check()
    assert preparation.figures() == Figures(unchanged=len(ids))


@sharing
@given(
    st.fixed_dictionaries(
        {}, optional={one.name: ANY_TEXT for one in Article.FIELDS if one.name != "is_active"}
    )
)
async def test_any_form_is_saved_or_refused(typed: dict[str, str]) -> None:
    with suppress(Invalid):
        made = await make_article(**{"designation": "x", **typed})
        again = await Article.get(id=made.id)
        assert again.typed() == made.typed()
        assert Article.errors_in(again.typed()) == {}


@sharing
@given(ANY_TEXT)
async def test_any_text_is_suggested_for(text: str) -> None:
    await suggest_articles(text)


@sharing
@given(st.lists(st.lists(ANY_TEXT, min_size=16, max_size=16), min_size=1, max_size=4))
async def test_any_rows_are_imported_or_told_of(rows: list[list[str]]) -> None:
    head = [one.label for one in HEADINGS.known]
    preparation = Preparation(IMPORTABLES["article"], "articles.csv", Sheet([head, *rows]))
    preparation.take(preparation.sheet, 0)
    await preparation.check()
    found = preparation.figures()
    filled = found.created + found.changed + found.unchanged + found.ignored + found.wrong
    assert filled <= len(rows)
    await Run(preparation, ANYBODY).carry_out()
