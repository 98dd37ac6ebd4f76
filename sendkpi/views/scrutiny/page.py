"""What scrutiny recommended and what became of it: all recommendations through filters, or the one of the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi.analysis.delivery.recommendations import RecommendationFilters, describe_recommendations, filtered
from sendkpi.analysis.wording import counted
from sendkpi.frames import rows_of
from sendkpi.frames.delivery import RecommendationRow
from sendkpi.record.updates import Progress
from sendkpi.values import day_name, month_name
from sendkpi.views.frame import links, markup, position_bar, positions, unknown
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import choose_several, show_parts
from sendkpi.views.parts.downloads import show_table_files
from sendkpi.views.scrutiny import form
from sendkpi.views.scrutiny.calendar import show_calendar
from sendkpi.views.scrutiny.recommendation import card, status_chip

if TYPE_CHECKING:
    from sendkpi.views.frame.positions import Key, Source

THEME, DECISION, OWNER, PROGRESS, LATE = "theme", "decision", "owner", "progress", "late"
"""The filters, as the address names them."""

HEADS = ("Recommendation", "How it stands", "Decision", "Due")

READING = html(
    '<p class="quiet small">Which measures and actions bear on a recommendation is our reading of both documents, '
    "not the council’s.</p>"
)


def show_scrutiny(viewer: Viewer, shown: Source, of: Key) -> None:
    """The recommendations, the reporting calendar and, for officers, the form; the address says which is open.

    A plan with neither recommendations nor reports has a line that says so and nothing else.
    """
    plan = positions.at(of).plan
    if not (plan.recommendations or plan.reports):
        markup.show(html('<p class="lead">The plan holds no recommendations and promises no reports.</p>'))
        return
    entry_form.show_receipt(shown)
    # every link says month and day, so that what it leads to can be sent on as it is
    query = {position_bar.MONTH: month_name(of.month), position_bar.AS_AT: of.as_at.isoformat()}
    parts = {
        "Recommendations": lambda: _show_recommendations(shown, of, query),
        "Reporting calendar": lambda: show_calendar(plan, of.as_at, query),
    }
    if plan.recommendations and Role.OFFICER in viewer.roles:
        parts["Record progress"] = lambda: form.show_form(viewer, shown)
    show_parts(parts)


def _show_recommendations(shown: Source, of: Key, query: dict[str, str]) -> None:
    rows = positions.at(of).recommendations
    if rows.empty:
        markup.show(html('<p class="lead">The plan holds no recommendations.</p>'))
        return
    asked = st.query_params.get(links.RECOMMENDATION, "")
    alone = rows[rows["recommendation"] == asked]
    if not alone.empty:
        every = markup.link(f"All {counted(len(rows), 'recommendation')}", links.address(links.SCRUTINY, query))
        head = html('<div class="top"><h2>Recommendation {}</h2><p>{}</p></div>', asked, every)
        markup.show(head + card(of, next(rows_of(alone, RecommendationRow)), query, alone=True) + READING)
        return
    if asked:
        st.warning(f"There is no recommendation “{markup.plain(asked)}”. These are all of them.")
    markup.show(html('<p class="lead">{}</p>', describe_recommendations(positions.at(of).plan, rows)))
    _show_found(shown, of, rows, query)


def _show_found(shown: Source, of: Key, rows: pd.DataFrame, query: dict[str, str]) -> None:
    """The filters, and what they leave with its files."""
    lacking = unknown.not_offered(_offered(rows))
    found = filtered(rows, _show_filters(rows))
    unknown.show_not_offered(lacking)
    if found.empty:
        st.info("No recommendations match these filters.")
        return
    some = counted(len(found), "recommendation") if len(found) == len(rows) else f"{len(found)} of {len(rows)}"
    markup.show(html('<h2 class="rule">{}</h2>', some))
    markup.show(_table(of, found, query))
    _show_files(shown, of, found)
    folded = [card(of, row, query, opened=len(found) == 1) for row in rows_of(found, RecommendationRow)]
    markup.show(html('<h2 class="rule">What was said of each, and what bears on it</h2>{}{}', folded, READING))


def _table(of: Key, rows: pd.DataFrame, query: dict[str, str]) -> Html:
    """A row for each: number and title, how it stands on the key's as-at day, what was decided, when it was due.

    In: rows of `recommendations`.
    """
    caption = f"Recommendations as at {day_name(of.as_at)}; each title leads to what was said of it"
    return markup.table(
        caption, HEADS, (_row(row, query) for row in rows_of(rows, RecommendationRow)), "recommendations"
    )


def _row(row: RecommendationRow, query: dict[str, str]) -> Html:
    title = markup.link(row.title, links.recommendation_address(row.recommendation, query))
    decision = row.decision[:1].upper() + row.decision[1:]
    due = "No month" if pd.isna(row.due_month) else month_name(row.due_month)
    return markup.row(html("<b>{}</b> {}", row.recommendation, title), (status_chip(row), decision, due))


def _options(rows: pd.DataFrame) -> dict[str, list[str]]:
    """What each filter offers; all of it always stands there, so that nothing moves when another is chosen."""
    owners = [owner for owners_of in rows["owners"] for owner in owners_of]
    found = {
        THEME: list(rows["theme"]),
        DECISION: list(rows["decision"]),
        OWNER: owners,
        PROGRESS: [*Progress, *rows["status"]],
    }
    return {name: list(dict.fromkeys(map(str, words))) for name, words in found.items()}


def _offered(rows: pd.DataFrame) -> dict[str, tuple[str, list[str]]]:
    """What each filter is called in a sentence, and its options as it words them."""
    return {name: (name, list(map(_worded(name), words))) for name, words in _options(rows).items()}


def _worded(name: str) -> Callable[[str], str]:
    """How a filter words its options: owners as the plan has them, all else with a capital."""
    return str if name == OWNER else lambda word: word[:1].upper() + word[1:]


def _show_filters(rows: pd.DataFrame) -> RecommendationFilters:
    """Draw every filter, in one row where there is room."""
    labels = {THEME: "Themes", DECISION: "Decisions", OWNER: "Owners", PROGRESS: "Progress"}
    options, columns = _options(rows), st.columns(len(labels))
    themes, decisions, owners, statuses = (
        choose_several(where, label, name, options[name], _worded(name))
        for where, (name, label) in zip(columns, labels.items(), strict=True)
    )
    overdue = st.checkbox("Past their date only", key=LATE, bind="query-params")
    return RecommendationFilters(themes=themes, decisions=decisions, owners=owners, statuses=statuses, overdue=overdue)


def _show_files(shown: Source, of: Key, found: pd.DataFrame) -> None:
    """Exactly what the filters leave, in the same order."""
    plan = positions.at(of).plan
    notes = [
        f"Scrutiny recommendations as at {day_name(of.as_at)}.",
        "Illustrative: whatever was reported since the document is made up." if shown.illustrative else "",
        "Progress is the newest that was reported; without a day in “Reported on”, it is what the document says.",
        "Months overdue count from the end of the month in which it was due, until it is addressed or dropped.",
    ]
    title = f"{plan.title}, {plan.place}: recommendations"
    show_table_files(shown, f"recommendations as at {of.as_at.isoformat()}", lambda: found, title, notes)
