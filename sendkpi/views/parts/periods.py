"""A measure period by period: the table of a page, and the file behind it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import Rating, wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import TimelineRow
from sendkpi.plan.choices import Basis, Unit
from sendkpi.report import as_csv
from sendkpi.values import month_code, month_name
from sendkpi.views.frame import markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts.downloads import CSV, show_download
from sendkpi.views.parts.places import places

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key


def show_periods(of: Key, name: str) -> None:
    """A measure's table up to the key's month, and the button for its file."""
    markup.show(table(of, name, tuple(position_bar.current_query().items())))
    file = positions.file_name(of.url, f"{name} {month_code(of.month)}")
    show_download(CSV, file, lambda: series_file(of, name), key=f"csv-{name}")


@lru_cache(maxsize=512)
def table(of: Key, name: str, query: tuple[tuple[str, str], ...]) -> Html:
    """The table, or a line where nothing has been due or reported; `query` is the position that its links keep."""
    trend = positions.at(of).trend(name)
    measure = trend.measure
    on_year = measure.basis is Basis.YEAR_TO_DATE
    period = wording.PERIOD_WORDS[measure.collected].capitalize()
    counts = measure.unit is not Unit.COUNT
    heads = [period, *([number("Counted")] if counts else []), number(f"{period} alone" if on_year else "Figure")]
    heads += [number("Year to date")] if on_year else []
    heads += [number("Trajectory"), number("Gap"), "Rating", "Comment"]
    origins = places(of, name, dict(query))
    heads += ["From"] if origins else []
    past = trend.frame[trend.frame["month"] <= pd.Timestamp(of.month)]
    rows = [
        _period(row, origins, on_year=on_year, counts=counts)
        for row in rows_of(past, TimelineRow)
        if row.reported or row.due
    ]
    if not rows:
        return html('<p class="quiet">Nothing has been due or reported yet.</p>')
    look = "periods placed" if origins else "periods"
    return markup.table(f"{measure.title}, {wording.BASIS_WORDS[measure.basis]}", heads, rows, look)


def _period(row: TimelineRow, origins: dict[dt.date, Html], *, on_year: bool, counts: bool) -> Html:
    top = f"{wording.number(row.numerator, 0)} of " if pd.notna(row.numerator) else ""
    counted = top + wording.number(row.denominator, 0) if pd.notna(row.denominator) else ""
    trajectory = wording.figure(row.trajectory, row.unit) if pd.notna(row.trajectory) else ""
    word = wording.RATING_WORDS[Rating(row.rating)].word if row.rating else ""
    numbers = [counted] if counts else []
    numbers += [wording.figure(row.value, row.unit)]
    numbers += [wording.figure(row.figure, row.unit)] if on_year else []
    numbers += [trajectory, wording.gap(row.gap, row.unit)]
    origin = [origins.get(row.month.date(), Html())] if origins else []
    return markup.row(month_name(row.month), [*map(number, numbers), word, row.commentary, *origin])


def series_file(of: Key, name: str) -> bytes:
    """The measure's series up to the key's month as CSV, the total first, then each provider."""
    plan, standing = positions.at(of).plan, positions.at(of).record.observations
    past = standing[standing["month"] <= pd.Timestamp(of.month)]
    parts = []
    for part in ("", *plan.breakdowns_of(name)):
        series = analysis.series(plan, past, name, part, as_at=of.as_at)
        series.insert(1, "breakdown", part)
        parts.append(series)
    filled = [part for part in parts if not part.empty]
    return as_csv(pd.concat(filled, ignore_index=True) if filled else parts[0])
