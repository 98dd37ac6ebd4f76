"""A measure period by period: the table of a page, and the file behind it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import TimelineRow
from sendkpi.plan.choices import Basis, Unit
from sendkpi.report import as_csv
from sendkpi.values import month_code, month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key

NOTHING = '<p class="quiet">Nothing has been due or reported yet.</p>'


def show_periods(of: Key, name: str) -> None:
    """A measure's table up to the key's month, and the button for its file."""
    markup.show(table(of, name))
    st.download_button(
        "Download as CSV",
        data=lambda: series_file(of, name),
        file_name=positions.file_name(of.url, f"{name} {month_code(of.month)}.csv"),
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )


@lru_cache(maxsize=512)
def table(of: Key, name: str) -> str:
    """The table, or a line where nothing has been due or reported."""
    trend = positions.at(of).trend(name)
    measure = trend.measure
    on_year = measure.basis is Basis.YEAR_TO_DATE
    period = wording.PERIOD_WORDS[measure.collected].capitalize()
    counts = measure.unit is not Unit.COUNT
    heads = [(period, False), *([("Counted", True)] if counts else [])]
    heads += [(f"{period} alone" if on_year else "Figure", True)]
    heads += [("Year to date", True)] if on_year else []
    heads += [("Trajectory", True), ("Gap", True), ("Rating", False), ("Comment", False)]
    past = trend.frame[trend.frame["month"] <= pd.Timestamp(of.month)]
    body = "".join(
        _period(row, on_year=on_year, counts=counts) for row in rows_of(past, TimelineRow) if row.reported or row.due
    )
    caption = f"{measure.title}, {wording.BASIS_WORDS[measure.basis]}"
    return markup.table(caption, heads, f"<tbody>{body}</tbody>", name="periods") if body else NOTHING


def _period(row: TimelineRow, *, on_year: bool, counts: bool) -> str:
    top = f"{wording.number(row.numerator, 0)} of " if pd.notna(row.numerator) else ""
    counted = top + wording.number(row.denominator, 0) if pd.notna(row.denominator) else ""
    cells = [(counted, True)] if counts else []
    cells += [(wording.figure(row.value, row.unit), True)]
    cells += [(wording.figure(row.figure, row.unit), True)] if on_year else []
    trajectory = wording.figure(row.trajectory, row.unit) if pd.notna(row.trajectory) else ""
    word = wording.RATING_WORDS[Rating(row.rating)].word if row.rating else ""
    cells += [(trajectory, True), (wording.gap(row.gap, row.unit), True), (word, False), (row.commentary, False)]
    return markup.row(month_name(row.month), [(escape(words), numbers) for words, numbers in cells])


def series_file(of: Key, name: str) -> bytes:
    """The measure's series up to the key's month as CSV, the total first, then each provider."""
    plan, standing = positions.at(of).plan, positions.at(of).record.observations
    past = standing[standing["month"] <= pd.Timestamp(of.month)]
    parts = []
    for part in ("", *plan.breakdowns_of(name)):
        series = analysis.series(plan, past, name, part, as_at=of.as_at)
        series.insert(1, "breakdown", part)
        parts.append(series)
    told = [part for part in parts if not part.empty]
    return as_csv(pd.concat(told, ignore_index=True) if told else parts[0])
