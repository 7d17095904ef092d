from models.figures.charts import CHARTED, PERIODS, Asked, Chart, asked_in, charts
from models.figures.first_steps import TOPICS as STEP_TOPICS
from models.figures.first_steps import FirstStep, first_steps
from models.figures.tiles import TILES, TOPICS, Figure, Records, Tile, figures, records_of

__all__ = [
    "CHARTED",
    "PERIODS",
    "STEP_TOPICS",
    "TILES",
    "TOPICS",
    "Asked",
    "Chart",
    "Figure",
    "FirstStep",
    "Records",
    "Tile",
    "asked_in",
    "charts",
    "figures",
    "first_steps",
    "records_of",
]
