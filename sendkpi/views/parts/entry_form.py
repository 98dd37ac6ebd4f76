"""What every form about the plan asks: who agreed it, when and why; and what became of the last one sent.

Always about the configured store, whatever the other pages show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from sendkpi.errors import RefusedError, SendKpiError
from sendkpi.plan.agreed import Decision
from sendkpi.values import add_months, today
from sendkpi.views.frame import markup, positions
from sendkpi.views.frame.markup import html
from sendkpi.views.parts import visitor

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from sendkpi.plan import Plan
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

Option = TypeVar("Option")
Kept = TypeVar("Kept")

LOW = 90
"""Height of a box for a few lines, in pixels."""
ENTRIES, REFUSAL = "plan_entries", "plan_refusal"
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
    return f"{form}_{name}_{turn()}"


def value(form: str, name: str) -> Any:  # noqa: ANN401 - whatever its field holds
    """What stands in a form's field."""
    return st.session_state.get(key(form, name))


def show_fields(form: str, viewer: Viewer) -> None:
    """When it was agreed, by whom and why, and who records it."""
    day, body = st.columns([1, 2])
    day.date_input("Agreed on", value=today(), max_value=today(), format="DD/MM/YYYY", key=key(form, "agreed_on"))
    body.text_input("Body that agreed it, such as SEND Executive Board", key=key(form, "body"))
    st.text_input("Reason", key=key(form, "reason"))
    show_name(form, viewer)


def decision(form: str) -> Decision:
    """The decision as the form states it."""
    return Decision(value(form, "agreed_on") or today(), written(form, "body"), written(form, "reason"))


def recorder(form: str, viewer: Viewer, what: str = "was agreed") -> str:
    """Who records what was agreed, or reported.

    Raises RefusedError where nobody is named.
    """
    by = visitor.name_of(viewer, key(form, "name"))
    if not by:
        raise RefusedError(f"Write your name: it is kept with what {what}.")
    return by


def show_name(form: str, viewer: Viewer) -> None:
    """The field for the name of who records it, where nobody has signed in."""
    visitor.show_name(viewer, key(form, "name"))


def fields_of(form: str) -> DeltaGenerator:
    """The form itself, a new one after each recording: a click that comes late is of the one that was recorded."""
    return st.form(f"{form}_{turn()}", border=False)


def show_send(label: str, send: Callable[..., None], *what: object) -> None:
    """The form's button; it sends what it was drawn with, once."""
    st.form_submit_button(label, type="primary", on_click=send_once, args=(turn(), send, *what))


@visitor.one_at_a_time
def send_once(drawn: int, send: Callable[..., None], *what: object) -> None:
    """Send it, unless something was recorded since that turn: a second click has the receipt of the first."""
    if drawn == turn():
        send(*what)


@dataclass
class _Entries:
    """What was recorded in a visit: how often, and the receipt of the last time, with the page that it was on.

    One object that the session holds: a second click stops the first at its next word to the session, so that what
    is kept after a recording must be kept without one.
    """

    turn: int = 0
    receipt: str = ""
    page: str = ""


_recording: ContextVar[_Entries] = ContextVar("entries")


def _entries() -> _Entries:
    found: _Entries = st.session_state.setdefault(ENTRIES, _Entries())
    return found


def turn() -> int:
    """How many times something was recorded in this visit."""
    return _entries().turn


def months(plan: Plan) -> Sequence[dt.date]:
    """The months that may be chosen for a baseline, a target or a beginning."""
    first = add_months(min(measure.collected_from for measure in plan.measures), -12 * YEARS_BEFORE)
    last = add_months(today().replace(day=1), 12 * YEARS_AHEAD)
    return [add_months(first, ahead) for ahead in range((last.year - first.year) * 12 + last.month - first.month + 1)]


def done(words: str) -> None:
    """Keep the receipt, and empty the forms; called while `recording`."""
    entries = _recording.get()
    entries.receipt, entries.page = words, _page()
    entries.turn += 1


def _page() -> str:
    context = get_script_run_ctx()
    return context.page_script_hash if context else ""


def show_refusal() -> None:
    """The reason, once, below the form."""
    if words := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(words))


def show_receipt(shown: Source) -> None:
    """What was recorded last, above the page's parts, until something else is or another page is opened."""
    entries = _entries()
    if entries.page != _page():
        entries.receipt = ""
    elif words := entries.receipt:
        st.success(markup.plain(f"{words} {KEPT_APART}" if shown.illustrative else words))


def show_choice(  # noqa: PLR0913 - what it is called, offers and begins with
    form: str,
    name: str,
    label: str,
    options: Sequence[Option],
    now: Option | None = None,
    *,
    words: Callable[[Any], str] = str,
    placeholder: str | None = None,
    explained: str | None = None,
) -> None:
    """A field with a choice of one: what stands `now`, else nothing until somebody chooses."""
    st.selectbox(
        label,
        options,
        index=options.index(now) if now in options else None,
        format_func=words,
        placeholder=placeholder,
        key=key(form, name),
        help=explained,
    )


def show_text(form: str, name: str, label: str, now: str = "") -> None:
    """A field for a few lines."""
    st.text_area(label, now, height=LOW, key=key(form, name))


@contextmanager
def recording() -> Iterator[None]:
    """Whatever is refused within is said below the form, once it is drawn."""
    entries = _entries()
    entries.receipt = ""
    token = _recording.set(entries)
    try:
        yield
    except SendKpiError as error:
        st.session_state[REFUSAL] = str(error)
    finally:
        _recording.reset(token)


def record(work: Callable[..., Kept], what: object, **stated: object) -> Kept:
    """Record something in the configured store, whatever the pages show, under the published plan."""
    return work(positions.own_source().engine, positions.current_plan(), what, **stated)


def written(form: str, name: str) -> str:
    """What was written in a field."""
    return str(value(form, name) or "")
