"""Frame in, chart and its text alternative out. Colours by meaning; no store, no workbook, no page."""

from sendkpi.charts.comparison import MOST, SHAPES, comparison_chart
from sendkpi.charts.parts import counted_chart, part_charts
from sendkpi.charts.sparkline import sparkline
from sendkpi.charts.trend import Span, span, trend_chart

__all__ = [
    "MOST",
    "SHAPES",
    "Span",
    "comparison_chart",
    "counted_chart",
    "part_charts",
    "span",
    "sparkline",
    "trend_chart",
]
