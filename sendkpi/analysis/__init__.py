"""Pure functions on frames: periods, trajectory, rating, direction, scorecard, warnings."""

from sendkpi.analysis.rating import Rating
from sendkpi.analysis.review import Preview, preview, review
from sendkpi.analysis.scorecard import SCORECARD, SERIES, counts, latest_month, scorecard, series
from sendkpi.analysis.sentence import headline
from sendkpi.analysis.timeline import default_month, due_day, parts_timeline, timeline
from sendkpi.analysis.trend import Trend, trends

__all__ = [
    "SCORECARD",
    "SERIES",
    "Preview",
    "Rating",
    "Trend",
    "counts",
    "default_month",
    "due_day",
    "headline",
    "latest_month",
    "parts_timeline",
    "preview",
    "review",
    "scorecard",
    "series",
    "timeline",
    "trends",
]
