from models.figures.first_steps import TOPICS as STEP_TOPICS
from models.figures.first_steps import FirstStep, first_steps
from models.figures.tiles import TILES, TOPICS, Figure, Tile, figures

__all__ = [
    "STEP_TOPICS",
    "TILES",
    "TOPICS",
    "Figure",
    "FirstStep",
    "Tile",
    "figures",
    "first_steps",
]
