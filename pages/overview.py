"""Are we on course, and where not? Every measure at a month."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.overview import changes, heat_map, page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
key = positions.key(shown, plan, at.month, at.as_at)

headings.show_head(f"{plan.title} · {plan.place}", shown, at)
position_bar.show_if_nothing_reported(shown, at)
query = position_bar.current_query()
page.show_summary(key, query)
page.show_attention(key, query)
changes.show_moved(key, query)
heat_map.show_heat_map(key, query)
page.show_measures(key, query)
