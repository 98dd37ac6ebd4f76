"""Everything about one measure: why it stands as it does, what was said of it, and what it was held to when."""

from sendkpi.views import figures, heads, measure, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
chosen = measure.require_measure(plan, shown, at)
key = figures.key(shown, plan, at.month, at.as_at)

heads.show_head(chosen.title, shown, at)
measure.show_summary(key, chosen)
measure.show_why(key, chosen)
measure.show_record(key, chosen)
measure.show_series(key, chosen)
