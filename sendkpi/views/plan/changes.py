"""The plan as it moves: what still waits to be agreed, and what was agreed since it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sendkpi import report
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes import agreed
from sendkpi.frames import rows_of
from sendkpi.frames.changes import AgreedRow, WaitingRow
from sendkpi.plan.changes import measure_in
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.access import Role
from sendkpi.views.frame.current_plan import current_plan
from sendkpi.views.frame.markup import escape

if TYPE_CHECKING:
    import datetime as dt

    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.position_bar import Position

CHIPS = {
    (agreed.BASELINE, True): Rating.BASELINE_OVERDUE,
    (agreed.BASELINE, False): Rating.AWAITING_BASELINE,
    (agreed.TARGET, True): Rating.TARGET_OVERDUE,
    (agreed.TARGET, False): Rating.AWAITING_TARGET,
}
WAITING = (("Measure", False), ("Baseline", False), ("Target", False))
CHANGES = (
    ("Agreed", False),
    ("About", False),
    ("From", False),
    ("Before", False),
    ("After", False),
    ("Why", False),
)


def show_waiting(viewer: Viewer, plan: Plan, at: Position) -> None:
    """Every measure whose baseline or target is not agreed in the month, overdue ones first."""
    rows = agreed.waiting(plan, at.month)
    markup.show("<h2>Still to agree</h2>")
    if rows.empty:
        markup.show("<p>Every measure has its baseline and target.</p>")
        return
    late = int(rows["overdue"].sum())
    said = f"{wording.counted(len(rows), 'baseline or target', 'baselines and targets')} to agree"
    overdue = f", <strong>{late} of them overdue</strong>" if late else ", none of them overdue"
    officer = Role.OFFICER in viewer.roles
    waits = {name: list(rows_of(own, WaitingRow)) for name, own in rows.groupby("measure", sort=False)}
    body = "".join(_waits(plan, str(name), own, at.month, officer=officer) for name, own in waits.items())
    heads = (*WAITING, ("Agree it", False)) if officer else WAITING
    caption = f"Measures without a baseline or target in {month_name(at.month)}, and when it was promised for"
    markup.show(
        f'<p class="lead">{said}{overdue}.</p>{markup.table(caption, heads, f"<tbody>{body}</tbody>", "record")}'
    )


def _waits(plan: Plan, name: str, own: list[WaitingRow], month: dt.date, *, officer: bool) -> str:
    measure = measure_in(plan, name, month)
    link = markup.link(measure.title, links.measure_address(name, position_bar.current_query()))
    baseline = agreed.level(measure, measure.baseline, measure.baseline_month, "in")
    target = agreed.level(measure, measure.target, measure.target_month, "by")
    told = {agreed.BASELINE: baseline, agreed.TARGET: "better each period" if measure.target is None else target}
    cells = [(_promised(one) if (one := _part(own, part)) else escape(words), False) for part, words in told.items()]
    if officer:
        cells.append((markup.link(f"Agree {name}", links.agree_address(name, position_bar.current_query())), False))
    return markup.row(f'{link}<br><span class="quiet small">{escape(markup.ref(plan, measure))}</span>', cells)


def _part(own: list[WaitingRow], part: str) -> WaitingRow | None:
    return next((row for row in own if row.part == part), None)


def _promised(row: WaitingRow) -> str:
    when = f"promised for {month_name(row.promised_month)}" if pd.notna(row.promised_month) else "no month promised"
    return f'{markup.chip(CHIPS[row.part, row.overdue])} <span class="quiet small">{when}</span>'


def show_changes(plan: Plan, at: Position) -> None:
    """Everything agreed by the as-at day, newest first, as it was before and as it is after; with its file."""
    rows = agreed.agreed(current_plan(), plan)
    markup.show("<h2>Agreed since the plan was published</h2>")
    if rows.empty:
        markup.show(f"<p>Nothing had been agreed by {day_name(at.as_at)}.</p>")
        return
    body = "".join(_change(plan, row) for row in rows_of(rows, AgreedRow))
    caption = f"What was agreed by {day_name(at.as_at)}, newest first; nothing is ever taken out"
    markup.show(markup.table(caption, CHANGES, f"<tbody>{body}</tbody>", name="record"))
    st.download_button(
        "Download as CSV",
        data=lambda: report.as_csv(rows),
        file_name=positions.file_name(positions.source().url, f"agreed by {at.as_at.isoformat()}.csv"),
        mime="text/csv",
        key="changes_csv",
        on_click="ignore",
    )


def _change(plan: Plan, row: AgreedRow) -> str:
    known = any(measure.id == row.about for measure in plan.measures)
    about = (
        markup.link(row.about, links.measure_address(row.about, position_bar.current_query())) if known else row.about
    )
    part = "Supplementary measure" if row.kind == "addition" else row.part
    since = month_name(row.effective_month) if pd.notna(row.effective_month) else ""
    on = row.recorded_at.astimezone(LONDON).date()
    late = "" if on == row.agreed_on.date() else f", {day_name(on)}"
    return markup.row(
        f'{day_name(row.agreed_on)}<br><span class="quiet small">{escape(row.body)}</span>',
        [
            (f'{about}<br><span class="quiet small">{escape(part)}</span>', False),
            (since, False),
            (escape(row.before), False),
            (escape(row.after), False),
            (
                f'{escape(row.reason)}<br><span class="quiet small">Recorded by {escape(row.recorded_by)}{late}</span>',
                False,
            ),
        ],
    )
