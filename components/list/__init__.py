from components.list.arrangement import Arrangement
from components.list.column import Column
from components.list.column_chooser import ColumnChooser, column_menu, list_tool
from components.list.filter_boxes import FilterBoxes
from components.list.grid import SCRIPTS, LiveGrid, State
from components.list.page_json import page_json
from components.list.quick_filters import QuickFilters
from components.list.search_box import search_box
from components.list.tick_box import TickBox

__all__ = [
    "SCRIPTS",
    "Arrangement",
    "Column",
    "ColumnChooser",
    "FilterBoxes",
    "LiveGrid",
    "QuickFilters",
    "State",
    "TickBox",
    "column_menu",
    "list_tool",
    "page_json",
    "search_box",
]
