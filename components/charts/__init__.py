from components.charts.bars import Bars, bars

__all__ = ["Bars", "bars"]
