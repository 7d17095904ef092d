from components.list.grid import Column, LiveGrid, State, page_json, preload_grid
from components.list.search_box import search_box
from components.list.tick_box import TickBox

__all__ = [
    "Column",
    "LiveGrid",
    "State",
    "TickBox",
    "page_json",
    "preload_grid",
    "search_box",
]
