"""Storing several files one after the other, each examined anew against the record as it is after the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from sendkpi import intake, settings, store
from sendkpi.analysis.wording import counted
from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.values import Problem, today
from sendkpi.views.frame import markup, position_bar, positions
from sendkpi.views.parts import uploads, visitor
from sendkpi.views.submit import confirmation, receipt

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.submit.confirmation import Confirmation

REFUSALS = "submit_refusals"


class Sent(NamedTuple):
    """A file as it was looked at, and the answers that it was read by."""

    filename: str
    examined: Examined
    said: Answers


def what_it_says(problem: Problem) -> tuple[object, ...]:
    """What makes two warnings of different files one: they say the same of the same measure and month."""
    own = () if problem.measure and problem.month else (problem.sheet, problem.cell)
    return (problem.code, problem.measure, problem.month, problem.about, problem.message, *own)


@visitor.one_at_a_time
def store_all(viewer: Viewer, plan: Plan, sent: tuple[Sent, ...]) -> None:
    """Store what can be stored, in this order; keep the receipts, and why the others could not be."""
    warnings = [problem for one in sent for problem in one.examined.warnings]
    first = {what_it_says(problem): problem for problem in reversed(warnings)}
    stated = confirmation.stated(viewer, list(first.values()))
    if not stated.by:
        st.session_state[REFUSALS] = (confirmation.NAMELESS,)
        return
    receipts, refusals = receipt.kept(), list[str]()
    if not any(receipt.holds(receipts, one.examined.extract.sha256) for one in sent):
        receipts.clear()  # else this is a second click, and what the first stored stays on its receipt
    engine = store.connect(settings.database_url())
    for one in sent:
        if receipt.holds(receipts, one.examined.extract.sha256):
            continue
        try:
            receipts.append(_stored(engine, plan, one, stated, first))
        except SendKpiError as error:
            refusals.append(str(error))
    _finish(sent, receipts, refusals)


def _stored(
    engine: Engine, plan: Plan, one: Sent, stated: Confirmation, first: Mapping[tuple[object, ...], Problem]
) -> receipt.Receipt:
    """The receipt of a file that was stored.

    Raises SendKpiError where it cannot be, or has a warning that nobody has seen yet.
    """
    extract = one.examined.extract
    examined = intake.examine(positions.current_plan(), engine, extract.content, one.filename, today(), one.said)
    unseen = [problem for problem in examined.warnings if what_it_says(problem) not in first]
    if unseen:
        words = f"{counted(len(unseen), 'warning')} came up since you looked, as other figures were recorded"
        raise RefusedError(f"{one.filename}: {words}. It was not stored: look at it again.")
    reasons = {problem: stated.reasons.get(first[what_it_says(problem)], "") for problem in examined.warnings}
    submission = intake.accept(
        engine, examined, by=stated.by, reason=stated.reason, reasons=reasons, confirmed=stated.confirmed
    )
    return receipt.receipt_of(plan, examined, submission)


def _finish(sent: tuple[Sent, ...], receipts: list[receipt.Receipt], refusals: list[str]) -> None:
    st.session_state[REFUSALS] = tuple(refusals)
    if not receipts:
        return
    numbers = {one.submission.sha256 for one in receipts}
    if all(one.examined.extract.sha256 in numbers for one in sent) and not uploads.others_than(numbers):
        uploads.clear()
    months = [one.examined.extract.rows["month"].max() for one in sent if len(one.examined.extract.rows)]
    if months:
        position_bar.go_to(max(months).date(), today())


def show_refusals() -> None:
    """Why files could not be stored, once, below the form."""
    for words in st.session_state.pop(REFUSALS, ()):
        st.error(markup.plain(words))
