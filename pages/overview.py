"""Are we on course, and where not? Every measure at a month."""

from sendkpi.views import figures, heads, heat_map, moved, overview, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
key = figures.key(shown, plan, at.month, at.as_at)

heads.show_head(f"{plan.title} · {plan.place}", shown, at)
place.show_if_nothing_reported(shown, at)
query = place.current_query()
overview.show_summary(key, query)
overview.show_attention(key, query)
moved.show_moved(key, query)
heat_map.show_heat_map(key, query)
overview.show_measures(key, query)
