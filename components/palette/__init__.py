from components.palette.palette import Choice, Choices, Palette, Searcher

__all__ = ["Choice", "Choices", "Palette", "Searcher"]
