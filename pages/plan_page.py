"""The plan as it moves: what waits to be agreed, what was agreed, where the published plan is in doubt."""

from sendkpi.views import heads, place, plan_parts
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("The plan and what was agreed", shown, at)
plan_parts.show_parts(viewer, plan, shown, at)
