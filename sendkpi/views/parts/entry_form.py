"""What every form about the plan asks: who agreed it, when and why; and what became of the last one sent.

Always about the configured store, whatever the other pages show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.errors import RefusedError
from sendkpi.plan.agreed import Decision
from sendkpi.values import add_months, today
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import html

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from typing import Any

    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

RECEIPT, REFUSAL, ROUND = "plan_receipt", "plan_refusal", "plan_round"
YEARS_BEFORE, YEARS_AHEAD = 3, 6
"""How far from the plan's first month, and from today, a month may be chosen."""

KEPT_APART = (
    "What you record here goes into your own store. The pages go on showing illustrative figures, and what was agreed "
    "in them, until your first file is stored."
)


def show_where(shown: Source) -> None:
    """Over illustrative figures: that nothing recorded here touches them."""
    if shown.illustrative:
        markup.show(html('<p class="notice">{}</p>', KEPT_APART))


def key(form: str, name: str) -> str:
    """The key of a form's field: another one after each recording, so that the form is empty again."""
    return f"{form}_{name}_{st.session_state.get(ROUND, 0)}"


def value(form: str, name: str) -> Any:  # noqa: ANN401 - whatever its field holds
    """What stands in a form's field."""
    return st.session_state.get(key(form, name))


def show_fields(form: str, viewer: Viewer) -> None:
    """When it was agreed, by whom and why, and who records it."""
    day, body = st.columns([1, 2])
    day.date_input("Agreed on", value=today(), max_value=today(), format="DD/MM/YYYY", key=key(form, "agreed_on"))
    body.text_input("Body that agreed it, such as SEND Executive Board", key=key(form, "body"))
    st.text_input("Reason", key=key(form, "reason"))
    if not viewer.name:
        st.text_input("Your name", key=key(form, "name"))


def decision(form: str) -> Decision:
    """The decision as the form states it."""
    return Decision(value(form, "agreed_on") or today(), value(form, "body") or "", value(form, "reason") or "")


def recorder(form: str, viewer: Viewer) -> str:
    """Who records it.

    Raises RefusedError where nobody is named.
    """
    by = viewer.name or str(value(form, "name") or "").strip()
    if not by:
        raise RefusedError("Write your name: it is kept with what was agreed.")
    return by


def months(plan: Plan) -> Sequence[dt.date]:
    """The months that may be chosen for a baseline, a target or a beginning."""
    first = add_months(min(measure.collected_from for measure in plan.measures), -12 * YEARS_BEFORE)
    last = add_months(today().replace(day=1), 12 * YEARS_AHEAD)
    return [add_months(first, ahead) for ahead in range((last.year - first.year) * 12 + last.month - first.month + 1)]


def done(words: str) -> None:
    """Keep the receipt, and empty the forms."""
    st.session_state[RECEIPT] = words
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def refused(words: str) -> None:
    """Keep the reason why nothing was recorded."""
    st.session_state[REFUSAL] = words


def show_refusal() -> None:
    """The reason, once, below the form."""
    if words := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(words))


def show_receipt(shown: Source) -> None:
    """What was recorded last, once, above the page's parts."""
    if words := st.session_state.pop(RECEIPT, ""):
        st.success(markup.plain(f"{words} {KEPT_APART}" if shown.illustrative else words))
