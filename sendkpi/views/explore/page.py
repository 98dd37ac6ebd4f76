"""Look at any part of the figures: filters kept in the address, charts, the table, and the files of what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import analysis
from sendkpi import charts as drawings
from sendkpi.analysis import EXPLORED, TOTAL, Filters, Rating, wording
from sendkpi.charts import Spec, colour
from sendkpi.frames import rows_of
from sendkpi.frames.figures import ExploredRow
from sendkpi.plan.choices import Unit
from sendkpi.report import heading
from sendkpi.values import day_name, month_code, month_name
from sendkpi.views.frame import links, markup, paging, position_bar, positions
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.parts import charts
from sendkpi.views.parts.choices import choose_several
from sendkpi.views.parts.downloads import show_table_files

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Key, Source

A_ROW = 3
"""Filters side by side, where there is room."""

NUMBERS = {"numerator", "denominator", "value", "year_to_date", "trajectory", "gap"}
SYMBOLS = f"Symbols: {', '.join(f'{mark} is {words}' for mark, words in wording.SYMBOL_WORDS.items())}."

OUTLINES = {
    "circle": "border-radius:50%",
    "square": "",
    "triangle-up": "clip-path:polygon(50% 0,100% 100%,0 100%)",
    "diamond": "clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%)",
}
"""The shapes of a chart's points, as a style sheet draws them."""


@dataclass(frozen=True)
class Drawn:
    """The series of one unit: their chart and its alternative, or an empty one and why there is none."""

    unit: str
    names: tuple[str, ...]
    spec: Spec
    words: str


def show_filters(plan: Plan, of: Key) -> Filters:
    """Draw every filter; all options always stand there, so that nothing moves when another is chosen."""
    titles = {one.id: one.title for one in plan.sub_groups}
    providers = list(dict.fromkeys(one.breakdown for one in plan.breakdowns))
    first, second, third = st.columns(A_ROW), st.columns(A_ROW), st.columns(A_ROW)
    areas = choose_several(first[0], "Areas", "areas", [one.id for one in plan.areas])
    ids = [one.id for one in plan.measures]
    measures = choose_several(first[1], "Measures", "measures", ids, lambda name: f"{name}: {plan.measure(name).title}")
    owners = choose_several(first[2], "Organisations", "owners", plan.owners)
    sub_groups = choose_several(second[0], "Sub-groups", "sub_groups", list(titles), titles.__getitem__)
    parts = choose_several(second[1], "Providers", "providers", [TOTAL, *providers], empty="Total only")
    word = {str(rating): words.word for rating, words in wording.RATING_WORDS.items()}
    ratings = choose_several(second[2], "Ratings", "ratings", list(word), word.__getitem__)
    months = position_bar.months_to(plan, of.as_at)[::-1]
    since = _month(third[0], "From", "from", months, "The first figures")
    until = _month(third[1], "To", "to", months[::-1], "The month in the sidebar")
    rated = tuple(Rating(name) for name in ratings)
    return Filters(until or of.month, since, areas, measures, owners, sub_groups, parts, rated)


def _month(where: DeltaGenerator, label: str, name: str, months: list[dt.date], otherwise: str) -> dt.date | None:
    """A month, or None for what stands first."""

    def words(month: dt.date | None) -> str:
        return month_name(month) if month else otherwise

    chosen: dt.date | None = where.selectbox(label, [None, *months], format_func=words, key=name, bind="query-params")
    return chosen


def show_found(shown: Source, of: Key, filters: Filters, query: dict[str, str]) -> None:
    """What the filters leave: how much it is, its files, its charts and its table; or that it is nothing."""
    rows = _explored(of, filters)
    if rows.empty:
        st.info("No figures that are reported or due match these filters.")
        return
    markup.show(html('<p class="lead">{}</p>', _summary(rows)))
    _show_files(shown, of, filters)
    _show_charts(of, filters)
    markup.show(html('<h2 class="rule">Table</h2>'))
    page = paging.rows_of_page(len(rows), "page")
    markup.show(_table(of, filters, page.start, page.stop, tuple(query.items())))
    markup.show(html('<p class="quiet small">{}</p>', SYMBOLS))


@lru_cache(maxsize=64)
def _table(of: Key, filters: Filters, first: int, last: int, asked: tuple[tuple[str, str], ...]) -> Html:
    """The rows of a page."""
    heads = [number(heading(name)) if name in NUMBERS else heading(name) for name in EXPLORED]
    caption = f"Figures as at {day_name(of.as_at)}; gap and rating are on the basis that each measure is rated on"
    shown = rows_of(_explored(of, filters).iloc[first:last], ExploredRow)
    return markup.table(caption, heads, [_row(row, dict(asked)) for row in shown], "periods explored")


