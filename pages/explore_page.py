"""Let me look: any part of the figures, as a table, charts and files."""

from sendkpi.views import explore, figures, heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
key = figures.key(shown, plan, at.month, at.as_at)

heads.show_head("Explore the figures", shown, at)
filters = explore.show_filters(plan, key)
explore.show_found(shown, key, filters, place.current_query())
