"""A rental is priced by the firm's rules of the moment at which it is saved."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.catalogue import RentalSettings
from models.documents import Document
from tests.factories import (
    ANYBODY,
    make_article,
    make_client,
    make_document,
    retype_line,
    retyped,
)

pytestmark = pytest.mark.usefixtures("database")

MONDAY, LATE_ON_TUESDAY = "2026-11-02T08:00", "2026-11-03T08:45"


async def test_new_rules_hold_for_what_is_saved_after_them() -> None:
    article = await make_article("Nacelle", kind="rental", tariff_day="70")
    line = {"kind": "rental", "article_id": str(article.id), "price": "70"}
    rental = await make_document(await make_client(), "rental", lines=(line,))
    draft = retyped(rental, starts_at=MONDAY, ends_at=LATE_ON_TUESDAY)
    rental = await Document.amend(draft, by=ANYBODY)
    assert rental.ht == Decimal(70), "within the hour that is forgiven"

    settings = retyped(await RentalSettings.current(), grace="30")
    await RentalSettings.amend(settings, by=ANYBODY)
    assert (await Document.get(id=rental.id)).ht == Decimal(70), "nobody has saved it since"

    assert (await retype_line(rental, 1, designation="Nacelle 12 m")).ht == Decimal(140)
