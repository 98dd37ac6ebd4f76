"""The steps of submitting: a template out; a filled workbook in, with its problems or what it would do; a receipt.

Always about the configured store, whatever the other pages show.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

import streamlit as st

from sendkpi import ingest, intake, settings, store
from sendkpi.analysis import counted_all
from sendkpi.analysis.wording import counted
from sendkpi.errors import SendKpiError
from sendkpi.values import add_months, month_code, month_name, today
from sendkpi.views.frame import links, markup, position_bar, positions
from sendkpi.views.frame.markup import Html, html
from sendkpi.views.parts import uploads
from sendkpi.views.parts.downloads import EXCEL, show_download
from sendkpi.views.parts.uploads import examine
from sendkpi.views.submit.delivery import delivery_words, show_delivery
from sendkpi.views.submit.layout_question import Upload, show_questions
from sendkpi.views.submit.layout_sheet import show_notes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from sendkpi.intake import Examined
    from sendkpi.layouts import Answers
    from sendkpi.plan import Plan
    from sendkpi.store import Submission
    from sendkpi.values import Problem
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.frame.positions import Source

EVERYONE = "All organisations"
NAME, CONFIRMED, REASON = "submit_name", "submit_confirmed", "submit_reason"
RECEIPT, REFUSAL = "submit_receipt", "submit_refusal"

COLUMNS = ("Cell", "About", "What is wrong")


def show_template(plan: Plan, own: Source) -> None:
    """Step one: the month and the organisation, and the workbook to fill."""
    markup.show(html('<h2 class="rule">1. Download the month’s template</h2>'))
    month, owner, button = st.columns([1, 1, 1], vertical_alignment="bottom")
    months = position_bar.months_to(plan, today())
    latest = add_months(today().replace(day=1), -1)  # the last month that has ended
    chosen = month.selectbox(
        "Month of the figures",
        months,
        index=months.index(latest) if latest in months else 0,
        format_func=month_name,
        key="submit_month",
    )
    who = owner.selectbox("Organisation", [*plan.owners, EVERYONE], key="submit_owner")
    named = None if who == EVERYONE else who
    with button:
        show_template_button(plan, own, chosen, named, width="stretch")


def show_template_button(  # noqa: PLR0913 - what is downloaded, and how the button looks
    plan: Plan,
    own: Source,
    month: dt.date,
    owner: str | None,
    *,
    label: str = "",
    width: Literal["content", "stretch"] = "content",
) -> None:
    """The button for a month's workbook, for one organisation or (None) for all of them.

    It names the month: one that is clicked just before it follows another choice then says what it gives.
    """
    name, label = f"{month_code(month)} {owner or 'all'}", label or f"Download the {month_name(month)} template"
    show_download(EXCEL, name, lambda: _template(plan, own, month, owner), label, width=width)


def _template(plan: Plan, own: Source, month: dt.date, owner: str | None) -> bytes:
    """The workbook with all that is known by today beside what it asks for."""
    known = positions.record(own, today())
    return ingest.template_workbook(plan, month, owner, known.observations, reported=known.updates)


def show_upload(plan: Plan, own: Source) -> Examined | None:
    """Step two: a filled workbook, examined; nothing is stored yet."""
    markup.show(html('<h2 class="rule">2. Upload it when it is filled</h2>'))
    file = st.file_uploader("Filled workbook (.xlsx)", type=["xlsx"], key=uploads.box_key())
    uploads.show_refusal(empty=file is None)
    if file is None:
        return None
    kept, content, name = store.kept_layouts(own.engine), file.getvalue(), file.name
    sha256 = hashlib.sha256(content).hexdigest()

    def read(said: Answers) -> Examined:
        return examine(own, plan.fingerprint, kept, content, name, said)

    try:
        return show_questions(Upload(plan, name, sha256, read, kept))
    except uploads.UnwantedError as error:
        return uploads.refuse(error)


def show_examined(plan: Plan, examined: Examined) -> bool:
    """What is wrong with it, or what storing it would do; True where it may be stored."""
    if examined.already is not None:
        st.info(f"This file is {store.already_loaded(examined.already)}. Nothing changes.")
        return False
    if examined.errors:
        _show_refused(examined)
        return False
    does = Html(" ").join(filter(None, (_figures_words(examined), delivery_words(examined.news))))
    markup.show(html('<h2 class="rule">3. Check and store</h2><p class="lead">{}</p>', does))
    show_notes(examined)
    show_delivery(plan, examined.news)
    if examined.warnings:
        markup.show(html("<p>{} to look at before it is stored:</p>", counted(len(examined.warnings), "thing")))
        _show_marked_button(examined)
        _show_problems("Warnings", examined.warnings)
    return True


def _figures_words(examined: Examined) -> Html:
    """How many of its figures are new, restated, unchanged; "" where it has none and changes something else."""
    does, count = examined.preview, len(examined.extract.rows)
    if not count and examined.news.changes:
        return Html()
    rest = f", {does.restated:,} restated, {does.unchanged:,} unchanged."
    counts = html("<strong>{} new</strong>{}", f"{does.new:,}", rest)
    return html("{} for {}: {}", counted(count, "figure"), examined.months, counts)


def _show_refused(examined: Examined) -> None:
    errors = [problem for problem in examined.errors if not _is_asked(examined, problem)]
    if not errors:
        return
    show_notes(examined)
    if len(errors) == 1 and not errors[0].cell:
        st.error(markup.plain(f"{examined.extract.filename}: {errors[0].message}"))
        return
    st.error(f"{counted(len(errors), 'problem')} to fix. Nothing was stored; upload the file again when it is fixed.")
    _show_marked_button(examined)
    _show_problems("Problems by cell", errors)


def _show_marked_button(examined: Examined) -> None:
    """The officer's own workbook back with its problems at their cells, where it can be marked; made on the click."""
    content, problems = examined.extract.content, examined.problems
    if not ingest.why_not_marked(content, problems):
        name, label = ingest.marked_name(examined.extract.filename), "Take your workbook back with the cells marked"
        show_download(EXCEL, name, lambda: _marked(content, problems), label)


