"""The plan as it moves: what waits to be agreed, what was agreed, where the published plan is in doubt."""

from sendkpi.views.frame import headings, position_bar
from sendkpi.views.frame.access import Role, require
from sendkpi.views.plan import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()

headings.show_head("The plan and what was agreed", shown, at)
page.show_plan(viewer, plan, shown, at)
