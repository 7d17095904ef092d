"""The search finds a client by whatever somebody knows of it, however that is spelled."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.clients import CLIENTS, Client
from models.documents import DOCUMENT_LISTS, Document
from models.french.text import (
    BASE_LETTERS,
    KNOWN_CHARACTERS,
    VISIBLE,
    WORD_PARTS,
    clean_line,
    fold,
)
from models.lists import LONGEST_SEARCH, Query
from models.lists.matching import MOST_WORDS, words_in
from tests.factories import ANYBODY, make_client, make_document, retyped

pytestmark = pytest.mark.usefixtures("database")

ANY_TEXT = st.text(st.characters(exclude_categories=()))
# A search writes nothing, so that examples may share the database of their test.
sharing = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
async def garage(database: None) -> Client:
    """The client to find, among others that are not it."""
    found = await make_client(
        "SARL Œuvre & Forêt d’Émile",
        contact="Jean-Noël Lefèbvre",
        phone="02 98 12 34 56",
        mobile="06 78 90 12 34",
        email="accueil@foret-emile.fr",
        postcode="29200",
        city="Saint-Brieuc",
        siret="404 833 048 00022",
    )
    await make_client("Garage du Port", city="Quimper", phone="01 11 11 11 11")
    await make_client("SAS Bellevue", contact="Zoé Petit")
    return found


async def ids(text: str) -> list[int]:
    return await CLIENTS.ids(Query(search=text))


async def test_a_client_is_found_by_what_is_known_of_it(
    garage: Client, subtests: pytest.Subtests
) -> None:
    for text in (
        "œuvre forêt émile",
        "émile œuvre",
        "OEUVRE FORET",
        "oeuvre",
        "uvr",
        "d'emile",
        "forêt d’ém",
        "Œuvre & Forêt SARL",
        "S.A.R.L. Œuvre",
        "œuvre sas",
        "lefebvre",
        "jean noel",
        "noël émile brieuc",
        "saint brieuc",
        "29200",
        "2920",
        "0298123456",
        "02 98 12 34 56",
        "02.98.12.34.56",
        "029 812 34 56",
        "+33 2 98 12 34 56",
        "98-12-34",
        "06 78 90",
        "accueil@foret-emile.fr",
        "accueil@foret",
        "foret-emile",
        "404833048",
        "404 833 048 00022",
        "833 048",
        "  œuvre\n\tforêt\u00a0",
        "e\u0301mile",
        "ém",
        "é",
    ):
        with subtests.test(text=text):
            found = await ids(text)
            assert found == [garage.id] or (len(text) < 3 and garage.id in found)


async def test_every_word_must_occur(garage: Client, subtests: pytest.Subtests) -> None:
    for text in ("œuvre quimper", "forets", "0298123457", "40483304800023", "xyz", "émile émilie"):
        with subtests.test(text=text):
            assert await ids(text) == []


async def test_a_client_is_found_by_its_code(garage: Client) -> None:
    assert garage.code
    assert await ids(garage.code) == [garage.id]
    assert await ids(garage.code.lower()) == [garage.id]


async def test_a_legal_form_alone_is_looked_for(garage: Client) -> None:
    assert await ids("SARL") == [garage.id]


async def test_one_or_two_letters_begin_a_word(garage: Client) -> None:
    for text in ("oe", "fo d em", "sai br", "je n", "f"):
        assert await ids(text) == [garage.id], text
    for text in ("uv", "oe zz", "uv fo"):
        assert await ids(text) == []


async def test_one_or_two_digits_may_stand_anywhere(garage: Client) -> None:
    assert await ids("34 fo") == [garage.id]
    assert await ids("48") == [garage.id]


async def test_nothing_to_look_for_finds_everything(garage: Client) -> None:
    for text in ("", "  ", "&", "%", "🎉"):
        assert len(await ids(text)) == 3


SYNTAX = [
    *("%", "_", "'", '"', "\\", "*", "^", ":", "(", ")", "-", "+", ";", "--", "?", "$1", "\x00"),
    *("AND", "OR", "NOT", "NEAR(", "search:", '"a', "a*", "{a}", "NULL", "\ud800"),
]


async def test_syntax_of_the_index_is_plain_text(garage: Client, subtests: pytest.Subtests) -> None:
    for syntax in SYNTAX:
        with subtests.test(syntax=syntax):
            assert await ids(f"{syntax}xyz") == []
            assert await ids(f"xyz {syntax}") == []


async def test_a_sign_separates_words(garage: Client, subtests: pytest.Subtests) -> None:
    for sign in ("%", "_", "'", '"', "*", ":", "-", "\x00", "\u00a0"):
        with subtests.test(sign=sign):
            assert await ids(f"{sign}brieuc{sign}emile{sign}") == [garage.id]


@sharing
@given(ANY_TEXT)
async def test_any_text_is_looked_for(garage: Client, text: str) -> None:
    page = await CLIENTS.page(Query(search=text))
    assert page.last == len(page.rows) == await CLIENTS.count(Query(search=text))


async def test_a_pasted_page_is_looked_for(garage: Client) -> None:
    for letters in (1, 2, 3, 9):
        text = " ".join(chr(0x4E00 + n) * letters for n in range(3_000))
        assert len(words_in(text)) == MOST_WORDS
        assert await ids(text) == []
    assert await ids("a" * 100_000) == []


async def test_an_amended_client_is_found_by_its_new_words_only(garage: Client) -> None:
    await Client.amend(retyped(garage, name="Bergerie", email=""), by=ANYBODY)
    assert await ids("bergerie") == [garage.id]
    assert await ids("emile") == []


async def test_a_person_is_found_by_first_and_last_name(database: None) -> None:
    person = await make_client(kind="person", civility="M.", first_name="Loïc", last_name="Ny")
    assert await ids("ny loic") == [person.id]


async def test_the_trash_is_searched_apart(garage: Client) -> None:
    await garage.remove(by=ANYBODY)
    assert await ids("emile") == []
    assert await CLIENTS.ids(Query(search="emile", filters={"trash": "1"})) == [garage.id]


@pytest.fixture
def few_hits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hits are already more than a list counts."""
    for name, value in {"MOST_HITS": 2, "MOST_COUNTED": 2, "SHORT_LIST": 0, "FEW": 1}.items():
        monkeypatch.setattr(f"models.lists.search.{name}", value)


