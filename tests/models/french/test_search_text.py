"""What is searched holds other ways to write it, so that what is typed is found as it stands."""

from models.french.legal_forms import name_keys
from models.french.search_text import joined_initials, search_words, searchable
from models.french.text import fold

FOUND = (
    ("Hôtel Saint-Michel", "st michel"),
    ("Garage St Michel", "saint michel"),
    ("Sté Armor", "societe"),
    ("Ste Armor", "société sainte"),
    ("Société Armor", "sté"),
    ("Ets. Kervella", "établissements"),
    ("Établissement Riou", "ets riou"),
    ("Armor et Compagnie", "cie"),
    ("Villefranche s/ Mer", "villefranche sur mer"),
    ("Fontenay s/s Bois", "sous bois"),
    ("12 Bd. Notre-Dame", "boulevard nd"),
    ("3 av du Gal Leclerc", "avenue général"),
    ("Z.I. du Port", "zone industrielle"),
    ("Zone Artisanale des Lilas", "za lilas"),
    ("Durand & Frères", "durand et frs"),
    ("M&M", "m et m"),
    ("Marks & Spencer", "marks and spencer"),
    ("Dupont + Fils", "dupont et fils"),
    ("N.-D. des Champs", "notre dame"),
    ("Aujourd’hui", "aujourdhui"),
    ("Presqu'île", "presquile"),
    ("L’Étang d’Or", "letang dor"),
    ("Auto École du Port", "autoecole"),
    ("Jean Le Bris", "lebris"),
    ("E.Leclerc", "eleclerc"),
    ("E D F Services", "edf"),
    ("Groupe 4 X 4", "4x4"),
    ("H.L.M. du Nord", "hlm"),
    ("3M France", "3 m france"),
    ("3 M France", "3m"),
    ("Durand+Fils", "durand et fils"),
    ("404833048", "SIREN : 404 833 048"),
    ("02 98 12 34 56", "Tél. 02 98"),
    ("Pizza 1", "pizza n° 1"),
    ("jean exemple fr", "mailto:jean@exemple.fr"),
)


def occurs(words: list[str], line: str) -> bool:
    """As the lists look for them: one or two letters begin a word."""
    spaced = f" {line}"
    return all((f" {word}" if len(word) < 3 else word) in spaced for word in words)


def test_usual_ways_to_write_the_same_find_each_other() -> None:
    for stored, typed in FOUND:
        assert occurs(search_words(typed), searchable(stored)), (stored, typed, searchable(stored))


def test_a_contact_and_a_town_are_found_in_one_word() -> None:
    line = searchable("Petit", "Mme Le Meur", "12 rue Haute", "Saint Pol")
    assert occurs(search_words("lemeur saintpol"), line)
    assert "12ruehaute" not in line


def test_in_places_compounds_are_one_word_too_and_addresses_are_not() -> None:
    line = searchable("Petit", "Saint-Brieuc", email="jean.noel@exemple.fr").split()
    assert "saintbrieuc" in line
    assert not {"jeannoelexemplefr", "freres"} & set(line)


def test_initials_are_joined_where_they_are_many_or_have_a_digit() -> None:
    joined = {
        "s n c f reseau": "sncf reseau",
        "2 c b": "2cb",
        "3 m france": "3m france",
        "j n petit": "j n petit",
        "1 2 3": "1 2 3",
        "a b c d e f g h i j": "a b c d e f g h i j",
    }
    for typed, words in joined.items():
        assert " ".join(joined_initials(typed.split())) == words


def same(one: str, other: str) -> bool:
    first, second = (name_keys(list(joined_initials(fold(name).split()))) for name in (one, other))
    return bool(first & second)


def test_a_name_is_the_same_without_its_legal_form_and_however_it_is_shortened() -> None:
    for one, other in (
        ("Yann Le Bris EI", "EI Le Bris Yann"),
        ("Yann Le Bris (entreprise individuelle)", "Yann Le Bris"),
        ("Association Les Lilas", "Les Lilas (asso.)"),
        ("Omega GmbH & Co. KG", "Omega"),
        ("Omega S.p.A.", "OMEGA AG"),
        ("Omega S.à r.l.", "Omega Ltd"),
        ("Omega Sp. z o.o.", "Omega B.V."),
        ("Sté Armor", "Société Armor"),
        ("Garage Ste Anne", "Garage Sainte-Anne"),
        ("Dupont & Fils", "Dupont et Fils SARL"),
        ("S N C F Réseau", "SNCF Réseau"),
        ("Bâti-Plus", "Bati Plus"),
        ("Batiplus", "Bâti'Plus"),
        ("Pharmacie de L'Orme", "Pharmacie de LOrme"),
        ("BP Services", "b p services"),
        ("H & M", "HM"),
        ("Z I Nord", "ZI Nord"),
    ):
        assert same(one, other), (one, other)


def test_other_names_are_other_names() -> None:
    for one, other in (
        ("Garage du Port", "Garage du Pont"),
        ("Sainte Anne", "Société Anne"),
        ("AB Services", "Services"),
        ("Café du Port", "Café du Port et des Dunes"),
        ("Saint Martin", "Martin"),
        ("SA", "SARL"),
    ):
        assert not same(one, other), (one, other)
