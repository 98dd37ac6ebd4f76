"""Every measure month by month as a table of marks, by rating or by real change; each mark opens the measure there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis import wording
from sendkpi.analysis.spc.labels import PointType
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.figures import HeatRow
from sendkpi.values import month_name
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html

if TYPE_CHECKING:
    import pandas as pd

    from sendkpi.plan import Plan
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

HEAT = "heat"
"""The name in the address of what the marks say."""
RATING, CHANGE = "Rating", "Real change"


@dataclass(frozen=True)
class Mark:
    """A cell's shape and what it means, and the colours that it is drawn in."""

    shape: str
    word: str
    ink: str
    ground: str

    @property
    def style(self) -> str:
        """Its colours, for a style sheet."""
        return f"color:{self.ink};background:{self.ground}"


RATINGS = MappingProxyType(
    {
        str(rating): Mark(look.shape, wording.RATING_WORDS[rating].word, look.ink, look.tint)
        for rating, look in colour.RATINGS.items()
    }
)
CHANGES = MappingProxyType(
    {
        str(PointType.IMPROVEMENT): Mark("+", "Real improvement", colour.IMPROVEMENT, "#e7eff8"),
        str(PointType.CONCERN): Mark("−", "Real worsening", colour.GROUND, colour.CONCERN),
        str(PointType.NEUTRAL_HIGH): Mark("↑", "Really higher", colour.NEUTRAL, "#f0eaf6"),
        str(PointType.NEUTRAL_LOW): Mark("↓", "Really lower", colour.NEUTRAL, "#f0eaf6"),
        str(PointType.COMMON_CAUSE): Mark("·", "No real change", colour.QUIET_TEXT, "#f0f2f3"),
    }
)
NO_FIGURE = Mark("○", "No figure", colour.QUIET_TEXT, colour.GROUND)
NO_VERDICT = Mark("–", "No verdict", colour.QUIET_TEXT, colour.GROUND)

EXPLAINED = MappingProxyType(
    {
        RATING: "Each month’s rating, as it stood with the figures to that month.",
        CHANGE: "What the process chart said of each month’s own figure when it came.",
    }
)


def show_heat_map(of: Key, query: dict[str, str]) -> None:
    """The heading, the switch and the table; nothing before anything was due or reported."""
    if not (positions.at(of).heat_map["rating"] != "").any():
        return
    markup.show(html('<h2 class="rule">Month by month</h2>'))
    how = st.radio("Each month by", (RATING, CHANGE), horizontal=True, key=HEAT, bind="query-params")
    markup.show(_table(of, how, query.get(position_bar.AS_AT, "")))


@lru_cache(maxsize=128)
def _table(of: Key, how: str, as_at: str) -> Html:
    """The table and the key to its marks. `as_at` is what the address says, "" for the default."""
    plan, cells = positions.at(of).plan, positions.at(of).heat_map
    months = list(dict.fromkeys(cells["month"]))
    rows = {
        str(name): list(rows_of(own, HeatRow)) for name, own in cells.groupby("measure") if (own["rating"] != "").any()
    }
    groups = []
    for area in plan.areas:
        own = [measure for measure in plan.measures if measure.area == area.id and measure.id in rows]
        shown = [_row(plan, measure, rows[measure.id], how, as_at) for measure in own]
        groups += (
            [markup.group(html("<span>{}</span>", f"{area.id}: {area.title}"), len(months) + 1, shown)] if own else []
        )
    explained = f"{EXPLAINED[how]} A quarterly or yearly measure has the months in which its periods end."
    above = html('<p class="quiet small">{}</p>', explained)
    skip = html('<p class="skip"><a href="#all-measures">Skip the months</a></p>')
    name = f"Month by month, by {how.lower()}"
    table = html('<table aria-label="{}">{}{}</table>', name, _head(months), groups)
    scroll = html('<div class="scroll heat" role="region" tabindex="0" aria-label="{}">{}</div>', name, table)
    return html("{}{}{}{}", above, skip, scroll, _legend(cells, how))


def _head(months: Sequence[pd.Timestamp]) -> Html:
    """The months under their years."""
    years = [
        html('<th scope="colgroup" colspan="{}">{}</th>', len(list(own)), year)
        for year, own in groupby(months, key=lambda month: month.year)
    ]
    names = [html('<th scope="col">{}</th>', f"{month:%b}") for month in months]
    return html('<thead><tr><th scope="col" rowspan="2">Measure</th>{}</tr><tr>{}</tr></thead>', years, names)


def _row(plan: Plan, measure: Measure, cells: Sequence[HeatRow], how: str, as_at: str) -> Html:
    ref = plan.ref(measure)
    query = {position_bar.AS_AT: as_at} if as_at else {}
    newest = query | {position_bar.MONTH: month_name(cells[-1].month)}
    name = markup.link(measure.title, links.measure_address(measure.id, newest))
    filled = (_cell(measure, ref, cell, how, query) for cell in cells)
    return html('<tr><th scope="row">{} <span class="quiet ref">{}</span></th>{}</tr>', name, ref, filled)


def _cell(measure: Measure, ref: str, cell: HeatRow, how: str, query: dict[str, str]) -> Html:
    if not cell.rating:
        return html("<td></td>")
    mark, month = _mark(cell, how), month_name(cell.month)
    words = f"{ref}, {month}: {mark.word}"
    address = links.measure_address(measure.id, {position_bar.MONTH: month} | query)
    pattern = '<td><a href="{}" aria-label="{}" title="{}" style="{}"><span aria-hidden="true">{}</span></a></td>'
    return html(pattern, address, words, words, mark.style, mark.shape)


def _mark(cell: HeatRow, how: str) -> Mark:
    if how == RATING:
        return RATINGS[cell.rating]
    if not cell.reported:
        return NO_FIGURE
    return CHANGES.get(cell.verdict, NO_VERDICT)


def _legend(cells: pd.DataFrame, how: str) -> Html:
    """The marks that stand in the table, in the order of their meaning; a shape of several reasons says them all."""
    shown = {_mark(cell, how) for cell in rows_of(cells[cells["rating"] != ""], HeatRow)}
    marks = [mark for mark in (*RATINGS.values(), *CHANGES.values(), NO_FIGURE, NO_VERDICT) if mark in shown]
    alike = groupby(marks, key=lambda mark: (mark.shape, mark.style))
    return markup.marks((shape, style, [mark.word for mark in own]) for (shape, style), own in alike)
