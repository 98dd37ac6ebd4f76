"""What was due, and is it done? The actions of the plan and their milestones."""

from sendkpi.views import figures, heads, milestones, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
key = figures.key(shown, plan, at.month, at.as_at)

heads.show_head("Milestones", shown, at)
milestones.show_milestones(viewer, shown, key)
