"""What was due, and is it done? The actions of the plan and their milestones."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.milestones import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
key = positions.key(shown, plan, at.month, at.as_at)

headings.show_head("Milestones", shown, at)
page.show_milestones(viewer, shown, key)
