"""A client's own terms go before the firm's: when, by what, with which discount and rate."""

from datetime import timedelta
from decimal import Decimal

import pytest

from models.clients import Client
from models.clients.terms import DISCOUNTS
from models.documents import Document, balance_of
from models.errors import Invalid
from models.french import today
from models.staff import PEOPLE
from tests.factories import ANYBODY, make_account, make_client, make_document, retyped, set_up_firm

pytestmark = pytest.mark.usefixtures("database")


async def on_terms(**typed: str) -> Client:
    return await Client.amend(retyped(await make_client(), **typed), by=ANYBODY)


async def test_an_invoice_falls_due_and_is_paid_as_agreed() -> None:
    await set_up_firm()
    client = await on_terms(
        due_rule="date", due_days="45", payment_mode="debit", mandate="RUM-12", discount_text="2 %"
    )
    invoice = await make_document(client, "invoice", moves="issue")
    issued = await Document.get(id=invoice.id)
    assert issued.due_on == today() + timedelta(days=45)
    assert issued.frozen
    assert (issued.frozen["terms"], issued.payment_mode) == ("à 45\u00a0jours", "debit")
    assert issued.frozen["mandate"] == "RUM-12"
    assert any("2 %" in text["body"] for text in issued.frozen["texts"])


async def test_without_terms_of_its_own_the_firm_s_hold() -> None:
    await set_up_firm()
    invoice = await make_document(await make_client(), "invoice", moves="issue")
    assert (await Document.get(id=invoice.id)).payment_mode == "transfer"


async def test_the_people_of_the_house_are_offered_as_sellers() -> None:
    await make_account()
    await PEOPLE.ready()
    (field,) = (one for one in Client.FIELDS if one.name == "seller")
    assert field.suggest
    found = {text: field.suggest({"seller": text}) for text in ("", "cam", "zoé")}
    assert found == {"": ["Camille"], "cam": ["Camille"], "zoé": []}
    assert (await on_terms(seller="Un ancien")).seller == "Un ancien", "who has left stays named"


async def test_the_discount_of_a_family_goes_before_that_for_all() -> None:
    draft = (await make_client()).draft()
    for texts in ({"percent": "5"}, {"family": "Échafaudages", "percent": "12,50 %"}):
        draft.typed |= DISCOUNTS.added(draft.typed, texts)[1]
    client = await Client.amend(draft, by=ANYBODY)
    found = {family: client.discount_on(family) for family in ("echafaudages", "Levage", "")}
    assert found == {"echafaudages": "12,5", "Levage": "5", "": "5"}


async def test_a_client_abroad_begins_without_french_vat() -> None:
    client = await on_terms(vat_regime="eu")
    assert (client.vat_code("goods"), client.vat_code("service")) == ("K-262TER", "AE-259")
    assert (await on_terms()).vat_code("goods") == ""


async def test_what_cannot_be_is_refused_in_its_field(subtests: pytest.Subtests) -> None:
    wrong = (
        {"due_rule": "date", "due_days": "400"},
        {"payment_mode": "debit", "mandate": "é"},
        {"payment_mode": "debit", "iban": "FR76 1"},
        {"credit_limit": "-1"},
        {"vat_regime": "mars"},
    )
    for typed in wrong:
        with subtests.test(typed=typed), pytest.raises(Invalid) as invalid:
            await on_terms(**typed)
        assert invalid.value.errors.keys() == {list(typed)[-1]}


async def test_what_is_at_stake_is_what_is_owed_and_what_is_ordered() -> None:
    client = await on_terms(credit_limit="200")
    await make_document(client, "invoice", moves="issue")
    await make_document(client, "sale", stage="order")
    balance = await balance_of(client.id)
    assert balance.ordered == {"sale": Decimal("120.00")}
    assert balance.exposure == Decimal("240.00")
    assert balance.beyond(client.credit_limit) == Decimal("40.00")
