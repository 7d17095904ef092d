from components.lines.change import DOCUMENT, Change, Edit, Question
from components.lines.lines import KEYS, LinesEditor

__all__ = ["DOCUMENT", "KEYS", "Change", "Edit", "LinesEditor", "Question"]
