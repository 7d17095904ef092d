"""Somebody's columns: which of them, in which order; what an address says wrongly is left out."""

from __future__ import annotations

from components.list import Arrangement, Column
from components.list.column import NARROWEST, WIDEST

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


# By what an address says of widths: which columns have one.
WIDTHS = {
    "": {},
    "city:220": {"city": 220},
    "phone:90,city:220": {"city": 220, "phone": 90},
    "city:220,city:100": {"city": 100},
    f"city:{NARROWEST - 1},phone:{WIDEST + 1}": {},
    "city:1e2,phone:-90,name:٣٠٠": {},
    "city,phone:,:100,secret:100": {},
    "city:" + "9" * 5000: {},
}


def test_an_address_says_how_wide_a_column_is() -> None:
    for said, widths in WIDTHS.items():
        arrangement = Arrangement.read({"widths": said}, COLUMNS)

        assert dict(arrangement.widths) == widths, said
        assert Arrangement.read(arrangement.texts, COLUMNS) == arrangement, said


def test_a_column_is_made_wider_within_reason_and_has_its_own_width_back() -> None:
    wider = Arrangement().widened("city", 300, COLUMNS)
    assert wider.texts == {"widths": "city:300"}
    assert wider.widened("city", None, COLUMNS) == Arrangement()
    for width, kept in ((1, NARROWEST), (10_000, WIDEST)):
        assert dict(Arrangement().widened("city", width, COLUMNS).widths) == {"city": kept}
    assert Arrangement().widened("nothing", 300, COLUMNS) == Arrangement()


def test_a_column_of_its_own_width_leaves_the_others_the_rest() -> None:
    css = Column("city", "Ville", flex=2, least=90).css(has_circle=False, own_width=300)
    assert css == ".column-city{flex:0 1 300px;min-width:90px}"
    narrow = Column("city", "Ville", flex=2, least=90).css(has_circle=False, own_width=70)
    assert narrow == ".column-city{flex:0 1 70px;min-width:70px}"