def _show_files(shown: Source, of: Key, filters: Filters) -> None:
    """Exactly the rows and columns of the table, all pages of it."""
    plan = positions.at(of).plan
    notes = [
        f"Figures to {month_name(filters.last)}, as at {day_name(of.as_at)}.",
        "Illustrative figures: every one is made up." if shown.illustrative else "",
        "Percentages are 0 to 100 and not rounded; gap and rating are on the basis that each measure is rated on.",
        SYMBOLS,
    ]
    name = f"figures to {month_code(filters.last)} as at {of.as_at.isoformat()}"
    show_table_files(shown, name, lambda: _explored(of, filters)[EXPLORED], f"{plan.title}, {plan.place}", notes)


@lru_cache(maxsize=64)
def _explored(of: Key, filters: Filters) -> pd.DataFrame:
    return analysis.explore(positions.at(of).plan, positions.at(of).record.observations, filters, of.as_at)


def _summary(rows: pd.DataFrame) -> str:
    span = f"{month_name(rows['month'].min())} to {month_name(rows['month'].max())}"
    return f"{wording.counted(len(rows), 'row')}: {wording.counted(rows['measure'].nunique(), 'measure')}, {span}"


def _show_charts(of: Key, filters: Filters) -> None:
    """A chart for each unit that has few enough series; a line for each that has too many."""
    markup.show(html('<h2 class="rule">Over time</h2>'))
    for one in _drawn(of, filters):
        quiet = f"In {wording.UNIT_PLURALS[Unit(one.unit)]}" if one.spec else one.words
        markup.show(html('<p class="quiet">{}</p>{}', quiet, _legend(one.names) if one.spec else ""))
        charts.show_spec(one.spec, one.words, f"explore-{one.unit}")


def _legend(names: Sequence[str]) -> Html:
    """Which line is which, as words that wrap on a narrow screen."""
    looks = zip(names, colour.SERIES, drawings.SHAPES, strict=False)
    pattern = '<span class="swatch" style="background:{};{}"></span> {}'
    return markup.listed((html(pattern, ink, OUTLINES[shape], name) for name, ink, shape in looks), "legend")


@lru_cache(maxsize=256)
def _drawn(of: Key, filters: Filters) -> tuple[Drawn, ...]:
    rows = _explored(of, filters)
    units = rows[rows["figure"].notna()].groupby("unit", sort=False)
    drawn = [_draw(Unit(str(unit)), _series(own, with_provider=bool(filters.providers))) for unit, own in units]
    return tuple(drawn) or (Drawn("", (), {}, "There is no figure to draw."),)


def _draw(unit: Unit, series: dict[str, pd.DataFrame]) -> Drawn:
    chart = drawings.comparison_chart(series, unit)
    if chart is None:
        many = f"{len(series)} series of {wording.UNIT_PLURALS[unit]}: too many to tell apart on one chart."
        return Drawn(unit, (), {}, f"{many} Choose up to {drawings.MOST} to draw them; the table has them all.")
    return Drawn(unit, tuple(series), chart, " ".join(map(_says, series, series.values())))


def _series(rows: pd.DataFrame, *, with_provider: bool) -> dict[str, pd.DataFrame]:
    """The rows of each line, by its name, in their order."""
    grouped = rows.groupby(["measure", "provider"], sort=False)
    named = ((own["title"].iloc[0], own["provider"].iloc[0], own) for _, own in grouped)
    return {f"{title}, {provider}" if with_provider else str(title): own for title, provider, own in named}


def _says(name: str, rows: pd.DataFrame) -> str:
    return f"{name}: {charts.first_to_last(rows, rows['unit'].iloc[0])}."


def _row(row: ExploredRow, query: dict[str, str]) -> Html:
    looks = {name: f"{name} number" if name in NUMBERS else name for name in EXPLORED[1:]}
    cells = [html('<td class="{}">{}</td>', look, _cell(row, name, query)) for name, look in looks.items()]
    return html('<tr><th scope="row">{}</th>{}</tr>', month_name(row.month), cells)


def _cell(row: ExploredRow, name: str, query: dict[str, str]) -> str:
    value = getattr(row, name)
    if name == "measure":
        return markup.link(value, links.measure_address(value, query))
    if name not in NUMBERS:
        return str(value)
    if pd.isna(value):
        return ""
    if name in {"numerator", "denominator"}:
        return wording.number(value, 0)
    return wording.gap(value, row.unit) if name == "gap" else wording.figure(value, row.unit)
