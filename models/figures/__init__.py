from models.figures.first_steps import TOPICS as STEP_TOPICS
from models.figures.first_steps import FirstStep, first_steps
from models.figures.tiles import TILES, TOPICS, Figure, Records, Tile, figures, records_of

__all__ = [
    "STEP_TOPICS",
    "TILES",
    "TOPICS",
    "Figure",
    "FirstStep",
    "Records",
    "Tile",
    "figures",
    "first_steps",
    "records_of",
]
