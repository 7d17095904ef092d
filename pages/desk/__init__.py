from pages.desk.bulk_panel import BulkAction
from pages.desk.card import Menus, RecordCard
from pages.desk.screen import DeskScreen
from pages.desk.section import folded, section
from pages.desk.selection import Export
from pages.desk.ticked import Ticked
from pages.desk.ticked_list import TickedList
from pages.desk.trash import remove_records, restore_records

__all__ = [
    "BulkAction",
    "DeskScreen",
    "Export",
    "Menus",
    "RecordCard",
    "Ticked",
    "TickedList",
    "folded",
    "remove_records",
    "restore_records",
    "section",
]
