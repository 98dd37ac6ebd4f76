"""What is this about? The plan told to the public."""

from sendkpi.views import figures, heads, place, story, story_governance
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
key = figures.key(shown, plan, at.month, at.as_at)
query = place.current_query()

heads.show_head("What this plan is about", shown, at)
story.show_about(plan)
story.show_areas(key, query)
story_governance.show_priorities(plan, query)
story_governance.show_bodies(plan)
story_governance.show_groups(key, query)
story.show_next(plan, query)
