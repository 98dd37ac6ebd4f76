"""What scrutiny recommended and what became of it: all recommendations through filters, or the one of the address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.recommendations import (
    BETWEEN,
    Wanted,
    describe_recommendations,
    recommendations,
    wanted_of,
)
from sendkpi.analysis.wording import counted
from sendkpi.frames import each
from sendkpi.report import as_csv, as_workbook
from sendkpi.reported import Progress
from sendkpi.values import day_name, month_name
from sendkpi.views import decisions, figures, links, markup, place, recommendation_form
from sendkpi.views.scrutiny_calendar import show_calendar
from sendkpi.views.scrutiny_one import card
from sendkpi.views.who import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.views.figures import Key, Source
    from sendkpi.views.who import Viewer

LIST, CALENDAR, RECORD = "Recommendations", "Reporting calendar", "Record progress"
"""The parts of the page, one open at a time; the last is for officers."""

THEME, DECISION, OWNER, PROGRESS, LATE = "theme", "decision", "owner", "progress", "late"
"""The filters, as the address names them."""

OUR_READING = "Which measures and actions bear on a recommendation is our reading of both documents, not the council’s."


def show_parts(viewer: Viewer, shown: Source, of: Key) -> None:
    """The recommendations, the reporting calendar and, for officers, the form; the address says which is open."""
    decisions.show_receipt(shown)
    names = [LIST, CALENDAR, *([RECORD] if Role.OFFICER in viewer.roles else [])]
    # every link says month and day, so that what it leads to can be sent on as it is
    query = {place.MONTH: month_name(of.month), place.AS_AT: of.as_at.isoformat()}
    for name, tab in zip(names, st.tabs(names, key=links.PART, bind="query-params"), strict=True):
        if tab.open:
            with tab:
                if name == LIST:
                    _show_recommendations(shown, of, query)
                elif name == CALENDAR:
                    show_calendar(figures.plan_of(of), of.as_at, query)
                else:
                    recommendation_form.show_form(viewer, shown)


def _show_recommendations(shown: Source, of: Key, query: dict[str, str]) -> None:
    rows = recommendations(figures.plan_of(of), figures.reported(of), of.as_at)
    if rows.empty:
        markup.show('<p class="lead">The plan holds no recommendations.</p>')
        return
    asked = st.query_params.get(links.RECOMMENDATION, "")
    alone = rows[rows["recommendation"] == asked]
    if not alone.empty:
        every = markup.link(f"All {counted(len(rows), 'recommendation')}", links.address(links.SCRUTINY, query))
        head = f'<div class="top"><h2>Recommendation {escape(asked)}</h2><p>{every}</p></div>'
        markup.show(head + _cards(of, alone, query, alone=True))
        return
    if asked:
        st.warning(f"There is no recommendation “{markup.plain(asked)}”. These are all of them.")
    markup.show(f'<p class="lead">{escape(describe_recommendations(figures.plan_of(of), rows))}</p>')
    _show_found(shown, of, rows, query)


def _show_found(shown: Source, of: Key, rows: pd.DataFrame, query: dict[str, str]) -> None:
    """The filters, and what they leave with its files."""
    found = wanted_of(rows, _show_filters(rows))
    if found.empty:
        st.info("No recommendation is within these filters. Take one of them away to see more.")
        return
    some = counted(len(found), "recommendation")
    markup.show(f'<h2 class="rule">{some if len(found) == len(rows) else f"{len(found)} of {len(rows)}"}</h2>')
    _show_files(shown, of, found)
    markup.show(_cards(of, found, query))


def _show_filters(rows: pd.DataFrame) -> Wanted:
    """Draw every filter; all options always stand there, so that nothing moves when another is chosen."""
    owners = [owner for told in rows["owners"] for owner in told.split(BETWEEN) if owner]
    first, second, third, fourth = st.columns(4)
    return Wanted(
        themes=_choice(first, "Themes", THEME, list(rows["theme"])),
        decisions=_choice(second, "Decisions", DECISION, list(rows["decision"])),
        owners=_choice(third, "Owners", OWNER, owners, as_told=True),
        statuses=_choice(fourth, "Progress", PROGRESS, [*Progress, *rows["status"]]),
        overdue=st.checkbox("Past their date only", key=LATE, bind="query-params"),
    )


def _choice(
    where: DeltaGenerator, label: str, name: str, options: Sequence[str], *, as_told: bool = False
) -> tuple[str, ...]:
    chosen = where.multiselect(
        label,
        list(dict.fromkeys(map(str, options))),
        format_func=str if as_told else lambda word: word[:1].upper() + word[1:],
        placeholder="All",
        key=name,
        bind="query-params",
    )
    return tuple(chosen)


def _show_files(shown: Source, of: Key, found: pd.DataFrame) -> None:
    """Exactly what the filters leave, in the same order."""
    name = figures.file_name(shown.url, f"recommendations as at {of.as_at.isoformat()}")
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV",
            data=lambda: as_csv(found),
            file_name=f"{name}.csv",
            mime="text/csv",
            on_click="ignore",
        )
        st.download_button(
            "Download as Excel",
            data=lambda: _workbook(shown, of, found),
            file_name=f"{name}.xlsx",
            mime=markup.WORKBOOK,
            on_click="ignore",
        )


def _workbook(shown: Source, of: Key, found: pd.DataFrame) -> bytes:
    plan = figures.plan_of(of)
    notes = [
        f"Scrutiny recommendations as at {day_name(of.as_at)}.",
        "Illustrative: whatever was reported since the document is made up." if shown.illustrative else "",
        "Progress is the newest that was reported; without a day in “Reported on”, it is what the document says.",
        "Months overdue count from the end of the month in which it was due, until it is addressed or dropped.",
    ]
    return as_workbook(found, f"{plan.title}, {plan.place}: recommendations", [note for note in notes if note])


def _cards(of: Key, rows: pd.DataFrame, query: dict[str, str], *, alone: bool = False) -> str:
    cards = "".join(card(of, row, query, alone=alone) for row in each(rows))
    return f'{cards}<p class="quiet small">{OUR_READING}</p>'
