"""Let me look: any part of the figures, as a table, charts and files."""

from sendkpi.views.explore import page
from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
key = positions.key(shown, plan, at.month, at.as_at)

headings.show_head("Explore the figures", shown, at)
filters = page.show_filters(plan, key)
page.show_found(shown, key, filters, position_bar.current_query())
