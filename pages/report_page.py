"""The paper for the board: choose, write, look, download; and every paper that was issued."""

from sendkpi.views.frame import headings, position_bar
from sendkpi.views.frame.access import Role, require
from sendkpi.views.papers import page

viewer = require(Role.READER)
plan, shown, at = position_bar.here()

headings.show_head("Papers", shown, at)
page.show_papers(viewer, plan, shown, at)
