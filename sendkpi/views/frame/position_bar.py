"""The month and the as-at date that every page shows: chosen in the sidebar, kept in the address.

A default is not written into the address, so a link without either means the latest position; the sidebar offers
one that says both, for somebody else or for another day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from sendkpi import analysis, store
from sendkpi.errors import SendKpiError
from sendkpi.values import add_months, day_name, moment_name, month_name, parse_day, parse_month, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import html

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.positions import Source

MONTH, AS_AT = "month", "as_at"
_DEFAULT = "default_as_at"
_FOLLOW = "month_follows"


@dataclass(frozen=True)
class Position:
    """A month, as it was known at the end of a day."""

    month: dt.date
    as_at: dt.date


def position(plan: Plan, shown: Source) -> Position:
    """What the sidebar says; without one, what the address says; without either, the latest."""
    chosen = st.session_state.get(AS_AT) or _asked_day(plan) or positions.default_as_at(shown)
    month = st.session_state.get(MONTH) or _asked_month(months_to(plan, chosen)) or _latest_due(plan, chosen)
    return Position(month, chosen)


def show_sidebar(plan: Plan, shown: Source) -> None:
    """Draw both choices, and say so where the address asked for what there is not."""
    _spell_out_month(plan)
    above = st.sidebar.container()  # the month stands above the date that decides which months there are
    _say_where_ahead(positions.newest(shown))
    asked = {name: st.query_params[name] for name in (MONTH, AS_AT) if name in st.query_params}
    day = _as_at_input(plan, positions.default_as_at(shown))
    months = months_to(plan, day)
    latest = _latest_due(plan, day)
    if st.session_state.pop(_FOLLOW, False) or st.session_state.get(MONTH, latest) not in months:
        st.session_state[MONTH] = latest
    above.selectbox("Month", months, index=months.index(latest), format_func=month_name, key=MONTH, bind="query-params")
    st.sidebar.caption("The position in this month, from what had been reported by the end of the “as at” day.")
    with st.sidebar:
        way = markup.link("Link to exactly this", _pinned(st.session_state[MONTH], day))
        markup.show(html('<p class="small">{}</p>', way))
    _say_what_was_not_understood(asked, day, months)


def _pinned(month: dt.date, as_at: dt.date) -> str:
    """The page's address with its month and date written out, so that it shows the same on any day."""
    others = [(name, value) for name in st.query_params for value in st.query_params.get_all(name)]
    fixed = [(MONTH, month_name(month)), (AS_AT, as_at.isoformat())]
    return "?" + urlencode([(name, value) for name, value in others if name not in (MONTH, AS_AT)] + fixed)


def _as_at_input(plan: Plan, default: dt.date) -> dt.date:
    """The as-at date; one left at its default follows it, when the day turns or the first real figures come."""
    before = st.session_state.get(_DEFAULT)
    if before not in (None, default) and st.session_state.get(AS_AT) == before:
        st.session_state[AS_AT] = default
        _follow()
    st.session_state[_DEFAULT] = default
    chosen = st.sidebar.date_input(
        "As at",
        value=default,
        min_value=min(_first_month(plan), default),
        max_value=max(today(), default),
        format="DD/MM/YYYY",
        key=AS_AT,
        bind="query-params",
        on_change=_follow,
    )
    return chosen if isinstance(chosen, dt.date) else default


def _follow() -> None:
    """Another as-at date has another latest month: it is shown, unless a month was chosen."""
    if MONTH not in st.query_params:
        st.session_state[_FOLLOW] = True


def go_to(month: dt.date, as_at: dt.date | None = None) -> None:
    """Move every page to a month, and to an as-at date; for callbacks, which run before the sidebar is drawn."""
    st.session_state[MONTH] = month
    if as_at:
        st.session_state[AS_AT] = as_at


def _spell_out_month(plan: Plan) -> None:
    """A month may be asked for as `2022-04` too; the address then says `April 2022`, as the choice does."""
    try:
        month = parse_month(st.query_params.get(MONTH, ""))
    except SendKpiError:
        return
    if _first_month(plan) <= month <= today():
        st.query_params[MONTH] = month_name(month)
        st.rerun()


def _say_where_ahead(newest: dt.datetime | None) -> None:
    """What was recorded by a clock that was ahead is out of sight, and keeps anything more from being recorded."""
    clock = dt.datetime.now(tz=dt.UTC)
    if store.is_ahead(newest, clock):
        st.warning(
            f"The newest entry was recorded on {moment_name(newest)}, but this machine's clock says "
            f"{moment_name(clock)}. Until one of the two is put right nothing can be stored, and what is dated ahead "
            "is not shown. The command `doctor` says what to do."
        )


def _say_what_was_not_understood(asked: dict[str, str], day: dt.date, months: list[dt.date]) -> None:
    here = {month_name(month) for month in months}
    if MONTH in asked and asked[MONTH] not in here:
        st.warning(
            f"There is no month “{markup.plain(asked[MONTH])}” to show as at {day_name(day)}. This is the latest."
        )
    if AS_AT in asked and asked[AS_AT] != day.isoformat():
        st.warning(
            f"“{markup.plain(asked[AS_AT])}” is not a date to show figures as at. These are as at {day_name(day)}."
        )


def _asked_day(plan: Plan) -> dt.date | None:
    try:
        day = parse_day(st.query_params.get(AS_AT, ""))
    except SendKpiError:
        return None
    return day if _first_month(plan) <= day <= today() else None


def _asked_month(months: list[dt.date]) -> dt.date | None:
    asked = st.query_params.get(MONTH, "")
    return next((month for month in months if asked in (month_name(month), f"{month:%Y-%m}")), None)


def _first_month(plan: Plan) -> dt.date:
    return min(measure.collected_from for measure in plan.measures)


def _latest_due(plan: Plan, as_at: dt.date) -> dt.date:
    return max(analysis.default_month(plan, as_at), _first_month(plan))


def months_to(plan: Plan, as_at: dt.date) -> list[dt.date]:
    """The months to choose from, newest first: from the plan's first to that of the as-at date."""
    first = _first_month(plan)
    last = max(as_at.replace(day=1), first)
    count = (last.year - first.year) * 12 + last.month - first.month
    return [add_months(last, -back) for back in range(count + 1)]


def here() -> tuple[Plan, Source, Position]:
    """What a page needs to know first: the plan as at the date, the store shown, the month and the as-at date."""
    shown = positions.source()
    at = position(positions.current_plan(), shown)
    return positions.record(shown, at.as_at).plan, shown, at


def current_query() -> dict[str, str]:
    """The month and as-at date that the address holds, for links to other pages."""
    return {name: st.query_params[name] for name in (MONTH, AS_AT) if name in st.query_params}


def show_if_nothing_reported(shown: Source, at: Position) -> None:
    """Where no figure is for the month, say so and offer the latest month that has any."""
    months = positions.record(shown, at.as_at).months
    if not months:
        st.info(f"Nothing had been reported by {day_name(at.as_at)}.")
    elif at.month not in months:
        newest = max(months)
        st.info(
            f"Nothing has been reported for {month_name(at.month)}. The newest figures are for {month_name(newest)}."
        )
        st.button(f"Show {month_name(newest)}", on_click=go_to, args=(newest,))
