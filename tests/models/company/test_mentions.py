"""What documents say by law: for some clients only, and as it was on their day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.company import CLIENT_KINDS, STAGES, Company, Mention, Text, texts_for
from models.errors import Invalid
from models.french.wording import today
from tests.factories import ANYBODY, FIRM, fill_in, retyped

pytestmark = pytest.mark.usefixtures("database")

NOTES = {"PMT", "PMD", "AAB", "REG"}


async def texts(stage: str = "invoice/invoice", client: str = "company") -> dict[str, Text]:
    kind, code = stage.split("/")
    return {one.title: one for one in await texts_for(kind, code, client, today())}


async def test_an_invoice_has_each_note_of_the_law_exactly_once() -> None:
    await fill_in(**FIRM)
    for stage in ("invoice/invoice", "invoice/credit_note"):
        for client in CLIENT_KINDS:
            codes = [one.code for one in (await texts(stage, client)).values() if one.code]
            assert sorted(codes) == sorted(NOTES), (stage, client)


async def test_the_40_euros_concern_professionals_only() -> None:
    for client, is_said in (("company", True), ("public", True), ("person", False)):
        (note,) = [one for one in (await texts(client=client)).values() if one.code == "PMT"]
        assert ("40,00" in note.body, note.is_printed) == (is_said, is_said), client


async def test_a_consumer_reads_his_rights_and_nobody_else_does() -> None:
    await fill_in(mediator="MCP, Paris")
    rights = {"Garanties légales", "Médiateur de la consommation"}

    assert rights <= set(await texts(client="person"))
    assert not rights & set(await texts(client="company"))
    assert "Délai de rétractation" in await texts("sale/quote", "person")


async def test_what_has_nothing_to_say_is_left_out() -> None:
    assert "Médiateur de la consommation" not in await texts(client="person")
    assert "TVA sur les débits" in await texts()
    await fill_in(vat_regime="receipts")
    assert "TVA sur les débits" not in await texts()


async def test_a_text_says_what_the_firm_has_decided() -> None:
    await fill_in(quote_days="15", due_days="45", due_rule="month_end")
    said = await texts("sale/quote")

    assert "15 jours" in said["Validité du devis"].body
    assert "45 jours fin de mois" in said["Conditions de règlement"].body.replace("\xa0", " ")
    for stage in STAGES:
        for client in CLIENT_KINDS:
            for text in (await texts(stage, client)).values():
                assert "{" not in text.body, text


async def test_a_new_version_holds_from_its_day_and_the_old_one_before() -> None:
    (old,) = [one for one in await Mention.on(today()) if one.slot == "LOCATION"]
    with pytest.raises(Invalid, match="nouvelle version"):
        await Mention.amend(retyped(old, body="Autre."), by=ANYBODY)
    draft = old.next_version()
    draft.typed |= {"body": "Nos conditions.", "title": "Conditions"}
    new = await Mention.create_from(draft, by=ANYBODY)

    assert (await texts("rental/contract"))["Conditions"].body == "Nos conditions."
    before = await texts_for("rental", "contract", "company", today() - timedelta(1))
    assert "Conditions de location" in [one.title for one in before]
    assert new.rank == old.rank, "in its place on the paper"

    again = new.next_version()
    assert again.record_id == new.id, "what nobody has read yet can still be corrected"
    again.typed["body"] = ""
    await Mention.amend(again, by=ANYBODY)
    assert "Conditions" not in await texts("rental/contract"), "an empty text ends it"


async def test_what_cannot_be_said_is_refused_under_its_field() -> None:
    old = (await Mention.on(today()))[0]
    yesterday = (today() - timedelta(1)).isoformat()
    for field, typed in (
        ("body", {"body": "{prix}"}),
        ("body", {"body": "a" * 4_001}),
        ("stages", {"stages": "invoice/quote"}),
        ("clients", {"clients": "everybody"}),
        ("subject", {"subject": "XYZ"}),
        ("valid_from", {"valid_from": yesterday}),
        ("valid_from", {"valid_from": ""}),
        ("slot", {"slot": ""}),
    ):
        draft = old.next_version()
        draft.typed |= typed
        with pytest.raises(Invalid) as invalid:
            await Mention.create_from(draft, by=ANYBODY)
        assert list(invalid.value.errors) == [field], typed


async def test_a_law_of_another_day_is_not_read(subtests: pytest.Subtests) -> None:
    assert await texts_for("invoice", "invoice", "company", date(2019, 1, 1)) == []
    assert (await Company.current()).legal_line == ""