@pytest.mark.usefixtures("few_hits")
async def test_very_common_words_are_not_counted() -> None:
    clients = [await make_client(f"Garage {letter}", city="Brest") for letter in "CBA"]
    page = await CLIENTS.page(Query(search="garage brest"), limit=2)
    assert page.found == "Plus de 2\u00a0clients"
    assert page.last is None
    assert [row["id"] for row in page.rows] == [one.id for one in clients[:0:-1]]


@pytest.mark.usefixtures("few_hits")
async def test_two_filters_that_leave_few_rows_go_together(garage: Client) -> None:
    await garage.remove(by=ANYBODY)
    filters = {"trash": "1", "open": "1"}
    assert await CLIENTS.ids(Query(search="emile", filters=filters)) == []


async def test_hits_in_the_trash_are_not_told_of_as_many() -> None:
    clients = [await make_client(f"Garage {letter}") for letter in "DCBA"]
    for one in clients[:2]:
        await one.remove(by=ANYBODY)
    page = await CLIENTS.page(Query(search="garage"), limit=1)
    assert (page.found, page.last) == ("2\u00a0clients", 2)


@pytest.mark.usefixtures("few_hits")
async def test_what_was_common_is_counted_once_it_may_not_be_any_more() -> None:
    clients = [await make_client(f"Garage {letter}") for letter in "DCBA"]
    page = await CLIENTS.page(Query(search="garage"), limit=1)
    assert (page.found, page.last) == ("Plus de 2\u00a0clients", None)
    for one in clients[:2]:
        await one.remove(by=ANYBODY)
    page = await CLIENTS.page(Query(search="garage"), limit=1)
    assert (page.found, page.last) == ("2\u00a0clients", 2)


@pytest.mark.usefixtures("few_hits")
async def test_very_common_words_are_paged_to_the_end() -> None:
    for letter in "CBA":
        await make_client(f"Garage {letter}")
    query = Query(search="garage", sort="-name")
    pages = [await CLIENTS.page(query, start, 2) for start in (0, 2)]
    assert [row["name"][-1] for page in pages for row in page.rows] == ["C", "B", "A"]
    assert [page.last for page in pages] == [None, 3]
    assert await CLIENTS.count(query) == 3


