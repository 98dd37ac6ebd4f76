"""What is this about? The plan told to the public."""

from sendkpi.views.frame import headings, position_bar, positions
from sendkpi.views.frame.access import Role, require
from sendkpi.views.story import governance, page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()
key = positions.key(shown, plan, at.month, at.as_at)
query = position_bar.current_query()

headings.show_head("What this plan is about", shown, at)
page.show_about(plan)
page.show_areas(key, query)
governance.show_priorities(plan, query)
governance.show_bodies(plan)
governance.show_groups(key, query)
page.show_next(plan, query)
