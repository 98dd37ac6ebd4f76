"""The receipt of what was stored last in this visit: what it changed, in words that go into an e-mail as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi import analysis
from sendkpi.analysis import counted_all
from sendkpi.analysis.wording import counted, joined
from sendkpi.values import moment_name
from sendkpi.views.frame import links, markup

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan
    from sendkpi.store import Submission

RECEIPT = "submit_receipt"
OPEN = 12
"""A receipt of at most so many lines stands open."""


@dataclass(frozen=True)
class Receipt:
    """A submission that was stored here, its measures, and what it changed, a line each."""

    submission: Submission
    measures: frozenset[str]
    lines: tuple[str, ...]


def receipt_of(plan: Plan, examined: Examined, submission: Submission) -> Receipt:
    """The receipt of an upload that was stored."""
    lines = tuple(analysis.effect_line(plan, row) for row in analysis.rows_that_change(examined.effects))
    news = tuple(f"{one.about}: {one.becomes}".replace("\n", "; ") for one in examined.news.changes)
    return Receipt(submission, frozenset(examined.extract.rows["measure"]), (*lines, *news))


def kept() -> list[Receipt]:
    """Those of the last click on Store: one list that the session holds, to be asked for before anything is stored.

    A second click stops the first at its next word to the session, so that the receipt must be kept without one.
    """
    found: list[Receipt] = st.session_state.setdefault(RECEIPT, [])
    return found


def holds(receipts: list[Receipt], sha256: str) -> bool:
    """Whether these bytes were stored with the last click: then this one is its second."""
    return any(one.submission.sha256 == sha256 for one in receipts)


def show_receipt(plan: Plan) -> None:
    """What was stored last, with the ways to where it shows."""
    receipts = kept()
    if not receipts:
        return
    st.success(markup.plain(_words(receipts)))
    lines = [line for one in receipts for line in _text(one)]
    with st.expander("What changed, to copy into an e-mail", expanded=len(lines) <= OPEN):
        st.code("\n".join(lines), language=None, wrap_lines=True)
    _show_ways(plan, receipts)


def _words(receipts: list[Receipt]) -> str:
    if len(receipts) == 1:
        one = receipts[0].submission
        return f"Stored as submission {one.id}: {_held(one)} from {one.filename}, by {one.recorded_by}."
    numbers = joined([str(one.submission.id) for one in receipts])
    words = f"Stored {counted(len(receipts), 'file')}, as submissions {numbers}"
    return f"{words}, by {receipts[0].submission.recorded_by}."


def _held(one: Submission) -> str:
    return counted_all(one.rows, one.milestones, one.recommendations)


def _text(receipt: Receipt) -> tuple[str, ...]:
    one = receipt.submission
    head = f"Submission {one.id}: {_held(one)} from {one.filename}, stored on {moment_name(one.recorded_at)} by "
    return (f"{head}{one.recorded_by}.", *(f"- {line}" for line in receipt.lines or ("Nothing changed.",)))


def _show_ways(plan: Plan, receipts: list[Receipt]) -> None:
    touched = {plan.measure(measure).area for one in receipts for measure in one.measures}
    with st.container(horizontal=True, key="receipt"):
        st.page_link(links.page(links.HOME), label="See the overview")
        if any(one.submission.milestones for one in receipts):
            st.page_link(links.page(links.MILESTONES), label="See the milestones")
        if any(one.submission.recommendations for one in receipts):
            st.page_link(links.page(links.SCRUTINY), label="See the recommendations")
        for area in plan.areas:
            if area.id in touched:
                st.page_link(links.area_page(area), label=f"See {area.id}")
