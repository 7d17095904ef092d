"""Somebody's columns: which of them, in which order; what an address says wrongly is left out."""

from __future__ import annotations

from components.list import Arrangement, Column

COLUMNS = (
    Column("name", "Nom"),
    Column("city", "Ville"),
    Column("phone", "Téléphone", without="trash"),
    Column("deleted", "Supprimé", only_with="trash"),
)
USUAL = ["name", "city", "phone", "deleted"]
# By what an address says: which columns are shown, and what stands in the address then.
SAID = {
    "": (USUAL, ""),
    "name,city,phone": (USUAL, ""),
    "name,phone,city": (["name", "phone", "city", "deleted"], "name,phone,city"),
    "phone": (["name", "phone", "deleted"], "name,phone"),
    "phone,phone,name": (["name", "phone", "deleted"], "name,phone"),
    "name": (["name", "deleted"], "name"),
    "deleted,city": (["name", "city", "deleted"], "name,city"),
    "city,<b>,secret": (["name", "city", "deleted"], "name,city"),
    ",,": (USUAL, ""),
    "nothing": (USUAL, ""),
}


def test_an_address_says_which_columns_show_and_in_which_order() -> None:
    for said, (shown, written) in SAID.items():
        arrangement = Arrangement.read({"cols": said}, COLUMNS)

        assert [one.field for one in arrangement.shown(COLUMNS)] == shown, said
        assert arrangement.texts.get("cols", "") == written, said
        assert Arrangement.read(arrangement.texts, COLUMNS) == arrangement, said


def test_rows_are_close_only_if_the_address_says_so() -> None:
    assert Arrangement.read({"dens": "compact"}, COLUMNS).texts == {"dens": "compact"}
    for said in ("", "COMPACT", "1"):
        assert not Arrangement.read({"dens": said}, COLUMNS).is_compact, said
