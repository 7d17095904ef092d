"""A client is created once from what was typed, or refused with a sentence for each field."""

import asyncio

import pytest

from models.clients import Client
from models.errors import Invalid
from models.records import Draft
from tests.factories import ANYBODY, make_client, retyped

pytestmark = pytest.mark.usefixtures("database")

SIRET = "404 833 048 00022"


def draft_of(**typed: str) -> Draft:
    draft = Client.blank()
    draft.typed |= typed
    return draft


async def errors_of(**typed: str) -> dict[str, str]:
    """The sentences with which a client is refused; it must not be stored."""
    with pytest.raises(Invalid) as refusal:
        await Client.create_from(draft_of(**typed), by=ANYBODY)
    assert await Client.all().count() == 0
    return refusal.value.errors


async def test_a_client_is_stored_as_typed() -> None:
    typed = {"name": "Garage du Port", "street": "3 quai Nord", "city": "Brest", "notes": "a\nb"}
    created = await make_client(**typed)

    stored = await Client.get(id=created.id)
    assert typed.items() <= stored.typed().items()
    assert (stored.version, stored.is_trashed, stored.open_count) == (1, False, 0)


async def test_a_client_is_stored_without_outer_and_double_spaces() -> None:
    client = await make_client("  Garage \u00a0 du\tPort ", city=" Brest ")
    assert (client.name, client.city) == ("Garage du Port", "Brest")


async def test_a_new_client_is_a_company_in_france() -> None:
    client = await make_client()
    assert (client.kind_label, client.country) == ("Société", "France")


async def test_a_client_has_a_code_of_its_own() -> None:
    clients = [await make_client() for _ in range(3)]
    stored = [(await Client.get(id=one.id)).code for one in clients]
    assert stored == [f"C{one.id:05d}" for one in clients]
    assert [one.code for one in clients] == stored


async def test_a_draft_saved_twice_makes_one_client() -> None:
    draft = draft_of(name="Garage du Port")
    first = await Client.create_from(draft, by=ANYBODY)
    second = await Client.create_from(draft, by=ANYBODY)
    assert first.id == second.id
    assert await Client.all().count() == 1


async def test_a_draft_saved_twice_at_the_same_time_makes_one_client() -> None:
    draft = draft_of(name="Garage du Port")
    made = await asyncio.gather(*(Client.create_from(draft, by=ANYBODY) for _ in range(2)))
    assert made[0].id == made[1].id
    assert await Client.all().count() == 1


async def test_two_drafts_make_two_clients_even_when_they_are_equal() -> None:
    first, second = await asyncio.gather(make_client("Dupont"), make_client("Dupont"))
    assert first.id != second.id


async def test_a_company_needs_a_name(subtests: pytest.Subtests) -> None:
    for name in ("", "   ", "\u00a0\u200b", "\x00\n"):
        with subtests.test(name=name):
            assert await errors_of(name=name) == {"name": "Raison sociale : à remplir."}


async def test_a_person_is_named_by_civility_first_and_last_name(subtests: pytest.Subtests) -> None:
    for civility, first, last, name in (
        ("Mme", "Zoé", "Petit", "Mme Zoé Petit"),
        ("", "Zoé", "Petit", "Zoé Petit"),
        ("M.", "", "Petit", "M. Petit"),
        ("", "Zoé", "", "Zoé"),
    ):
        with subtests.test(civility=civility, first=first, last=last, name=name):
            client = await make_client(
                kind="person", civility=civility, first_name=first, last_name=last, name="ignoré"
            )
            assert client.name == name


async def test_a_person_is_sorted_by_family_name() -> None:
    client = await make_client(kind="person", civility="M.", first_name="Zoé", last_name="Été")
    assert client.sort_key == "ete zoe"


async def test_a_person_needs_a_first_or_last_name() -> None:
    assert await errors_of(kind="person", civility="M.", name="Dupont") == {
        "last_name": "Indiquez au moins un nom ou un prénom."
    }


async def test_the_longest_name_of_a_person_fits() -> None:
    client = await make_client(
        kind="person", civility="Mme", first_name="é" * 90, last_name="é" * 100
    )
    assert len(client.name) <= (Client.length_of("name") or 0)


async def test_a_person_has_no_siret() -> None:
    client = await make_client(kind="person", last_name="Petit", siret=SIRET, vat_number="faux")
    assert (client.siret, client.siren, client.vat_number) == ("", "", "")


async def test_a_siret_gives_its_siren() -> None:
    client = await make_client(siret=SIRET)
    assert (client.siret, client.siren) == ("40483304800022", "404833048")


async def test_a_siret_starts_with_the_siren() -> None:
    errors = await errors_of(name="X", siret=SIRET, siren="732829320")
    assert errors == {"siret": "Ce SIRET ne commence pas par le SIREN : corrigez l’un des deux."}


