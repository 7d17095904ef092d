from pages.today.charts import CHARTS_SCREEN
from pages.today.screen import TODAY_SCREEN

SCREENS = (TODAY_SCREEN, CHARTS_SCREEN)

__all__ = ["SCREENS"]
