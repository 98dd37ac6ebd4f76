"""How others do: what was published of a measure, the area's own beside its neighbours, region and country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import analysis
from sendkpi.analysis import wording
from sendkpi.frames import rows_of
from sendkpi.frames.figures import BenchmarkRow
from sendkpi.plan.choices import ComparatorKind
from sendkpi.values import Symbol, day_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html, number

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

WHO = ["kind", "neighbour_list", "area"]
"""What a column of the table is of."""

NAMES = {ComparatorKind.NEIGHBOURS: "its statistical neighbours"}

NOTE = (
    "Statistical neighbours are the areas most like {place}, by a published list. Their figure is the mean of those "
    "that were published, each area counting the same: “9 of 10” says how many."
)


def summary(of: Key, measure: Measure) -> Html:
    """What was published for the newest year up to the key's month, in a sentence; "" for nothing."""
    rows = list(rows_of(analysis.newest_year(positions.at(of).benchmarks, measure, of.month), BenchmarkRow))
    if not rows:
        return Html()
    sentence = wording.joined([_area_words(row, measure) for row in rows])
    return html(
        '<p>Calendar year {}, {}: {}.</p><p class="quiet small">{}</p>',
        rows[0].period,
        measure.comparator,
        sentence,
        NOTE.format(place=positions.at(of).plan.place),
    )


def _area_words(row: BenchmarkRow, measure: Measure) -> str:
    counted = f" ({analysis.counted_areas(row)})" if row.kind == ComparatorKind.NEIGHBOURS else ""
    name = NAMES.get(ComparatorKind(row.kind), row.area)
    return f"{name} {wording.figure(row.value, measure.unit)}{counted}"


def tables(of: Key, measure: Measure) -> dict[str, Html]:
    """A table for each basis, the measure's own first; none where nothing was published."""
    every = positions.at(of).benchmarks
    rows = analysis.latest(every[every["measure"] == measure.id])
    bases = sorted(rows["basis"].unique(), key=lambda basis: (basis != measure.comparator, basis))
    return {basis: _table(positions.at(of).plan, measure, basis, rows[rows["basis"] == basis]) for basis in bases}


def _table(plan: Plan, measure: Measure, basis: str, rows: pd.DataFrame) -> Html:
    """A row a year, newest first, and a column for each area or list of neighbours."""
    columns = list(rows_of(rows.drop_duplicates(WHO), BenchmarkRow))
    cells = {(row.period, _who(row)): row for row in rows_of(rows, BenchmarkRow)}
    body = []
    for year in sorted(rows["period"].unique(), reverse=True):
        own = [cells.get((year, _who(one))) for one in columns]
        names = dict.fromkeys(_release(plan, row) for row in own if row)
        body.append(markup.row(year, [*(number(_cell(row, measure)) for row in own), "; ".join(names)]))
    heads = ["Year", *(number(_head(one)) for one in columns), "Release and its day"]
    return markup.table(f"{measure.title}, calendar year, {basis}: as published", heads, body, "others")


def _who(row: BenchmarkRow) -> tuple[str, ...]:
    return row.kind, row.neighbour_list, row.area


def _head(column: BenchmarkRow) -> str:
    if column.kind != ComparatorKind.NEIGHBOURS:
        return str(column.area)
    return f"Neighbours, {column.neighbour_list} list" if column.neighbour_list else "Neighbours"


def _cell(row: BenchmarkRow | None, measure: Measure) -> Html:
    """The figure beside how many areas it is the mean of; why it is missing where it was published so."""
    if row is None:
        return Html()
    if pd.isna(row.value):
        return Html.escape(wording.SYMBOL_WORDS[Symbol(row.symbol)])
    counted = analysis.counted_areas(row)
    beside = html(' <span class="quiet small of">{}</span>', counted) if counted else ""
    return html("{}{}", wording.figure(row.value, measure.unit), beside)


def _release(plan: Plan, row: BenchmarkRow) -> str:
    """`2025 (26 June 2025)`; the plan's own documents by their title."""
    name = next((one.title for one in plan.documents if one.id == row.release), row.release)
    return f"{name} ({day_name(row.published)})"
