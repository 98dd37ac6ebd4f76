"""What did we decide, who owes what? Meetings, actions log, decisions, risks and issues."""

from sendkpi.views.board import page
from sendkpi.views.frame import headings, position_bar
from sendkpi.views.frame.access import Role, require

viewer = require(Role.READER)
plan, shown, at = position_bar.here()

headings.show_head("The board", shown, at)
page.show_board(viewer, plan, shown, at)
