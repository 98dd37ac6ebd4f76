"""How is this weakness moving? One area's measures against baseline, trajectory and target."""

from sendkpi.views import area, figures, heads, links, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
here = links.area_here(plan)
key = figures.key(shown, plan, at.month, at.as_at)
everything = figures.scorecard(key)
scorecard = everything[everything["area"] == here.id]

heads.show_head(f"{here.id}: {here.title}", shown, at)
place.show_if_nothing_reported(shown, at)
area.show_summary(key, here)
area.show_found(here)
area.show_measures(plan, key, scorecard, here)
