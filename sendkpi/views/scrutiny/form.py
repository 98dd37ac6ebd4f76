"""The form that records what became of a recommendation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import store
from sendkpi.errors import RefusedError
from sendkpi.record.update_rules import LONGEST_PROGRESS
from sendkpi.record.updates import Progress, RecommendationUpdate
from sendkpi.values import LONDON, day_name, month_name, today
from sendkpi.views.frame import links, markup, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import entry_form

if TYPE_CHECKING:
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

FORM = "recommendation_update"


def show_form(viewer: Viewer, shown: Source) -> None:
    """Which recommendation, what is known of it, and what is to be recorded; why the last one was refused."""
    plan, own = positions.own_position()
    markup.show(html("<h2>Record what became of a recommendation</h2>"))
    entry_form.show_where(shown)
    if not plan.recommendations:
        markup.show(
            html('<p class="rest">The plan has no recommendations, so there is none to record progress on.</p>')
        )
        return
    titles = {one.id: f"{one.id}: {one.title}" for one in plan.recommendations}
    asked = st.query_params.get(links.RECOMMENDATION, "")
    which = st.selectbox(
        "Recommendation",
        list(titles),
        index=list(titles).index(asked) if asked in titles else None,
        format_func=titles.__getitem__,
        placeholder="Choose a recommendation",
        key=entry_form.key(FORM, "which"),
    )
    if which:
        updates = [one for one in positions.record(own, today()).updates.recommendations if one.recommendation == which]
        newest = updates[-1] if updates else None
        markup.show(html("<p>{}</p>", _known(plan, newest, which)))
        _show_fields(viewer, which, newest.recorded.id if newest else 0)
    entry_form.show_refusal()


def _known(plan: Plan, newest: RecommendationUpdate | None, which: str) -> Html:
    """What the configured store knows of it: the newest update, else what the document says."""
    if newest is not None:
        at = newest.recorded.at
        when = f"{day_name(at.astimezone(LONDON).date()) if at else ''}, {newest.recorded.by}"
        status, progress = str(newest.status), newest.progress
    else:
        one = next(one for one in plan.recommendations if one.id == which)
        when = month_name(next(paper.published for paper in plan.documents if paper.id == one.document))
        status, progress = one.status, one.progress
    return html("<strong>Known so far: {}.</strong> {} {}", status, progress, markup.quiet(when))


def _show_fields(viewer: Viewer, which: str, seen: int) -> None:
    with entry_form.fields_of(FORM):
        entry_form.show_choice(
            FORM,
            f"status_{which}",
            "Progress",
            list(Progress),
            words=str.capitalize,
            placeholder="Choose how it stands",
        )
        words = entry_form.key(FORM, f"progress_{which}")
        st.text_area("What was done, and what is still to come", max_chars=LONGEST_PROGRESS, key=words)
        entry_form.show_name(FORM, viewer)
        entry_form.show_send("Record it", _record, viewer, which, seen)


def _record(viewer: Viewer, which: str, seen: int) -> None:
    """Record the update where nothing was recorded since what they saw; the list shows it from today."""
    with entry_form.recording():
        by = entry_form.recorder(FORM, viewer)
        status = entry_form.value(FORM, f"status_{which}")
        if status is None:
            raise RefusedError(f"Choose how recommendation {which} stands.")
        update = RecommendationUpdate(which, Progress(status), entry_form.written(FORM, f"progress_{which}"))
        entry_form.record(store.update_recommendation, update, by=by, seen=seen)
        entry_form.done(f"Recommendation {which}: {update.status}, recorded by {by}.")
