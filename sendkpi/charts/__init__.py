"""Frame in, chart and its text alternative out. Colours by meaning; no store, no workbook, no page."""

from sendkpi.charts.sparkline import sparkline
from sendkpi.charts.trend import Span, span, trend_chart

__all__ = ["Span", "span", "sparkline", "trend_chart"]
