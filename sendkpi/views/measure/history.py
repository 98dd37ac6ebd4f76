"""What was said of a measure and agreed for it, with who and when: comments, restatements, agreed changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis import wording
from sendkpi.analysis.changes.agreed import described
from sendkpi.frames import rows_of
from sendkpi.frames.changes import RestatementRow
from sendkpi.frames.figures import ObservationRow, ScorecardRow
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import Html, html, number

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.plan.agreed import Agreement
    from sendkpi.plan.records import Measure
    from sendkpi.views.frame.positions import Key

RESTATED = ("Period", number("First said"), number("Says now"), "Recorded", "Submissions")
AGREED = ("From", "What", "Before", "After", "Agreed", "Why")


@dataclass(frozen=True)
class Comment:
    """What was written beside a figure, of the total or of a provider, by whom and when."""

    month: dt.date
    provider: str
    words: str
    by: str
    on: dt.date


def comments(of: Key, measure: Measure) -> tuple[Comment, ...]:
    """Everything that stands written beside the measure's figures up to the key's month, newest first."""
    standing = positions.at(of).record.observations
    own = standing[(standing["measure"] == measure.id) & standing["commentary"].ne("")]
    own = own[own["month"] <= pd.Timestamp(of.month)].sort_values(["month", "breakdown"], ascending=[False, True])
    senders = {one.id: one for one in positions.at(of).record.submissions}
    return tuple(
        Comment(
            row.month.date(),
            str(row.breakdown),
            str(row.commentary),
            senders[row.submission].recorded_by,
            senders[row.submission].received_on,
        )
        for row in rows_of(own, ObservationRow)
    )


def newest(written: tuple[Comment, ...], row: ScorecardRow) -> Html:
    """The comments on the period that is judged, or on the last that has any; "" where there is none at all."""
    latest = _newest(written)
    now = bool(latest) and pd.notna(row.month) and latest[0].month == row.month.date()
    head = "What was said" if now else "What was last said"
    return html('<h2 class="hushed">{}</h2>{}', head, _listed(latest)) if latest else Html()


def earlier(written: tuple[Comment, ...]) -> Html:
    """The comments before those, newest first; "" where there is none."""
    rest = written[len(_newest(written)) :]
    return html('<h2 class="rule">What was said before</h2>{}', _listed(rest)) if rest else Html()


def _newest(written: tuple[Comment, ...]) -> tuple[Comment, ...]:
    return tuple(one for one in written if one.month == written[0].month)


def _listed(written: tuple[Comment, ...]) -> Html:
    return markup.listed(map(_comment, written), "comments")


def _comment(one: Comment) -> Html:
    by = html('<span class="quiet small">{}, {}</span>', one.by, day_name(one.on))
    return html('<div class="quiet">{}</div><div>{} {}</div>', _about(one.month, one.provider), one.words, by)


def _about(month: dt.date, provider: str) -> str:
    return month_name(month) + (f", {provider}" if provider else "")


def restated(of: Key, measure: Measure) -> Html:
    """Figures that now say something else than they first said; "" where there is none."""
    rows = positions.at(of).restatements(measure.id)
    rows = rows[rows["month"] <= pd.Timestamp(of.month)]
    if rows.empty:
        return Html()
    body = (_restatement(row, measure) for row in rows_of(rows, RestatementRow))
    caption = f"Figures of {measure.title} that now say something else than they first said"
    return html('<h2 class="rule">Restated</h2>{}', markup.table(caption, RESTATED, body, "record"))


def _restatement(row: RestatementRow, measure: Measure) -> Html:
    now = (
        wording.as_given(measure.unit, row.numerator, row.denominator, row.value, row.symbol)
        if row.current
        else "withdrawn, and nothing in its place"
    )
    first = wording.as_given(
        measure.unit, row.first_numerator, row.first_denominator, row.first_value, row.first_symbol
    )
    when = f"first {_day(row.first_at)}" + (f", now {_day(row.at)}" if row.current else "")
    return markup.row(_about(row.month, row.breakdown), [number(first), number(now), when, row.submissions])


def _day(moment: pd.Timestamp | dt.datetime) -> str:
    return day_name(moment.astimezone(LONDON).date())


def agreed(of: Key, measure: Measure) -> Html:
    """What was agreed for the measure since the plan was published, in the order of recording; "" for nothing."""
    plan = positions.at(of).plan
    own = [one for one in plan.changes.agreements if one.measure == measure.id]
    if not own:
        return Html()
    body = (_agreement(plan, one, tuple(own[:number])) for number, one in enumerate(own))
    caption = f"What was agreed for {measure.title} since the plan was published"
    return html('<h2 class="rule">Agreed since</h2>{}', markup.table(caption, AGREED, body, "record"))


def _agreement(plan: Plan, one: Agreement, before: tuple[Agreement, ...]) -> Html:
    """A row for each part that it sets: as it stood in its effective month, and as it stands from then on."""
    decision = one.decision
    by = f"{day_name(decision.agreed_on)}, {decision.body} (recorded by {decision.recorded_by})"
    return Html().join(
        markup.row(month_name(one.effective), (*part, by, decision.reason)) for part in described(plan, one, before)
    )
