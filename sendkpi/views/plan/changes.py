"""The plan as it moves: what still waits to be agreed, and what was agreed since it was published."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi import report
from sendkpi.analysis import Rating, wording
from sendkpi.analysis.changes import agreed
from sendkpi.frames import rows_of
from sendkpi.frames.changes import AgreedRow, WaitingRow
from sendkpi.plan.changes import measure_in
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts.downloads import CSV, show_download

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position

CHIPS = {
    (agreed.BASELINE, True): Rating.BASELINE_OVERDUE,
    (agreed.BASELINE, False): Rating.AWAITING_BASELINE,
    (agreed.TARGET, True): Rating.TARGET_OVERDUE,
    (agreed.TARGET, False): Rating.AWAITING_TARGET,
}
WAITING = ("Measure", "Baseline", "Target")
CHANGES = ("Agreed", "About", "From", "Before", "After", "Why")


def show_waiting(viewer: Viewer, plan: Plan, at: Position) -> None:
    """Every measure whose baseline or target is not agreed in the month, overdue ones first."""
    rows = agreed.waiting(plan, at.month)
    markup.show(html("<h2>Still to agree</h2>"))
    if rows.empty:
        markup.show(html("<p>Every measure has its baseline and target.</p>"))
        return
    late = int(rows["overdue"].sum())
    count = f"{wording.counted(len(rows), 'baseline or target', 'baselines and targets')} to agree"
    overdue = html("<strong>{} of them overdue</strong>", late) if late else "none of them overdue"
    officer = Role.OFFICER in viewer.roles
    groups = ((str(name), list(rows_of(own, WaitingRow))) for name, own in rows.groupby("measure", sort=False))
    body = [_waiting_row(plan, name, own, at.month, officer=officer) for name, own in groups]
    heads = (*WAITING, "Agree it") if officer else WAITING
    caption = f"Measures without a baseline or target in {month_name(at.month)}, and when it was promised for"
    table = markup.table(caption, heads, body, "record")
    markup.show(html('<p class="lead">{}, {}.</p>{}', count, overdue, table))


def _waiting_row(plan: Plan, name: str, own: list[WaitingRow], month: dt.date, *, officer: bool) -> Html:
    measure, query = measure_in(plan, name, month), position_bar.current_query()
    baseline = agreed.level(measure, measure.baseline, measure.baseline_month, "in")
    target = agreed.level(measure, measure.target, measure.target_month, "by")
    terms = {agreed.BASELINE: baseline, agreed.TARGET: "better each period" if measure.target is None else target}
    cells = [_promised(one) if (one := _part(own, part)) else words for part, words in terms.items()]
    if officer:
        form = links.address(links.PLAN, {links.PART: links.AGREE, links.MEASURE: name} | query)
        cells.append(markup.link(f"Agree {name}", form))
    link = markup.link(measure.title, links.measure_address(name, query))
    return markup.row(link + markup.below(plan.ref(measure)), cells)


def _part(own: list[WaitingRow], part: str) -> WaitingRow | None:
    return next((row for row in own if row.part == part), None)


def _promised(row: WaitingRow) -> Html:
    when = f"promised for {month_name(row.promised_month)}" if pd.notna(row.promised_month) else "no month promised"
    return html('{} <span class="quiet small">{}</span>', markup.chip(CHIPS[row.part, row.overdue]), when)


def show_changes(plan: Plan, at: Position) -> None:
    """Everything agreed by the as-at day, newest first, as it was before and as it is after; with its file."""
    rows = agreed.agreed(positions.current_plan(), plan)
    markup.show(html("<h2>Agreed since the plan was published</h2>"))
    if rows.empty:
        markup.show(html("<p>Nothing had been agreed by {}.</p>", day_name(at.as_at)))
        return
    body = (_change(plan, row) for row in rows_of(rows, AgreedRow))
    caption = f"What was agreed by {day_name(at.as_at)}, newest first; nothing is ever taken out"
    markup.show(markup.table(caption, CHANGES, body, "record"))
    file = positions.file_name(positions.source().url, f"agreed by {at.as_at.isoformat()}")
    show_download(CSV, file, lambda: report.as_csv(rows), key="changes_csv")


def _change(plan: Plan, row: AgreedRow) -> Html:
    part = "Supplementary measure" if row.kind == "addition" else row.part
    since = month_name(row.effective_month) if pd.notna(row.effective_month) else ""
    on = row.recorded_at.astimezone(LONDON).date()
    late = "" if on == row.agreed_on.date() else f", {day_name(on)}"
    about = measure_link(plan, row.about) + markup.below(part)
    why = html("{}{}", row.reason, markup.below(f"Recorded by {row.recorded_by}{late}"))
    agreed_by = html("{}{}", day_name(row.agreed_on), markup.below(row.body))
    return markup.row(agreed_by, (about, since, row.before, row.after, why))


def measure_link(plan: Plan, name: str) -> Html:
    """The way to a measure by its id; another name as it is."""
    known = any(measure.id == name for measure in plan.measures)
    return markup.link(name, links.measure_address(name, position_bar.current_query())) if known else Html.escape(name)
