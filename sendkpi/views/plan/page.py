"""The parts of the Plan page, one open at a time; the address says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendkpi.views.frame import links
from sendkpi.views.frame.access import Role, Viewer
from sendkpi.views.parts import entry_form
from sendkpi.views.parts.choices import show_parts
from sendkpi.views.plan import (
    agreement_form,
    answer_form,
    changes,
    chart_marks,
    chart_marks_form,
    measure_form,
    queries,
)

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.position_bar import Position
    from sendkpi.views.frame.positions import Source


def show_plan(viewer: Viewer, plan: Plan, shown: Source, at: Position) -> None:
    """What waits, what was agreed, what stands on process charts, the queries; and for officers the forms."""
    entry_form.show_receipt(shown)
    officer = Role.OFFICER in viewer.roles

    def show_charts() -> None:
        chart_marks.show_marks(plan, at)
        if officer:
            chart_marks_form.show_forms(viewer, shown)

    def show_queries() -> None:
        queries.show_queries(plan, at)
        if officer:
            answer_form.show_answer(viewer, shown)

    parts = {
        "Still to agree": lambda: changes.show_waiting(viewer, plan, at),
        links.AGREED: lambda: changes.show_changes(plan, at),
        "Process charts": show_charts,
        "Queries": show_queries,
    }
    forms = {
        links.AGREE: lambda: agreement_form.show_agree(viewer, shown),
        "Add a measure": lambda: measure_form.show_add(viewer, shown),
    }
    show_parts(parts | forms if officer else parts)
