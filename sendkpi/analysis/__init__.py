"""Pure functions on frames: periods, trajectory, rating, direction, scorecard, warnings."""

from sendkpi.analysis.benchmark import BENCHMARKS, benchmarks, counted_areas, latest, newest_year
from sendkpi.analysis.changed import CHANGED, Change, changed, counts_of_changes
from sendkpi.analysis.delivery import MILESTONES, OCCURRENCES, Brag, milestones, occurrences_frame
from sendkpi.analysis.delivery_news import DeliveryNews, MilestoneChange, ProgressChange, counted_all, counted_delivery
from sendkpi.analysis.due import DUE, Owed, due, owed
from sendkpi.analysis.exceptions import exceptions
from sendkpi.analysis.explore import EXPLORED, TOTAL, Filters, explore
from sendkpi.analysis.grid import nothing_to_count
from sendkpi.analysis.headline import headline
from sendkpi.analysis.heat_map import HEAT, heat_map
from sendkpi.analysis.interval import describe_interval, wilson
from sendkpi.analysis.rating import Rating
from sendkpi.analysis.restatements import RESTATEMENTS, restatements
from sendkpi.analysis.review import Preview, preview, review
from sendkpi.analysis.scorecard import SCORECARD, SERIES, counts, latest_month, scorecard, series
from sendkpi.analysis.timeline import default_month, due_day, parts_timeline, timeline
from sendkpi.analysis.trend import Trend, trends

__all__ = [
    "BENCHMARKS",
    "CHANGED",
    "DUE",
    "EXPLORED",
    "HEAT",
    "MILESTONES",
    "OCCURRENCES",
    "RESTATEMENTS",
    "SCORECARD",
    "SERIES",
    "TOTAL",
    "Brag",
    "Change",
    "DeliveryNews",
    "Filters",
    "MilestoneChange",
    "Owed",
    "Preview",
    "ProgressChange",
    "Rating",
    "Trend",
    "benchmarks",
    "changed",
    "counted_all",
    "counted_areas",
    "counted_delivery",
    "counts",
    "counts_of_changes",
    "default_month",
    "describe_interval",
    "due",
    "due_day",
    "exceptions",
    "explore",
    "headline",
    "heat_map",
    "latest",
    "latest_month",
    "milestones",
    "newest_year",
    "nothing_to_count",
    "occurrences_frame",
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
