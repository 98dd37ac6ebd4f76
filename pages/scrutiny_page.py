"""What was recommended, and what became of it? And which reports are due to whom."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.scrutiny import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()

headings.show_head("Scrutiny", shown, at)
page.show_scrutiny(viewer, shown, positions.key(shown, plan, at.month, at.as_at))
