"""Which paper the page is about: for whom, of which sub-group, over which period; in the address, by ids.

The address wins; without it, what was chosen last in the visit stands again, so that a look at another page loses
nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.papers import PaperChoice
from sendkpi.plan.choices import PaperPeriod
from sendkpi.report import Period
from sendkpi.values import add_months, month_code, parse_month
from sendkpi.views.frame import markup, position_bar

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position

AUDIENCE, GROUP, LENGTH, LAST = "audience", "sub_group", "length", "period"
KEPT = "paper_choice"
"""Where the session keeps what was chosen last, by its name in the address."""


def choose(plan: Plan, at: Position) -> PaperChoice | None:
    """The paper that is chosen; None where no period of its length had begun by the as-at day."""
    above, (first, second, third) = st.container(), st.columns(3)
    audiences = {one.id: one for one in plan.audiences}
    titles = {name: one.title for name, one in audiences.items()}
    audience = audiences[_one(above, first, "For", AUDIENCE, titles)]
    group = ""
    if audience.each:
        group = _one(above, third, "Sub-group", GROUP, {one.id: one.title for one in plan.sub_groups})
    length = audience.periods[0]
    if len(audience.periods) > 1:
        lengths = {str(one): str(one).capitalize() for one in audience.periods}
        length = PaperPeriod(_one(above, third, "How long a period", LENGTH, lengths))
    ends = _ends(plan, length, at)
    if not ends:
        return None
    names = {month_code(end): period_name(length, end) for end in ends}
    last = _one(above, second, "Period", LAST, names, month_code(_usual(ends, at)))
    return PaperChoice(audience.id, length, parse_month(last), group)


def whom(plan: Plan, audience: str, sub_group: str = "") -> str:
    """Whom a paper is for, in words; its id where the plan names nobody of it any more."""
    titles = {one.id: one.title for one in plan.audiences}
    groups = {one.id: one.title for one in plan.sub_groups}
    title = titles.get(audience, audience)
    return f"{title}: {groups.get(sub_group, sub_group)}" if sub_group else title


def period_name(length: PaperPeriod, last: dt.date) -> str:
    """`April to June 2022`."""
    return Period(add_months(last, 1 - length.months), last).name


def _one(  # noqa: PLR0913, PLR0917 - a choice, and where it stands
    above: DeltaGenerator, where: DeltaGenerator, label: str, name: str, titles: Mapping[str, str], usual: str = ""
) -> str:
    """One choice of several by their ids; `usual`, or the first, until another is chosen; says what there is not."""
    kept = st.session_state.setdefault(KEPT, {})
    asked = st.query_params.get(name, "")
    usual = usual or next(iter(titles))
    value = next((one for one in (asked, kept.get(name, "")) if one in titles), usual)
    if asked and asked != value:
        above.warning(f"“{markup.plain(asked)}” is not available. This is another.")
    if asked == value:
        kept[name] = value
    elif value != usual and not asked:
        st.query_params[name] = value
    key = f"paper_{name}"
    st.session_state[key] = value
    where.selectbox(label, list(titles), format_func=titles.__getitem__, key=key, on_change=_go, args=(name,))
    return value


def _go(name: str) -> None:
    """Another choice; another audience has other periods, and perhaps no sub-groups."""
    st.query_params[name] = st.session_state[KEPT][name] = st.session_state[f"paper_{name}"]
    for other in (GROUP, LENGTH, LAST) if name == AUDIENCE else (LAST,) if name == LENGTH else ():
        st.query_params.pop(other, None)


def _ends(plan: Plan, length: PaperPeriod, at: Position) -> list[dt.date]:
    """The last months of the periods that may be chosen, newest first."""
    months = position_bar.months_to(plan, at.as_at)
    begun = [one for one in months if one <= at.as_at]
    return [one for one in begun if length is PaperPeriod.MONTH or one.month % PaperPeriod.QUARTER.months == 0]


def _usual(ends: list[dt.date], at: Position) -> dt.date:
    """The newest period that ends by the month of the sidebar."""
    return next((end for end in ends if end <= at.month), ends[-1])
