from components.palette.palette import Choice, Choices, Palette, Searcher, begin_in_search

__all__ = ["Choice", "Choices", "Palette", "Searcher", "begin_in_search"]
