"""One file in the box: its questions, what is wrong in it or what it would do, and storing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import intake, settings, store
from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.values import today
from sendkpi.views.frame import markup, position_bar
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import uploads, visitor
from sendkpi.views.submit import confirmation, problems, receipt
from sendkpi.views.submit.delivery import show_delivery
from sendkpi.views.submit.effects import lead_words, show_effects
from sendkpi.views.submit.layout_question import show_questions
from sendkpi.views.submit.layout_sheet import show_notes

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.submit.upload import Upload

REFUSAL = "submit_refusal"


def show_one(viewer: Viewer, plan: Plan, upload: Upload) -> None:
    """The file, from its questions to the button that stores it."""
    examined = show_questions(upload)
    if examined is not None and _show_examined(plan, examined):
        _show_confirmation(viewer, plan, examined)


def _show_examined(plan: Plan, examined: Examined) -> bool:
    """What is wrong with it, or what storing it would do; True where it may be stored."""
    if examined.already is not None:
        st.info(f"This file is {store.already_loaded(examined.already)}. Nothing changes.")
        return False
    if examined.errors:
        if problems.open_errors(examined):
            show_notes(examined)
        problems.show_errors(examined)
        return False
    markup.show(html('<h2 class="rule">3. Check and store</h2><p class="lead">{}</p>', lead_words(examined)))
    show_notes(examined)
    show_effects(plan, examined)
    show_delivery(plan, examined.news)
    if examined.warnings:
        problems.show_problems(problems.CONFIRM, examined.warnings)
        problems.show_marked_button(examined)
    return True


def _show_confirmation(viewer: Viewer, plan: Plan, examined: Examined) -> None:
    with st.form("submit_confirm", border=False):
        stored = "figures" if len(examined.extract.rows) else "changes"
        confirmation.show_fields(viewer, examined.warnings, stored)
        label = f"Store these {stored}"
        st.form_submit_button(label, type="primary", on_click=_store, args=(viewer, plan, examined))
    if refusal := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(refusal))


@visitor.one_at_a_time
def _store(viewer: Viewer, plan: Plan, examined: Examined) -> None:
    """Store it and move every page to its month; or keep the reason why it could not be stored."""
    by, confirmed, reason, reasons = confirmation.stated(viewer, examined.warnings)
    receipts = receipt.kept()
    try:
        if not by:
            raise RefusedError(confirmation.NAMELESS)
        engine = store.connect(settings.database_url())
        submission = intake.accept(engine, examined, by=by, reason=reason, reasons=reasons, confirmed=confirmed)
        receipts[:] = [receipt.receipt_of(plan, examined, submission)]
    except SendKpiError as error:
        if not receipt.holds(receipts, examined.extract.sha256):
            st.session_state[REFUSAL] = str(error)
            return
    uploads.clear()
    months = examined.extract.rows["month"]
    if len(months):
        position_bar.go_to(months.max().date(), today())
