"""One upload from bytes to receipt: read, held against the record, and stored once a person agrees.

The commands and the Submit page both come through here, so they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi import analysis, ingest, store
from sendkpi.analysis.delivery.news import NO_NEWS, DeliveryNews, counted_all, delivery_news
from sendkpi.analysis.wording import counted
from sendkpi.errors import AlreadyLoadedError, RefusedError
from sendkpi.ingest import codes
from sendkpi.layouts import NOTHING_SAID, Answers, Layout, joined
from sendkpi.record.extract import Extract
from sendkpi.record.record import Record, empty_record
from sendkpi.texts import is_blank, one_line
from sendkpi.values import Choice, Problem, Severity, month_name

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.analysis import Preview
    from sendkpi.plan import Plan
    from sendkpi.store import Confirmation, Submission

DESTROYED = "destroyed"
"""The code of a file whose bytes were destroyed here."""

NOTHING_NEW = (
    "No figure is filled in, and all that is said of milestones and recommendations is known already. "
    "Fill in what is new, and save before sending."
)
"""The message for a file that would change nothing: a template sent back as it came."""


@dataclass(frozen=True, eq=False)
class Examined:
    """An upload as read, and what storing it would do.

    `problems` are its errors, or else its warnings; `already` is the submission of the same bytes that counts now.
    """

    extract: Extract
    problems: tuple[Problem, ...]
    preview: Preview
    effects: pd.DataFrame
    """What storing it would do to each figure and to its measure's rating (rows: EffectRow); empty with errors."""
    already: Submission | None
    version: str
    """The state of the store that it was held against."""
    choices: tuple[Choice, ...] = ()
    """What the file leaves open, answered by now or not."""
    answers: tuple[Layout, ...] = ()
    """The answers that the file was read by: kept when it is stored."""
    news: DeliveryNews = NO_NEWS
    """What storing it would change of milestones and recommendations; the extract holds these and no others."""

    @property
    def unanswered(self) -> tuple[Choice, ...]:
        """What the file leaves open still."""
        return self.extract.question.choices if self.extract.question else ()

    def is_asked(self, problem: Problem) -> bool:
        """Whether an answer to a choice settles the problem, so that it is asked about and no news."""
        place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
        return any(one.code == problem.code and one.places[0] == place for one in self.unanswered)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the file out."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)

    @property
    def months(self) -> str:
        """The months that its figures are for, as people say them: `April 2022 to June 2022`; "" without figures."""
        months = self.extract.rows["month"]
        if months.empty:
            return ""
        first, last = month_name(months.min()), month_name(months.max())
        return first if first == last else f"{first} to {last}"

    @property
    def holds(self) -> str:
        """The count of what it would record: `5 figures, 2 milestones and 1 recommendation`."""
        return counted_all(len(self.extract.rows), len(self.news.milestones), len(self.news.recommendations))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that wait to be confirmed."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def unwanted(self) -> bool:
        """Whether nothing of the file may stay anywhere: it looks like records of persons, or was destroyed here."""
        return _unwanted(self.problems)


def examine(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    published: Plan,
    engine: Engine | None,
    content: bytes,
    filename: str,
    today: dt.date,
    answers: Answers = NOTHING_SAID,
    before: Iterable[Extract] = (),
) -> Examined:
    """Read a workbook and hold it against what is on record; the engine is None where there is no store yet.

    `answers` of the file comes before what is remembered of others. Stores nothing. A file with errors is not held
    against anything: what it leaves out may be what is wrong in it. `before` are extracts that are to be stored
    before it: their figures count as if they were.
    """
    filename = one_line(filename)
    known = () if engine is None or answers.anew else store.layouts(engine)
    version = "" if engine is None else store.version(engine)  # read first: what comes after it makes it stale
    record = empty_record(published, today) if engine is None else store.record(engine, published)
    for earlier in before:
        record = record.with_figures(earlier.rows)
    plan = record.plan
    answers, extract, choices = _read_by(plan, content, filename, today, answers, known)
    already = None if engine is None else store.loaded(engine, extract.sha256)
    purge = None if engine is None else store.destroyed(engine, extract.sha256)
    if purge is not None:
        refusal = Problem(Severity.ERROR, DESTROYED, store.sent_again(purge))
        extract, already = replace(extract, problems=(refusal,)), None
    if _unwanted(extract.problems):
        extract = _without_content(extract)
    news = NO_NEWS if already else _news(record, engine, extract, today)
    extract = extract if already else _with_news(extract, news)
    counts = extract.accepted and not already
    problems = (*extract.problems, *(_unusual(record, extract, today, news) if counts else ()))
    asked, notes = _unconfirmed(problems, record.counting_confirmations)
    notes = (*extract.notes, *notes, *analysis.without_parts(plan, extract))
    return Examined(
        extract=replace(extract, notes=notes),
        problems=asked,
        preview=analysis.preview(extract, record.observations),
        effects=analysis.effects(record, extract.rows) if counts else analysis.NO_EFFECTS,
        already=already,
        version=version,
        choices=choices,
        answers=_used(answers, extract),
        news=news,
    )


_ROUNDS = 4
"""How often a file may leave something open that only an answer shows."""


