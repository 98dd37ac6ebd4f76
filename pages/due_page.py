"""Who owes what for the month, and the template for each organisation."""

from sendkpi.views import due, figures, heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("Who owes what", shown, at)
due.show_due(viewer, figures.key(shown, plan, at.month, at.as_at), place.current_query())
