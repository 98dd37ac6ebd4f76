"""What was recommended, and what became of it? And which reports are due to whom."""

from sendkpi.views import figures, heads, place, scrutiny
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("Scrutiny", shown, at)
scrutiny.show_parts(viewer, shown, figures.key(shown, plan, at.month, at.as_at))
