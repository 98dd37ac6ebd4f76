"""What was due, and is it done? The actions of the plan and their milestones."""

from sendkpi.views import heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("Milestones", shown, at)
