"""Everything about one measure: why it stands as it does, what was said of it, and what it was held to when."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.measure import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
chosen = page.require_measure(plan, shown, at)
key = positions.key(shown, plan, at.month, at.as_at)

headings.show_head(chosen.title, shown, at)
page.show_summary(key, chosen)
page.show_why(key, chosen)
page.show_record(key, chosen)
page.show_series(key, chosen)