async def test_a_wrong_field_is_refused_under_that_field(subtests: pytest.Subtests) -> None:
    for field, text, sentence in (
        ("siret", "404 833 048 00023", "n’existe pas"),
        ("siren", "404 833 047", "n’existe pas"),
        ("vat_number", "FR84404833048", "n’existe pas"),
        ("email", "jean.exemple.fr", "Il manque le signe @"),
        ("website", "ftp://exemple.fr", "commence par http"),
        ("postcode", "2920", "compte 5 chiffres"),
        ("kind", "autre", "Choisissez société, particulier ou organisme public."),
    ):
        with subtests.test(field=field, text=text, sentence=sentence):
            errors = await errors_of(**{"name": "X", field: text})
            assert list(errors) == [field]
            assert sentence in errors[field]


async def test_every_wrong_field_is_named_at_once() -> None:
    errors = await errors_of(email="x", siren="1", website="x", postcode="x")
    assert errors.keys() == {"name", "email", "siren", "website", "postcode"}


FREE = ("name", "contact", "street", "street2", "city", "country", "notes")


async def test_a_text_as_long_as_its_field_is_stored(subtests: pytest.Subtests) -> None:
    for field in FREE:
        with subtests.test(field=field):
            text = "é" * (Client.length_of(field) or 0)
            client = await make_client(**{"name": "X", field: text})
            assert getattr(await Client.get(id=client.id), field) == text


async def test_a_text_longer_than_its_field_is_refused(subtests: pytest.Subtests) -> None:
    for field in (*FREE, "phone", "mobile"):
        with subtests.test(field=field):
            limit = Client.length_of(field) or 0
            errors = await errors_of(**{"name": "X", field: "é" * (limit + 1)})
            assert list(errors) == [field]
            assert "caractères au plus\u202f; il y en a" in errors[field].replace(" ;", "\u202f;")


async def test_a_length_is_told_as_the_french_write_numbers() -> None:
    errors = await errors_of(name="X", notes="é" * 20_500)
    assert errors == {"notes": "20\u202f000 caractères au plus ; il y en a 20\u202f500."}


async def test_a_text_that_grows_when_folded_is_stored(subtests: pytest.Subtests) -> None:
    for field in ("name", "contact", "city"):
        with subtests.test(field=field):
            text = "\ufdfa" * (Client.length_of(field) or 0)
            client = await make_client(**{"name": "X", field: text})
            assert getattr(await Client.get(id=client.id), field) == text


async def test_a_phone_that_cannot_be_read_is_kept_as_typed() -> None:
    client = await make_client(phone="demander Paul", mobile="06 12 34 56 78")
    assert (client.phone, client.mobile) == ("demander Paul", "+33612345678")


async def test_an_address_is_located_once_it_is_filled() -> None:
    assert (await make_client()).maps_refusal == "L’adresse postale n’est pas remplie."
    located = await make_client(street="1 rue Haute", postcode="29200", city="Brest")
    assert located.maps_refusal is None


async def test_a_town_beside_its_postcode_is_stored_as_the_town() -> None:
    client = await make_client(postcode="29200 Brest")
    assert (client.postcode, client.city) == ("29200", "Brest")

    await Client.amend(retyped(client, city="29000 Quimper", postcode=""), by=ANYBODY)
    moved = await Client.get(id=client.id)
    assert (moved.postcode, moved.city) == ("29000", "Quimper")

    with pytest.raises(Invalid, match="gardez l’une des deux"):
        await Client.amend(retyped(moved, postcode="29200 Brest"), by=ANYBODY)


async def test_an_envelope_names_the_country_only_abroad() -> None:
    home = await make_client(street="1 rue Haute", postcode="29200", city="Brest")
    abroad = await make_client(street="Kirchplatz 1", city="Bonn", country="Allemagne")
    assert home.address_lines == ["1 rue Haute", "29200 Brest"]
    assert abroad.address_lines == ["Kirchplatz 1", "Bonn", "Allemagne"]


async def test_abroad_a_french_number_is_shown_with_its_code_and_stays_what_it_is() -> None:
    client = await make_client(country="Suisse", phone="+33 6 12 34 56 78", mobile="079 123 45 67")
    assert (client.phone, client.mobile) == ("+33612345678", "+41791234567")
    assert client.typed()["phone"].replace("\u00a0", " ") == "+33 6 12 34 56 78"

    amended = await Client.amend(
        retyped(client, phone=client.typed()["phone"], notes="x"), by=ANYBODY
    )
    assert (amended.phone, amended.mobile) == (client.phone, client.mobile)


async def test_who_moves_abroad_keeps_the_numbers() -> None:
    client = await make_client(phone="06 12 34 56 78")
    amended = await Client.amend(retyped(client, country="Suisse"), by=ANYBODY)
    assert amended.phone == "+33612345678"
