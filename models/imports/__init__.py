from models.imports.batch import Import, SavedMapping, State
from models.imports.columns import NO_ROW, Heading, Headings, Matched
from models.imports.found import IN_FILE, Alike, Figures, Wrong
from models.imports.importable import (
    IMPORTABLES,
    MODE_LABELS,
    Importable,
    Key,
    Mode,
    Read,
    Sameness,
    import_of,
)
from models.imports.joining import Joined, join
from models.imports.preparation import Preparation
from models.imports.running import Report, Run
from models.imports.sheet import MOST_BYTES, MOST_ROWS, Sheet, read_sheet
from models.imports.sweeping import Sweeper, sweep
from models.imports.text_file import CODECS
from models.imports.undoing import Left, TakenBack, undo_import, undo_refusal

__all__ = [
    "CODECS",
    "IMPORTABLES",
    "IN_FILE",
    "MODE_LABELS",
    "MOST_BYTES",
    "MOST_ROWS",
    "NO_ROW",
    "Alike",
    "Figures",
    "Heading",
    "Headings",
    "Import",
    "Importable",
    "Joined",
    "Key",
    "Left",
    "Matched",
    "Mode",
    "Preparation",
    "Read",
    "Report",
    "Run",
    "Sameness",
    "SavedMapping",
    "Sheet",
    "State",
    "Sweeper",
    "TakenBack",
    "Wrong",
    "import_of",
    "join",
    "read_sheet",
    "sweep",
    "undo_import",
    "undo_refusal",
]
