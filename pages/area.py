"""How is this weakness moving? One area's measures against baseline, trajectory and target."""

from sendkpi.views.area import page
from sendkpi.views.frame import headings, links, position_bar, positions
from sendkpi.views.frame.access import Role, require

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
here = links.area_here(plan)
key = positions.key(shown, plan, at.month, at.as_at)
everything = positions.at(key).scorecard
scorecard = everything[everything["area"] == here.id]

headings.show_head(f"{here.id}: {here.title}", shown, at)
position_bar.show_if_nothing_reported(shown, at)
page.show_summary(key, here)
page.show_found(here)
page.show_measures(plan, key, scorecard, here)