def _read_by(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan, content: bytes, filename: str, today: dt.date, said: Answers, known: tuple[Layout, ...]
) -> tuple[Answers, Extract, tuple[Choice, ...]]:
    """A file as read by these answers, and all that it leaves open, answered by now or not."""
    answers, choices = said, dict[str, Choice]()
    for _ in range(_ROUNDS):
        extract = _read(plan, content, filename, today, answers, known)
        asked = extract.question.choices if extract.question else ()
        choices |= {one.key: one for one in asked if one.key not in choices}
        joint = joined(said, known, choices.values(), extract.layouts, filename)
        if joint == answers:
            break
        answers = joint
    return answers, extract, tuple(choices.values())


def _news(record: Record, engine: Engine | None, extract: Extract, today: dt.date) -> DeliveryNews:
    """The file's news of milestones and recommendations; none where it has no updates."""
    if not (extract.milestones or extract.recommendations or extract.dues):
        return NO_NEWS
    of_template = store.reported(engine, extract.known_at) if engine is not None and extract.known_at else None
    return delivery_news(record.plan, extract, record.updates, today, of_template)


def _with_news(extract: Extract, news: DeliveryNews) -> Extract:
    """The extract with new updates alone, and with the errors that keep them out."""
    errors = [problem for problem in news.problems if problem.severity is Severity.ERROR]
    any_update = bool(extract.milestones or extract.recommendations)
    if any_update and extract.accepted and extract.rows.empty and not (errors or news.changes):
        errors.append(Problem(Severity.ERROR, codes.NOTHING_REPORTED.name, NOTHING_NEW))
    return replace(
        extract,
        milestones=tuple(change.update for change in news.milestones),
        recommendations=tuple(change.update for change in news.recommendations),
        problems=(*extract.problems, *errors),
        notes=(*extract.notes, *news.notes),
    )


def _unusual(record: Record, extract: Extract, today: dt.date, news: DeliveryNews) -> tuple[Problem, ...]:
    """The warnings of an accepted extract. Figures that are due are not missed in one that brings none."""
    plan, figures = record.plan, record.observations
    of_figures = () if extract.rows.empty else analysis.review(plan, extract, figures, today)
    return (*of_figures, *(problem for problem in news.problems if problem.severity is Severity.WARNING))


def _unconfirmed(
    problems: Iterable[Problem], confirmations: Sequence[Confirmation]
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """The problems without the warnings that were confirmed with an earlier submission, and a note on each of these."""
    asked, notes = [], []
    for problem in problems:
        known = store.confirmed_already(problem, confirmations)
        if known is None:
            asked.append(problem)
        else:
            because = known.reason.rstrip(". ")
            notes.append(f"{problem.line} Confirmed with submission {known.submission}: {because}.")
    return tuple(asked), tuple(notes)


def _read(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan, content: bytes, filename: str, today: dt.date, answers: Answers, known: tuple[Layout, ...]
) -> Extract:
    layouts = (*answers.layouts, *known)
    return ingest.read_workbook(plan, content, filename, today, layouts=layouts, forced=answers.forced)


def _used(answers: Answers, extract: Extract) -> tuple[Layout, ...]:
    """The answers that were used, one for each set of headings: the first, by which it was read."""
    first = {layout.fingerprint: layout for layout in reversed(answers.all) if layout.name in extract.layouts}
    return tuple(first.values())


def accept(  # noqa: PLR0913 - what is stated of a submission, by name
    engine: Engine,
    examined: Examined,
    *,
    by: str,
    note: str = "",
    reason: str = "",
    reasons: Mapping[Problem, str] | None = None,
    confirmed: bool = False,
    received_on: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Submission:
    """Store an examined upload: all of it, in one transaction.

    `confirmed` and `reason` answer its warnings; one that has words of its own in `reasons` is answered by these. What
    answers no warning is not kept. `by`, `note`,
    `received_on` and `now` as in `store.submit`. Raises RefusedError where it has errors or unanswered
    warnings, or where the store has changed since it was examined (then its warnings may be others);
    AlreadyLoadedError where the same bytes count already.
    """
    name, warnings = examined.extract.filename or "The file", examined.warnings
    if examined.errors:
        raise RefusedError(f"{name} is refused, nothing was stored: {counted(len(examined.errors), 'error')}.")
    same = store.loaded(engine, examined.extract.sha256)
    if same is not None:
        raise AlreadyLoadedError(store.already_loaded(same))
    if warnings and not confirmed:
        wait = "1 warning waits" if len(warnings) == 1 else f"{len(warnings)} warnings wait"
        raise RefusedError(f"{name}: {wait} to be confirmed, nothing was stored.")
    answered = [(one, _own_reason(one, reason, reasons or {})) for one in warnings]
    if any(is_blank(why) for _, why in answered):
        raise RefusedError(f"{name}: say why its warnings are confirmed; nothing was stored.")
    return store.submit(
        engine,
        examined.extract,
        by=by,
        note=note,
        reason=reason if any(why == reason for _, why in answered) else "",
        received_on=received_on,
        now=now,
        seen=examined.version or None,
        layouts=examined.answers,
        confirmed=answered,
    )


def _own_reason(warning: Problem, reason: str, reasons: Mapping[Problem, str]) -> str:
    own = reasons.get(warning, "")
    return reason if is_blank(own) else own


def _unwanted(problems: Iterable[Problem]) -> bool:
    return any(problem.code in {codes.CHILD_LEVEL.name, DESTROYED} for problem in problems)


def _without_content(extract: Extract) -> Extract:
    """The extract of an unwanted file without its content and name (which may be a person's): its problems alone."""
    rows, asked = extract.rows.iloc[:0], extract.asked.iloc[:0]
    return Extract("", b"", "", rows, asked, extract.problems)
