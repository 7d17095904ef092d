"""What the list of clients shows, and of those in the trash."""

from components.list import Column

COLUMNS = (
    Column("name", "Raison sociale", width=353, flex=4, least=200),
    Column("contact", "Contact", width=118, flex=1, from_width=930),
    Column("phone", "Téléphone", width=122, flex=0, from_width=560, without="trash"),
    Column("city", "Ville", width=150, flex=2, from_width=420),
    Column(
        *("open", "En cours"),
        width=86,
        flex=0,
        from_width=690,
        align="right",
        is_down_first=True,
        without="trash",
    ),
    Column(
        *("updated", "Modifié le"),
        width=114,
        flex=0,
        from_width=780,
        is_down_first=True,
        without="trash",
    ),
    Column("deleted", "Supprimé", width=190, flex=1, is_down_first=True, only_with="trash"),
)
