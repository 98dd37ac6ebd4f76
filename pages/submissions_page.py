"""What was submitted, by whom, and what each submission changed."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.submissions import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
key = positions.key(shown, plan, at.month, at.as_at)

headings.show_head("Submissions", shown, at)
page.show_open(viewer, plan, shown, key)
page.show_history(key, position_bar.current_query())
