"""A client that may already have a card is shown with the reason, and never in the way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.clients import Client, look_alikes
from models.clients.look_alikes import MOST_SHOWN
from tests.factories import ANYBODY, make_client

pytestmark = pytest.mark.usefixtures("database")

ANY_TEXT = st.text(st.characters(exclude_categories=()))
SIRET = "404 833 048 00022"


async def reasons(**typed: str) -> dict[int, str]:
    """The reason for each client that is shown for what is typed."""
    return {client.id: reason for client, reason in await look_alikes(Client.blank().typed | typed)}


async def test_a_look_alike_is_shown_with_its_reason(subtests: pytest.Subtests) -> None:
    await make_client("Autre")
    for stored, typed, reason in (
        ({"siret": SIRET}, {"siret": SIRET}, "même SIRET : c’est le même établissement"),
        ({"siret": SIRET}, {"siren": "404833048"}, "même SIREN : peut-être un autre site"),
        ({"siren": "404833048"}, {"siret": SIRET}, "même SIREN : peut-être un autre site"),
        ({"name": "Café du Port"}, {"name": "CAFE  DU PORT"}, "même nom"),
        ({"name": "SARL Café du Port"}, {"name": "Port du Café, SAS"}, "nom presque identique"),
        ({"email": "a@exemple.fr"}, {"email": " a@EXEMPLE.fr"}, "même e-mail"),
        ({"phone": "0612345678"}, {"phone": "+33 6 12 34 56 78"}, "même téléphone"),
        ({"mobile": "0612345678"}, {"mobile": "06.12.34.56.78"}, "même téléphone"),
        ({"phone": "0298123456 / 0612345678"}, {"mobile": "06 12 34 56 78"}, "même téléphone"),
        ({"phone": "0612345678"}, {"phone": "Paul 0298123456, Anne 0612345678"}, "même téléphone"),
        ({"phone": "0612345678 poste 4"}, {"mobile": "0612345678"}, "même téléphone"),
        (
            {"phone": "022 345 67 89", "country": "Suisse"},
            {"phone": "+41 22 345 67 89"},
            "même téléphone",
        ),
        ({"email": "Jean.Martin@Exemple.fr"}, {"email": "jean.MARTIN@exemple.fr"}, "même e-mail"),
        ({"vat_number": "BE 0697.449.992"}, {"vat_number": "BE0697449992"}, "même numéro de TVA"),
        ({"vat_number": "FR83404833048"}, {"siren": "404833048"}, "même numéro de TVA"),
        (
            {"siren": "404833048"},
            {"vat_number": "FR83404833048"},
            "même SIREN : peut-être un autre site",
        ),
        (
            {"siret": "RIDET 123456.001"},
            {"siret": "0 123 456.001", "postcode": "98800"},
            "même RIDET : c’est le même client",
        ),
        (
            {"siret": "w123456789"},
            {"siret": "RNA W 123 456 789"},
            "même RNA : c’est le même client",
        ),
        ({"name": "Garage Saint-Michel"}, {"name": "Garage St Michel"}, "nom presque identique"),
        ({"name": "Ets Guivarch"}, {"name": "Établissements Guivarch"}, "nom presque identique"),
        ({"name": "Pharmacie L’Orme"}, {"name": "Pharmacie LOrme"}, "nom presque identique"),
        ({"name": "Batiplus"}, {"name": "Bâti-Plus"}, "nom presque identique"),
        ({"name": "Bâti Plus"}, {"name": "BATIPLUS SARL"}, "nom presque identique"),
        ({"name": "S N C F Réseau"}, {"name": "SNCF Réseau"}, "nom presque identique"),
        ({"name": "Dupont & Fils"}, {"name": "Dupont et Fils"}, "nom presque identique"),
        ({"name": "Omega GmbH"}, {"name": "Omega"}, "nom presque identique"),
        ({"name": "Yann Le Bris"}, {"name": "Yann Le Bris EI"}, "nom presque identique"),
    ):
        with subtests.test(stored=stored, typed=typed, reason=reason):
            client = await make_client(**{"name": "Bellevue", **stored})
            assert await reasons(**typed) == {client.id: reason}
        await client.remove(by=ANYBODY)


async def test_a_person_is_recognised_by_first_and_last_name() -> None:
    person = await make_client(kind="person", civility="M.", first_name="Loïc", last_name="Le Ny")
    typed = {"kind": "person", "first_name": "LOIC", "last_name": "le ny"}
    assert await reasons(**typed) == {person.id: "même nom"}


async def test_a_short_number_is_nobodys_own() -> None:
    for number in ("15", "39 49", "118 218"):
        await make_client("Urgence", phone=number)
        assert await reasons(name="Autre", phone=number) == {}, number


async def test_the_strongest_reason_is_given_once() -> None:
    client = await make_client("Bellevue", siret=SIRET, phone="0612345678")
    typed = {"name": "Bellevue", "siret": SIRET, "phone": "0612345678"}
    assert await reasons(**typed) == {client.id: "même SIRET : c’est le même établissement"}


async def test_a_client_is_not_its_own_look_alike() -> None:
    client = await make_client("Bellevue", siret=SIRET)
    assert await look_alikes(client.typed(), but=client.id) == []


async def test_trashed_clients_are_not_shown() -> None:
    client = await make_client("Bellevue", siret=SIRET)
    await client.remove(by=ANYBODY)
    assert await reasons(name="Bellevue", siret=SIRET) == {}


async def test_empty_fields_are_not_alike() -> None:
    await make_client("Bellevue")
    assert await reasons() == {}


async def test_a_longer_name_is_not_alike() -> None:
    await make_client("Café du Port")
    assert await reasons(name="Café") == {}
    assert await reasons(name="Café du Port et des Dunes") == {}


async def test_a_short_number_or_half_of_one_is_not_the_same_line() -> None:
    await make_client("Bellevue", phone="15", mobile="06 12 34 56 78 / 79")
    assert await reasons(phone="15 / 18", mobile="06 12 34 56 70") == {}


async def test_a_wrong_field_does_not_hide_the_others() -> None:
    client = await make_client("Bellevue", phone="0612345678")
    typed = {"phone": "0612345678", "siret": "12", "email": "x"}
    assert await reasons(**typed) == {client.id: "même téléphone"}


async def test_only_some_look_alikes_are_shown() -> None:
    for _ in range(MOST_SHOWN + 3):
        await make_client("Bellevue", email="a@exemple.fr", phone="0612345678")
    typed = {"name": "Bellevue", "email": "a@exemple.fr", "phone": "0612345678"}
    assert len(await reasons(**typed)) == MOST_SHOWN


@settings(
    max_examples=25,
    # Looking writes nothing, so that examples may share the database.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.dictionaries(
        st.sampled_from([entry.name for entry in Client.FIELDS if entry.name != "kind"]), ANY_TEXT
    ),
    st.sampled_from(["company", "person", "public", "autre"]),
)
async def test_any_text_is_compared(typed: dict[str, str], kind: str) -> None:
    await reasons(**typed, kind=kind)
