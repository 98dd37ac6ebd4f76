"""What was recommended, and what became of it? And which reports are due to whom."""

from sendkpi.views import heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("Scrutiny", shown, at)
