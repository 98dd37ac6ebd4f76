"""Pure functions on frames: periods, trajectory, rating, direction, scorecard, warnings."""

from sendkpi.analysis.changes.effect_words import effect_line, figures_words, rating_words
from sendkpi.analysis.changes.effects import EFFECTS, NO_EFFECTS, effects, rows_that_change
from sendkpi.analysis.changes.submissions import Change, changed, counts_of_changes
from sendkpi.analysis.delivery.milestones import milestones, occurrences_frame
from sendkpi.analysis.delivery.news import DeliveryNews, MilestoneChange, ProgressChange, counted_all, counted_delivery
from sendkpi.analysis.delivery.rating import DeliveryRating
from sendkpi.analysis.periods.grid import nothing_to_count
from sendkpi.analysis.periods.rating import JUDGED, Rating
from sendkpi.analysis.periods.timeline import default_month, due_day, parts_timeline, timeline
from sendkpi.analysis.position.benchmarks import BENCHMARKS, benchmarks, counted_areas, latest, newest_year
from sendkpi.analysis.position.due import DUE, Owed, due, owed
from sendkpi.analysis.position.exceptions import exceptions
from sendkpi.analysis.position.explore import EXPLORED, TOTAL, Filters, explore
from sendkpi.analysis.position.headline import headline
from sendkpi.analysis.position.heat_map import heat_map
from sendkpi.analysis.position.interval import describe_interval, wilson
from sendkpi.analysis.position.review import Preview, preview, review, without_parts
from sendkpi.analysis.position.scorecard import PRINTED, SCORECARD, SERIES, counts, in_words, scorecard, series
from sendkpi.analysis.position.trends import Trend
