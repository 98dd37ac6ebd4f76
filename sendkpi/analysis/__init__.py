"""Pure functions on frames: periods, trajectory, rating, direction, scorecard, warnings."""

from sendkpi.analysis.benchmark import BENCHMARKS, benchmarks, counted_areas, latest, newest_year
from sendkpi.analysis.changed import CHANGED, Change, changed, counts_of_changes
from sendkpi.analysis.due import DUE, Owed, due, owed
from sendkpi.analysis.explore import EXPLORED, TOTAL, Filters, explore
from sendkpi.analysis.interval import describe_interval, wilson
from sendkpi.analysis.rating import Rating
from sendkpi.analysis.restatements import RESTATEMENTS, restatements
from sendkpi.analysis.review import Preview, preview, review
from sendkpi.analysis.scorecard import SCORECARD, SERIES, counts, latest_month, scorecard, series
from sendkpi.analysis.sentence import headline
from sendkpi.analysis.timeline import default_month, due_day, parts_timeline, timeline
from sendkpi.analysis.trend import Trend, trends

__all__ = [
    "BENCHMARKS",
    "CHANGED",
    "DUE",
    "EXPLORED",
    "RESTATEMENTS",
    "SCORECARD",
    "SERIES",
    "TOTAL",
    "Change",
    "Filters",
    "Owed",
    "Preview",
    "Rating",
    "Trend",
    "benchmarks",
    "changed",
    "counted_areas",
    "counts",
    "counts_of_changes",
    "default_month",
    "describe_interval",
    "due",
    "due_day",
    "explore",
    "headline",
    "latest",
    "latest_month",
    "newest_year",
    "owed",
    "parts_timeline",
    "preview",
    "restatements",
    "review",
    "scorecard",
    "series",
    "timeline",
    "trends",
    "wilson",
]
