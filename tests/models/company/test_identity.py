"""The firm is a record like another one: what it says of itself, and what is still missing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.company import BankAccount, Company, DueRule, Terms, VatRate, VatRegime
from models.errors import Invalid, Refused
from models.french.bank import clean_bic, clean_iban, format_iban
from models.history import done, undo
from models.permissions import Role, Staff
from models.records import Conflict, Draft, JournalEntry
from models.staff import Account
from tests.factories import ANYBODY, FIRM, IBAN, fill_in, open_bank_account, retyped

pytestmark = pytest.mark.usefixtures("database")

OTHER_IBAN = "FR14 2004 1010 0505 0001 3M02 606"


async def missing() -> list[str]:
    return [one.field for one in await (await Company.current()).missing()]


async def test_what_is_missing_is_named_until_nothing_is() -> None:
    everything = await missing()
    assert everything == [
        *("name", "legal_form", "siren", "vat_number", "einvoice_address"),
        *("street", "postcode", "city", "iban"),
    ]

    await fill_in(legal_form="SAS")
    assert {"capital", "rcs"} <= set(await missing())

    await fill_in(legal_form="Entreprise individuelle", vat_regime=VatRegime.FRANCHISE)
    assert not {"capital", "rcs", "vat_number"} & set(await missing())

    await fill_in(**FIRM, vat_regime=VatRegime.DEBITS)
    assert await missing() == ["iban"]
    await open_bank_account()
    assert await missing() == []


async def test_the_seller_is_kept_as_invoices_need_it() -> None:
    await fill_in(**FIRM)
    await open_bank_account()

    company = await Company.current()
    kept = await company.identity()

    assert company.siren == kept["siren"] == "732829320"
    assert kept["capital"] == "50000.00"
    assert kept["legal_line"].replace("\u202f", " ").replace("\xa0", " ") == (
        "SAS au capital de 50 000,00 € – RCS Lyon 732 829 320"
    )
    assert kept["banks"] == [{"label": "Banque", "iban": IBAN.replace(" ", ""), "bic": ""}]
    assert kept["country_code"] == "FR"
    assert company.address_lines == ["12 rue des Forges", "69003 Lyon"]


async def test_what_contradicts_itself_is_said_under_its_field() -> None:
    for field, typed in (
        ("siret", {"siret": "73282932000074", "siren": "552100554"}),
        ("einvoice_address", {"siren": "732829320", "einvoice_address": "552100554"}),
        ("einvoice_address", {"einvoice_address": "durand"}),
        ("capital", {"legal_form": "SAS", "capital": "beaucoup"}),
        ("due_days", {"due_days": "400"}),
        ("due_rule", {"due_rule": "jamais"}),
        ("lock_minutes", {"lock_minutes": "0"}),
        ("vat_place", {"vat_place": "lune"}),
    ):
        with pytest.raises(Invalid) as invalid:
            await fill_in(**typed)
        assert list(invalid.value.errors) == [field], typed
    with pytest.raises(Refused):
        await Company.amend((await Company.current()).draft(), by=Staff("Louise", Role.COUNTER))


async def test_two_people_fill_in_different_fields_and_clash_over_the_same() -> None:
    first, second = [(await Company.current()).draft() for _ in range(2)]
    first.typed["name"], second.typed["street"] = "Durand", "12 rue des Forges"
    await Company.amend(first, by=ANYBODY)
    await Company.amend(second, by=ANYBODY)
    company = await Company.current()
    assert (company.name, company.street) == ("Durand", "12 rue des Forges")

    third = replace(second, base=dict(second.base), typed={**second.base, "name": "Durant"})
    with pytest.raises(Conflict):
        await Company.amend(third, by=ANYBODY)


async def test_a_change_of_the_firm_can_be_undone() -> None:
    await fill_in(name="Durand")
    await fill_in(name="Durant")
    entry = await JournalEntry.filter(topic="company").order_by("-id").first()
    assert entry
    assert entry.changes == {"name": ["Durand", "Durant"]}

    await undo(entry.id, by=ANYBODY)

    assert (await Company.current()).name == "Durand"


async def test_there_is_one_firm_however_it_is_drafted() -> None:
    blank = Company.blank()
    blank.typed["name"] = "Durand"
    await asyncio.gather(*(Company.create_from(replace(blank), by=ANYBODY) for _ in range(3)))

    assert await Company.all().count() == 1
    assert (await Company.current()).name == "Durand"


async def test_the_firm_is_called_by_its_name() -> None:
    await fill_in(name="Durand Levage")
    assert await Company.names(["guichet"]) == ["guichet", "Durand Levage"]
    with pytest.raises(Invalid, match="nom connu ici"):
        await Account.open("Zoé", Role.COUNTER, "Durand-Levage!2026", by=ANYBODY)


async def test_a_change_of_a_rate_can_be_undone_and_a_choice_of_account_cannot() -> None:
    rate = await VatRate.get(code="S20")
    await VatRate.amend(retyped(rate, valid_to="2030-12-31"), by=ANYBODY)
    entry = await JournalEntry.filter(topic="vat_rate").order_by("-id").first()
    assert entry
    await undo(entry.id, by=ANYBODY)
    assert (await VatRate.get(id=rate.id)).valid_to is None

    await open_bank_account()
    await (await open_bank_account(OTHER_IBAN, "Autre")).make_default(by=ANYBODY)
    entry = await JournalEntry.filter(topic="bank_account").order_by("-id").first()
    assert entry
    assert done(entry.action, entry.caption) == "a mis sur les factures Autre"
    with pytest.raises(Refused):
        await undo(entry.id, by=ANYBODY)


# --- banks ------------------------------------------------------------------------------------


def test_an_iban_has_the_key_of_its_country_and_that_of_its_rib() -> None:
    for text in (IBAN, f"IBAN : {IBAN.lower()}", OTHER_IBAN, "DE89370400440532013000"):
        assert format_iban(clean_iban(text)).replace("\xa0", " ") in text.upper().replace(
            "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"
        )
    wrong_rib = "FR0230006000011234567890188"
    for text in (IBAN[:-1] + "8", IBAN[:-1], wrong_rib, "76 3000", "BE68539007547034"):
        with pytest.raises(ValueError, match="IBAN"):
            clean_iban(text)
    assert clean_iban(" ") == clean_bic("") == ""
    assert clean_bic("bnpa frpp xxx") == "BNPAFRPPXXX"
    with pytest.raises(ValueError, match="BIC"):
        clean_bic("BNP")


async def test_one_account_in_use_is_the_default_one() -> None:
    async def default() -> list[str]:
        return [one.label for one in await BankAccount.in_order() if one.is_default]

    first, second = await open_bank_account(), await open_bank_account(OTHER_IBAN, "Autre")
    assert await default() == ["Banque"]
    await second.make_default(by=ANYBODY)
    assert await default() == ["Autre"]
    await second.remove(by=ANYBODY)
    assert await default() == ["Banque"]
    with pytest.raises(Refused):
        await second.make_default(by=ANYBODY)
    with pytest.raises(Invalid):
        await open_bank_account()
    await first.remove(by=ANYBODY)
    assert await default() == []
    await open_bank_account(OTHER_IBAN)
    assert await default() == ["Banque"]


# --- terms ------------------------------------------------------------------------------------


def test_terms_count_days_and_then_go_on_to_the_end_of_the_month() -> None:
    invoiced = date(2027, 1, 31)
    for terms, due, words in (
        (Terms(0), date(2027, 1, 31), "à réception"),
        (Terms(30), date(2027, 3, 2), "à 30 jours"),
        (Terms(30, DueRule.MONTH_END), date(2027, 3, 31), "à 30 jours fin de mois"),
        (Terms(0, DueRule.MONTH_END), date(2027, 1, 31), "à la fin du mois"),
        (Terms(15, DueRule.MONTH_DAY, 31), date(2027, 3, 31), "à 15 jours fin de mois, le 31"),
        (Terms(0, DueRule.MONTH_DAY, 30), date(2027, 2, 28), "à la fin du mois, le 30 suivant"),
    ):
        assert (terms.due_on(invoiced), terms.words.replace("\xa0", " ")) == (due, words), terms


def test_terms_beyond_the_law_are_advised_against() -> None:
    for terms, is_within in (
        (Terms(60), True),
        (Terms(61), False),
        (Terms(45, DueRule.MONTH_END), True),
        (Terms(46, DueRule.MONTH_END), False),
        (Terms(30, DueRule.MONTH_DAY, 10), True),
        (Terms(45, DueRule.MONTH_DAY, 10), False),
    ):
        assert (terms.advice is None) == is_within, terms


async def test_the_indemnity_is_kept_to_the_cent() -> None:
    assert (await fill_in(indemnity="42,50 €")).indemnity == Decimal("42.50")


def test_a_draft_of_a_part_comes_back_as_such() -> None:
    draft = Company(id=1).draft("terms")
    assert Draft.from_json(draft.to_json()).part == "terms"
    assert [field.name for field in Company.part("devices")] == ["lock_minutes"]
    assert Company.part("") == Company.FIELDS
