"""Several files in the box: one table of them, the questions of all together, and one button that stores the good ones.

They are stored in the order of their months, each held against the record as it is after the one before. What cannot
be stored stays in the box, with what is wrong in it below the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from sendkpi.analysis.wording import counted
from sendkpi.layouts import NOTHING_SAID, Answers
from sendkpi.values import month_name
from sendkpi.views.frame import markup
from sendkpi.views.frame.markup import Html, html, number
from sendkpi.views.submit import confirmation, problems, storing
from sendkpi.views.submit.choices import Chosen, show_choices
from sendkpi.views.submit.delivery import show_delivery
from sendkpi.views.submit.effects import lead_words, show_effects
from sendkpi.views.submit.layout_question import show_tables
from sendkpi.views.submit.layout_sheet import show_notes

if TYPE_CHECKING:
    from sendkpi.intake import Examined
    from sendkpi.plan import Plan
    from sendkpi.record.extract import Extract
    from sendkpi.values import Choice, Problem
    from sendkpi.views.frame.access import Viewer
    from sendkpi.views.submit.upload import Upload

COLUMNS = ("File", "Months", number("New"), number("Restated"), number("Unchanged"), "Problems")
FILES_NAMED = 3
"""So many files are named that leave a question open."""


@dataclass(frozen=True)
class Listed:
    """A file of the table; `twin` is the name of another one with the same content, "" for none."""

    upload: Upload
    examined: Examined
    twin: str = ""

    @property
    def asked(self) -> bool:
        """Whether a question about it is open."""
        return self.examined.extract.question is not None

    @property
    def ready(self) -> bool:
        """Whether it may be stored, once its warnings are confirmed."""
        return not (self.twin or self.examined.already or self.examined.errors or self.asked)


def show_many(viewer: Viewer, plan: Plan, uploads: Sequence[Upload]) -> None:
    """The files, from their questions to the button that stores them."""
    table = st.container()
    said = _show_questions(uploads)
    files = _in_order(_listed(uploads, said), said)
    with table:
        body = (_row(one) for one in files)
        markup.show(markup.table(f"{counted(len(files), 'file')} in the order of their months", COLUMNS, body, "files"))
    for one in files:
        _show_file(plan, one)
    ready = [one for one in files if one.ready]
    if ready:
        _show_confirmation(viewer, plan, ready, said)
    storing.show_refusals()


def _listed(uploads: Sequence[Upload], said: Answers) -> Iterable[Listed]:
    """The files as read by the answers; of those with the same content the first one counts."""
    names: dict[str, str] = {}
    for upload in uploads:
        yield Listed(upload, upload.read(said), names.get(upload.sha256, ""))
        names.setdefault(upload.sha256, upload.filename)


def _in_order(files: Iterable[Listed], said: Answers) -> list[Listed]:
    """By their months, each that is ready held against those before it."""
    before: tuple[Extract, ...] = ()
    found = []
    for one in sorted(files, key=_by_months):
        held = replace(one, examined=one.upload.read(said, before)) if one.ready and before else one
        before += (held.examined.extract,) if held.ready else ()
        found.append(held)
    return found


def _by_months(one: Listed) -> tuple[bool, str, str, str]:
    """By the newest month, then the oldest: a later file that repeats an earlier month restates it."""
    months = one.examined.extract.rows["month"]
    if months.empty:
        return True, "", "", one.upload.filename
    return False, months.max().isoformat(), months.min().isoformat(), one.upload.filename


def _show_questions(uploads: Sequence[Upload]) -> Answers:
    """What the files do not say: which column is which, one file at a time; then each other question once for all."""
    said = NOTHING_SAID
    for upload in uploads:
        examined = upload.read(said)
        tables = examined.extract.question.tables if examined.extract.question else ()
        if not tables or examined.already:
            continue
        draft = show_tables(upload, tables)
        if draft is None:
            break
        said = replace(said, layouts=(*said.layouts, draft))

    def left_open(chosen: Chosen) -> Iterable[Choice]:
        return _with_files(uploads, replace(said, chosen=chosen))

    return replace(said, chosen=show_choices("ask_many_{}".format, left_open, files=True))


def _with_files(uploads: Sequence[Upload], said: Answers) -> list[Choice]:
    """The questions with the files that leave them open in place of their first one's cells."""
    choices: dict[str, Choice] = {}
    asked: dict[str, list[str]] = {}
    for upload in uploads:
        for one in upload.read(said).choices:
            choices.setdefault(one.key, one)
            asked.setdefault(one.key, []).append(upload.filename)
    names = {key: tuple(dict.fromkeys(files)) for key, files in asked.items()}
    return [replace(one, places=names[key][:FILES_NAMED], count=len(names[key])) for key, one in choices.items()]


