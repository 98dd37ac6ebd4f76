"""What was put on charts by a day: phases of process charts and annotations, those taken back since too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.analysis.changes.agreed import EVERY_CHART
from sendkpi.plan.agreed import Annotation, Decision, Rebase
from sendkpi.plan.chart_marks import Placed, on_charts
from sendkpi.values import LONDON, day_name, month_name
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.plan.changes import measure_link

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position

HEADS = ("Month", "Charts", "What", "Why", "Now")

SAYS = (
    "A process chart's limits say how far a measure moves by itself. A new phase works mean and limits out afresh from "
    "its month on, for a process that was changed on purpose. An annotation says what happened, and changes nothing."
)


def show_marks(plan: Plan, at: Position) -> None:
    """What stands and what was taken back, by the as-at day, latest month first."""
    markup.show(html("<h2>On the process charts</h2><p>{}</p>", SAYS))
    marks = on_charts(plan.changes)
    if not marks:
        markup.show(html("<p>No phase had been begun and nothing annotated by {}.</p>", day_name(at.as_at)))
        return
    rows = (_row(plan, one) for one in sorted(marks, key=lambda one: one.mark.month, reverse=True))
    caption = f"What was put on charts by {day_name(at.as_at)}, latest month first; what was taken back stays listed"
    markup.show(markup.table(caption, HEADS, rows, "record"))


def what(mark: Rebase | Annotation) -> str:
    """`A new phase begins`, or the words that stand on charts."""
    return "A new phase begins" if isinstance(mark, Rebase) else f"“{mark.text}”"


def where(mark: Rebase | Annotation) -> str:
    """The measure or the area whose charts it is on; or every chart."""
    return mark.measure if isinstance(mark, Rebase) else mark.measure or mark.area or EVERY_CHART


def _row(plan: Plan, one: Placed[Rebase] | Placed[Annotation]) -> Html:
    about, lifted = where(one.mark), one.lifted
    known = any(measure.id == about for measure in plan.measures)
    charts = measure_link(plan, about if known else about.replace(" ", "\N{NO-BREAK SPACE}"))
    now = html("<strong>Taken back</strong><br>{}", _why(lifted.decision)) if lifted else "Stands"
    return markup.row(month_name(one.mark.month), (charts, what(one.mark), _why(one.mark.decision), now))


def _why(decision: Decision) -> Html:
    on = decision.recorded_at.astimezone(LONDON).date() if decision.recorded_at else decision.agreed_on
    late = "" if on == decision.agreed_on else f", {day_name(on)}"
    by = f"{day_name(decision.agreed_on)}, {decision.body}. Recorded by {decision.recorded_by}{late}"
    return html("{}{}", decision.reason, markup.below(by))
