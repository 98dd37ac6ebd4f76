"""The paper for the board: choose, write, look, download; and every paper that was issued."""

from sendkpi.views import heads, paper, place
from sendkpi.views.who import Role, require

viewer = require(Role.READER)
plan, shown, at = place.here()

heads.show_head("Papers", shown, at)
paper.show_parts(viewer, plan, shown, at)