def _row(one: Listed) -> Html:
    does, rows = one.examined.preview, one.examined.extract.rows
    nothing = rows.empty or one.twin or one.examined.errors
    counts = (does.new, does.restated, does.unchanged)
    numbers = [number("" if nothing else f"{count:,}") for count in counts]
    return markup.row(one.upload.filename, (one.examined.months, *numbers, _state(one)))


def _state(one: Listed) -> str:
    """What stands in the way of storing it, in a few words."""
    if one.twin:
        return f"The same file as {one.twin}"
    if one.examined.already:
        return f"Stored as submission {one.examined.already.id}"
    if one.asked:
        return "A question below"
    if one.examined.errors:
        return counted(len(one.examined.errors), "error")
    warnings = len(one.examined.warnings)
    return f"{warnings} to confirm" if warnings else "None"


def _show_file(plan: Plan, one: Listed) -> None:
    """What is wrong in a file, or what it would do; folded, and nothing where there is nothing to say."""
    errors = [] if one.asked or one.twin or one.examined.already else problems.open_errors(one.examined)
    if not errors and not one.ready:
        return
    words = counted(len(errors), "error") if errors else "what it changes"
    with st.expander(markup.plain(f"{one.upload.filename}: {words}")):
        show_notes(one.examined, folded=False)
        if errors:
            problems.show_errors(one.examined)
            return
        markup.show(html("<p>{}</p>", lead_words(one.examined)))
        show_effects(plan, one.examined)
        show_delivery(plan, one.examined.news)


def _show_confirmation(viewer: Viewer, plan: Plan, ready: Sequence[Listed], said: Answers) -> None:
    warnings = _warnings(ready)
    months = [month for one in ready for month in one.examined.extract.rows["month"].agg(["min", "max"]).dropna()]
    span = f", with figures from {month_name(min(months))} to {month_name(max(months))}" if months else ""
    words = f"{counted(len(ready), 'file')} can be stored{span}. "
    each = "Each is a submission of its own, in the order of the table."
    markup.show(html('<h2 class="rule">3. Check and store</h2><p class="lead">{}{}</p>', words, each))
    if warnings:
        problems.show_problems(problems.CONFIRM, [one for _, one in warnings], [name for name, _ in warnings])
    with st.form("submit_confirm", border=False):
        confirmation.show_fields(viewer, [one for _, one in warnings], "figures")
        sent = tuple(storing.Sent(one.upload.filename, one.examined, said) for one in ready)
        label = f"Store {'this file' if len(ready) == 1 else f'these {len(ready)} files'}"
        send = (viewer, plan, sent)
        st.form_submit_button(label, type="primary", on_click=storing.store_all, args=send)


def _warnings(ready: Sequence[Listed]) -> list[tuple[str, Problem]]:
    """Each warning once, with the file that it was first met in."""
    found: dict[tuple[object, ...], tuple[str, Problem]] = {}
    for one in ready:
        for problem in one.examined.warnings:
            found.setdefault(storing.what_it_says(problem), (one.upload.filename, problem))
    return list(found.values())