def _marked(content: bytes, problems: Sequence[Problem]) -> bytes:
    """The marked workbook, or the list of problems and why there is no more: a click can show no message."""
    try:
        return ingest.marked_workbook(content, problems)
    except ingest.MarkingError as error:
        return ingest.listed_workbook(problems, str(error))


def _is_asked(examined: Examined, problem: Problem) -> bool:
    """Whether the page asks about it above, so that it is no news."""
    place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
    choices = examined.extract.question.choices if examined.extract.question else ()
    return any(one.code == problem.code and one.places[0] == place for one in choices)


def _show_problems(caption: str, problems: Sequence[Problem]) -> None:
    rows = (markup.row(_place(problem), (problem.about, problem.message)) for problem in problems)
    markup.show(markup.table(caption, COLUMNS, rows))


def _place(problem: Problem) -> str:
    return f"{problem.sheet}!{problem.cell}" if problem.sheet and problem.cell else problem.sheet or "The file"


def show_confirmation(viewer: Viewer, examined: Examined) -> None:
    """Step three: who stores it, and why in spite of its warnings."""
    with st.form("submit_confirm", border=False):
        if not viewer.name:
            st.text_input("Your name", key=NAME)
        stored = "figures" if len(examined.extract.rows) else "changes"
        if examined.warnings:
            st.checkbox(f"I have looked at these warnings; the {stored} should be stored as they are", key=CONFIRMED)
            st.text_input("Why they should be stored as they are", key=REASON)
        st.form_submit_button(f"Store these {stored}", type="primary", on_click=_store, args=(viewer, examined))
    if refusal := st.session_state.pop(REFUSAL, ""):
        st.error(markup.plain(refusal))


def _store(viewer: Viewer, examined: Examined) -> None:
    """Store it and move every page to its month; or keep the reason why it could not be stored."""
    said = st.session_state
    by = viewer.name or said.get(NAME, "").strip()
    if not by:
        said[REFUSAL] = "Write your name: it is kept with the figures."
        return
    try:
        engine, confirmed = store.connect(settings.database_url()), said.get(CONFIRMED, False)
        submission = intake.accept(engine, examined, by=by, reason=said.get(REASON, ""), confirmed=confirmed)
    except SendKpiError as error:
        said[REFUSAL] = str(error)
        return
    said[RECEIPT] = (submission, tuple(sorted(set(examined.extract.rows["measure"]))))
    uploads.clear()
    months = examined.extract.rows["month"]
    if len(months):
        position_bar.go_to(months.max().date(), today())


def show_receipt(plan: Plan) -> None:
    """The receipt of what this person stored last, with the ways to where it shows."""
    kept: tuple[Submission, tuple[str, ...]] | None = st.session_state.get(RECEIPT)
    if kept is None:
        return
    submission, measures = kept
    held = counted_all(submission.rows, submission.milestones, submission.recommendations)
    stored = f"Stored as submission {submission.id}: {held} from {submission.filename}"
    st.success(markup.plain(f"{stored}, by {submission.recorded_by}."))
    touched = {plan.measure(measure).area for measure in measures}
    with st.container(horizontal=True, key="receipt"):
        st.page_link(links.page(links.HOME), label="See the overview")
        if submission.milestones:
            st.page_link(links.page(links.MILESTONES), label="See the milestones")
        if submission.recommendations:
            st.page_link(links.page(links.SCRUTINY), label="See the recommendations")
        for area in plan.areas:
            if area.id in touched:
                st.page_link(links.area_page(area), label=f"See {area.id}")
