from models.lists.export import Shown, list_csv, list_xlsx
from models.lists.filter import ON, Cases, Choice, Day, Filter, Of, Switch
from models.lists.glance import newest
from models.lists.listing import PAGE_ROWS, Listing
from models.lists.matching import marks_in, patterns_in, words_in
from models.lists.orders import MOST_ORDERS
from models.lists.query import LONGEST_SEARCH, Group, Page, Query, Row
from models.lists.saved_view import LONGEST_NAME, SavedView
from models.lists.spreadsheet import Cell, csv_file, xlsx_file
from models.lists.total import Total
from models.lists.walking import ids_after

__all__ = [
    "LONGEST_NAME",
    "LONGEST_SEARCH",
    "MOST_ORDERS",
    "ON",
    "PAGE_ROWS",
    "Cases",
    "Cell",
    "Choice",
    "Day",
    "Filter",
    "Group",
    "Listing",
    "Of",
    "Page",
    "Query",
    "Row",
    "SavedView",
    "Shown",
    "Switch",
    "Total",
    "csv_file",
    "ids_after",
    "list_csv",
    "list_xlsx",
    "marks_in",
    "newest",
    "patterns_in",
    "words_in",
    "xlsx_file",
]
