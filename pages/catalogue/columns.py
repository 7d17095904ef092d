"""What the list of articles shows, and of those in the trash."""

from components.list import Column

COLUMNS = (
    Column("name", "Désignation", width=300, flex=4, least=190),
    Column("reference", "Référence", width=120, flex=1, least=96, from_width=420),
    Column("family", "Famille", width=150, flex=2, from_width=880, without="trash"),
    Column("kind", "Type", width=112, flex=0, from_width=1_010),
    Column(
        *("price", "Prix HT"),
        width=116,
        flex=0,
        from_width=340,
        align="right",
        is_down_first=True,
    ),
    Column("unit", "Unité", width=116, flex=0, from_width=560, without="trash"),
    Column("vat", "TVA", width=76, flex=0, from_width=720, is_sortable=False, without="trash"),
    Column(
        *("updated", "Modifié le"),
        width=114,
        flex=0,
        from_width=800,
        is_down_first=True,
        without="trash",
    ),
    Column("deleted", "Supprimé", width=190, flex=1, is_down_first=True, only_with="trash"),
)
