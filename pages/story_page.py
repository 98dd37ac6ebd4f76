"""What is this about? The plan told to the public."""

from sendkpi.views import heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("What this plan is about", shown, at)
