"""Who owes what for the month, and the template for each organisation."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.submit import due

viewer = require(Role.READER)
plan, shown, at = position_bar.here()

headings.show_head("Who owes what", shown, at)
due.show_due(viewer, positions.key(shown, plan, at.month, at.as_at), position_bar.current_query())
