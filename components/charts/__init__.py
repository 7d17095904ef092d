from components.charts.bars import BarsBox
from components.charts.marks import Bars

__all__ = ["Bars", "BarsBox"]
