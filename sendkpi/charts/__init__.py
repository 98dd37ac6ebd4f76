"""Frame in, chart and its text alternative out. Colours by meaning; no store, no workbook, no page."""

from sendkpi.charts.parts import counted_chart, part_charts
from sendkpi.charts.sparkline import sparkline
from sendkpi.charts.trend import Span, span, trend_chart

__all__ = ["Span", "counted_chart", "part_charts", "span", "sparkline", "trend_chart"]
