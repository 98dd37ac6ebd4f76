"""Where a measure's figures came from: the submission, and the cell of its file, each a link to that submission."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sendkpi.frames import rows_of
from sendkpi.frames.figures import ObservationRow
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key


def places(of: Key, measure: str, query: dict[str, str]) -> dict[dt.date, Html]:
    """By month the place of the total as it was reported, else those of the parts that make it; none of old figures."""
    standing = positions.at(of).record.observations
    own = standing[standing["measure"].eq(measure) & standing["cell"].ne("")]
    rows: dict[dt.date, dict[str, ObservationRow]] = {}
    for row in rows_of(own, ObservationRow):
        rows.setdefault(row.month.date(), {})[row.breakdown] = row
    return {
        month: Html("<br>").join(_place(row, query) for row in ([found[""]] if "" in found else found.values()))
        for month, found in rows.items()
    }


def _place(row: ObservationRow, query: dict[str, str]) -> Html:
    words = f"submission {row.submission}, {row.sheet}!{row.cell}"
    whose = f"{row.breakdown}: " if row.breakdown else ""
    link = markup.link(words, links.submission_address(row.submission, query))
    return html('<span class="quiet small">{}{}</span>', whose, link)