@pytest.mark.usefixtures("few_hits")
async def test_as_many_hits_as_the_cap_are_counted() -> None:
    for letter in "BA":
        await make_client(f"Garage {letter}")
    for text in ("garage", "ga"):
        page = await CLIENTS.page(Query(search=text))
        assert (page.found, page.last) == ("2\u00a0clients", 2)


@pytest.mark.usefixtures("few_hits")
async def test_a_filter_narrows_very_common_words_to_a_number() -> None:
    for letter in "CBA":
        await make_client(f"Garage {letter}")
    await make_client(kind="person", last_name="Garage")
    page = await CLIENTS.page(Query(search="garage", filters={"kind": "person"}))
    assert (page.found, page.last) == ("1\u00a0client", 1)


async def test_names_that_begin_with_the_first_word_come_first(
    monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    monkeypatch.setattr("models.lists.search.FEW", 0)
    for name in ("Auto Martin", "Martin Bois", "Martinet", "Zinc Martin", "Autre"):
        await make_client(name)
    for sort, expected in (
        ("name", ["Martin Bois", "Martinet", "Auto Martin", "Zinc Martin"]),
        ("-name", ["Martinet", "Martin Bois", "Zinc Martin", "Auto Martin"]),
    ):
        query = Query("martin", sort)
        for way, most_hits in (("looked at", 4_000), ("walked", 2)):
            with subtests.test(sort=sort, way=way):
                monkeypatch.setattr("models.lists.search.MOST_HITS", most_hits)
                for size in (1, 3, 4):
                    pages = [await CLIENTS.page(query, start, size) for start in range(0, 4, size)]
                    assert [row["name"] for page in pages for row in page.rows] == expected
                for place, client_id in enumerate(await CLIENTS.ids(query)):
                    assert await CLIENTS.position(query, client_id) == place


async def test_another_order_is_kept_as_it_is() -> None:
    for name, city in (("Auto Martin", "Agen"), ("Martin Bois", "Brest")):
        await make_client(name, city=city)
    page = await CLIENTS.page(Query("martin", "city"))
    assert [row["city"] for row in page.rows] == ["Agen", "Brest"]


async def test_a_document_is_found_by_client_subject_and_reference(garage: Client) -> None:
    document = await make_document(garage, "sale")
    await make_document(garage, "sale")
    draft = retyped(document, subject="Nacelle 12 m", client_reference="BC-2026/7")
    await Document.amend(draft, by=ANYBODY)
    for text in ("nacelle emile", "bc 2026", "12 nacelle", f"nacelle {document.id}"):
        assert await DOCUMENT_LISTS["sale"].ids(Query(search=text)) == [document.id]
    assert len(await DOCUMENT_LISTS["sale"].ids(Query(search="forêt"))) == 2


async def test_a_number_is_found_as_it_is_written(subtests: pytest.Subtests) -> None:
    client = await make_client("Groupé", phone="05 56 12 34 56", siret="40483304800022")
    await make_client("Autre", phone="05 12 34 56 56")
    for text in (
        *("05 56 12 34 56", "05.56.12.34.56", "+33 5 56 12 34 56", "56 12 34"),
        "404 833 048 00022",
    ):
        with subtests.test(text=text):
            assert await ids(text) == [client.id]


async def test_a_name_that_looks_like_a_number_is_found_by_itself(
    subtests: pytest.Subtests,
) -> None:
    for text in ("quai 12 34 56", "1 41 40", "rue 12 34 56 78"):
        with subtests.test(text=text):
            client = await make_client(text)
            assert await ids(text) == [client.id]


async def test_a_client_is_found_by_its_street_and_tva_number() -> None:
    street = {"street": "12 rue de la Paix", "street2": "ZI des Lilas", "city": "Saint-Brieuc"}
    client = await make_client("Voie", **street, vat_number="BE 0697.449.992")
    await make_client("Autre", street="3 rue Haute", vat_number="FR83404833048")
    for text in (
        *("12 rue de la paix", "zone industrielle lilas", "voie st brieuc", "saintbrieuc"),
        *("BE0697449992", "BE 0697.449.992", "0697449992"),
    ):
        assert await ids(text) == [client.id], text


async def test_each_number_of_a_field_is_found_with_and_without_its_code() -> None:
    client = await make_client("Deux", phone="06 71 81 91 01 / 02 98 61 71 81", mobile="3949")
    swiss = await make_client("Suisse", phone="022 345 67 89 poste 12", country="Suisse")
    island = await make_client("Île", phone="+33 692 44 55 77")
    for text, found in (
        *(("+33 2 98 61 71 81", client), ("0671819101", client), ("+33671819101", client)),
        *(("0041223456789", swiss), ("022 345 67 89", swiss), ("+41 22 345 67 89", swiss)),
        *(("+262692445577", island), ("0692 44 55 77", island), ("+33 692 44 55 77", island)),
    ):
        assert await ids(text) == [found.id], text


async def test_a_number_of_another_register_is_found_however_it_is_written() -> None:
    lilas = await make_client("Les Lilas", siret="W751884312", siren="404 833 048")
    noumea = await make_client("Nouméa Nord", siret="123456.001", postcode="98800")
    papeete = await make_client("Vaima", siret="A12345-001", country="Polynésie française")
    for text, found in (
        *(("W 751 884 312", lilas), ("rna", lilas), ("404833048", lilas)),
        *(("RIDET 0 123 456.001", noumea), ("123456 001", noumea), ("0123456001", noumea)),
        *(("N° TAHITI A12345", papeete), ("a12345001", papeete), ("tahiti", papeete)),
    ):
        assert await ids(text) == [found.id], text


async def test_initials_are_found_with_and_without_spaces() -> None:
    spaced, joined = await make_client("2 C B Réseau"), await make_client("SNCF 3M")
    assert await ids("2cb") == await ids("2 c b") == [spaced.id]
    assert await ids("s n c f") == await ids("3 m sncf") == [joined.id]


async def test_two_initials_are_found_with_and_without_a_space_between_them() -> None:
    joined = await make_client("BP Services", city="Brest")
    spaced = await make_client("Garage B P", city="Quimper")
    for text in ("b p", "bp", "B.P.", "b. p.", "b-p"):
        assert await ids(text) == [joined.id, spaced.id], text
        assert await ids(f"{text} services") == [joined.id], text
        assert await ids(f"garage {text}") == [spaced.id], text
    person = await make_client("Jean-Noël Petit")
    assert await ids("j n petit") == [person.id]


async def test_names_stand_in_natural_order_wherever_they_are_listed() -> None:
    for name in ("10 Doigts", "2 Mains", "1 Pied", "Lot 12", "Lot 3"):
        await make_document(await make_client(name, city=f"Lyon {name}"), "sale")
    expected = ["1 Pied", "2 Mains", "10 Doigts", "Lot 3", "Lot 12"]
    for query in (Query(), Query(sort="city")):
        assert [row["name"] for row in (await CLIENTS.page(query)).rows] == expected
    page = await DOCUMENT_LISTS["sale"].page(Query(sort="client"))
    assert [row["client"] for row in page.rows] == expected
    assert [row["name"] for row in (await CLIENTS.page(Query(search="2 mains"))).rows] == [
        "2 Mains"
    ]


def test_no_more_is_looked_for_than_the_longest_name_has(garage: Client) -> None:
    asked = CLIENTS.asked({"q": "é" * 810_000, "sort": "-" * 810_000, "trash": "x" * 810_000})

    assert len(asked.search) == LONGEST_SEARCH
    assert sum(map(len, asked.texts.values())) < 2 * LONGEST_SEARCH
    assert len(" ".join(words_in(asked.search))) <= LONGEST_SEARCH


def test_of_a_million_characters_few_are_remembered() -> None:
    for start in range(0x80, 0x30000, 0x1000):
        fold(clean_line("".join(map(chr, range(start, start + 0x1000)))))

    for remembered in (VISIBLE, BASE_LETTERS, WORD_PARTS):
        assert len(remembered) <= KNOWN_CHARACTERS
