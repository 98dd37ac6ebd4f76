"""Every measure month by month as a table of marks, by rating or by real change; each mark opens the measure there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis import wording
from sendkpi.analysis.spc.xmr import PointType
from sendkpi.charts import colour
from sendkpi.frames import rows_of
from sendkpi.frames.figures import HeatRow
from sendkpi.values import month_name
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    markup.show('<h2 class="rule">Month by month</h2>')
    how = st.radio("Each month by", (RATING, CHANGE), horizontal=True, key=HEAT, bind="query-params")
    markup.show(_table(of, how, query.get(position_bar.AS_AT, "")))


@lru_cache(maxsize=128)
def _table(of: Key, how: str, as_at: str) -> str:
    """The table and the key to its marks. `as_at` is what the address says, "" for the default."""
    plan, cells = positions.at(of).plan, positions.at(of).heat_map
    months = list(dict.fromkeys(cells["month"]))
    rows = {
        str(name): list(rows_of(own, HeatRow)) for name, own in cells.groupby("measure") if (own["rating"] != "").any()
    }
    body = ""
    for area in plan.areas:
        own = [measure for measure in plan.measures if measure.area == area.id and measure.id in rows]
        if own:
            body += _group(f"{area.id}: {area.title}", len(months))
            body += "".join(_row(plan, measure, rows[measure.id], how, as_at) for measure in own) + "</tbody>"
    explained = escape(f"{EXPLAINED[how]} A quarterly or yearly measure has the months in which its periods end.")
    name = f"Month by month, by {how.lower()}"
    return (
        f'<p class="quiet small">{explained}</p><p class="skip"><a href="#all-measures">Skip the months</a></p>'
        f'<div class="scroll heat" role="region" tabindex="0" aria-label="{name}">'
        f'<table aria-label="{name}">{_head(months)}{body}</table></div>{_legend(cells, how)}'
    )


def _head(months: Sequence[pd.Timestamp]) -> str:
    """The months under their years."""
    years = "".join(
        f'<th scope="colgroup" colspan="{len(list(own))}">{year}</th>'
        for year, own in groupby(months, key=lambda month: month.year)
    )
    names = "".join(f'<th scope="col">{month:%b}</th>' for month in months)
    return f'<thead><tr><th scope="col" rowspan="2">Measure</th>{years}</tr><tr>{names}</tr></thead>'


def _group(words: str, months: int) -> str:
    head = f'<th scope="rowgroup" class="group" colspan="{months + 1}"><span>{escape(words)}</span></th>'
    return f"<tbody><tr>{head}</tr>"


def _row(plan: Plan, measure: Measure, cells: Sequence[HeatRow], how: str, as_at: str) -> str:
    ref = markup.ref(plan, measure)
    query = {position_bar.AS_AT: as_at} if as_at else {}
    name = markup.link(
        measure.title, links.measure_address(measure.id, query | {position_bar.MONTH: month_name(cells[-1].month)})
    )
    filled = "".join(_cell(measure, ref, cell, how, query) for cell in cells)
    return f'<tr><th scope="row">{name} <span class="quiet ref">{escape(ref)}</span></th>{filled}</tr>'


def _cell(measure: Measure, ref: str, cell: HeatRow, how: str, query: dict[str, str]) -> str:
    if not cell.rating:
        return "<td></td>"
    mark = _mark(cell, how)
    month = month_name(cell.month)
    words = escape(f"{ref}, {month}: {mark.word}")
    address = escape(links.measure_address(measure.id, {position_bar.MONTH: month} | query))
    shape = f'<span aria-hidden="true">{mark.shape}</span>'
    return f'<td><a href="{address}" aria-label="{words}" title="{words}" style="{mark.style}">{shape}</a></td>'


def _mark(cell: HeatRow, how: str) -> Mark:
    if how == RATING:
        return RATINGS[cell.rating]
    if not cell.told:
        return NO_FIGURE
    return CHANGES.get(cell.verdict, NO_VERDICT)


def _legend(cells: pd.DataFrame, how: str) -> str:
    """The marks that stand in the table, in the order of their meaning; a shape of several reasons says them all."""
    shown = {_mark(cell, how) for cell in rows_of(cells[cells["rating"] != ""], HeatRow)}
    marks = [mark for mark in (*RATINGS.values(), *CHANGES.values(), NO_FIGURE, NO_VERDICT) if mark in shown]
    items = ""
    for style, own in groupby(marks, key=lambda mark: (mark.shape, mark.style)):
        shape, look = style
        words = ", ".join(mark.word if at == 0 else mark.word.lower() for at, mark in enumerate(own))
        items += f'<li><span class="mark" style="{look}" aria-hidden="true">{shape}</span> {escape(words)}</li>'
    return f'<ul class="key">{items}</ul>'
