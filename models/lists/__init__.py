from models.lists.filter import ON, Cases, Choice, Day, Filter, Of, Switch
from models.lists.listing import PAGE_ROWS, Listing
from models.lists.matching import marks_in, patterns_in
from models.lists.query import LONGEST_SEARCH, Page, Query, Row
from models.lists.spreadsheet import Cell, csv_file

__all__ = [
    "LONGEST_SEARCH",
    "ON",
    "PAGE_ROWS",
    "Cases",
    "Cell",
    "Choice",
    "Day",
    "Filter",
    "Listing",
    "Of",
    "Page",
    "Query",
    "Row",
    "Switch",
    "csv_file",
    "marks_in",
    "patterns_in",
]
