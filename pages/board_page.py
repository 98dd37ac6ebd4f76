"""What did we decide, who owes what? Meetings, actions log, decisions, risks and issues."""

from sendkpi.views import board, heads, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("The board", shown, at)
board.show_board(viewer, plan, shown, at)
