"""Frame in, chart (a Vega-Lite specification) and its text alternative out. No store, no workbook, no page."""

from sendkpi.charts.axes import HEIGHT, Span, span
from sendkpi.charts.comparison import MOST, SHAPES, comparison_chart
from sendkpi.charts.drawing import Spec
from sendkpi.charts.parts import counted_chart, part_charts
from sendkpi.charts.process.chart import process_chart
from sendkpi.charts.process.rows import Process, process_of
from sendkpi.charts.process.words import describe_process, process_notes
from sendkpi.charts.sparkline import sparkline
from sendkpi.charts.trend import trend_chart
