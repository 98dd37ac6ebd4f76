"""What was submitted, by whom, and what each submission changed."""

from sendkpi.views import figures, heads, place, submissions
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()
key = figures.key(shown, plan, at.month, at.as_at)

heads.show_head("Submissions", shown, at)
submissions.show_open(viewer, plan, shown, key)
submissions.show_history(key, place.current_query())
