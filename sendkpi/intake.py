"""One upload from bytes to receipt: read, held against what stands, and stored once a person agrees.

The commands and the Submit page both come through here, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sendkpi import analysis, ingest, store
from sendkpi.analysis.delivery.news import NO_NEWS, DeliveryNews, counted_all, delivery_news
from sendkpi.analysis.wording import counted
from sendkpi.errors import AlreadyLoadedError, RefusedError
from sendkpi.frames import frame
from sendkpi.frames.figures import ObservationRow
from sendkpi.ingest import codes
from sendkpi.layouts import NOTHING_SAID, with_meanings
from sendkpi.record.extract import Extract
from sendkpi.record.updates import NOTHING_REPORTED
from sendkpi.texts import is_blank, one_line
from sendkpi.values import Problem, Severity, month_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    import pandas as pd
    from sqlalchemy import Engine

    from sendkpi.analysis import Preview
    from sendkpi.layouts import Answers, Layout
    from sendkpi.plan import Plan
    from sendkpi.store import Purge, Submission
    from sendkpi.values import UnclearMark

DESTROYED = "destroyed"
"""The code of a file whose bytes were destroyed here."""

NOTHING_NEW = (
    "No figure is filled in, and all that is said of milestones and recommendations is known already. "
    "Fill in what is new, and save before sending."
)
"""What a file is told that would change nothing: a template sent back as it came."""


@dataclass(frozen=True, eq=False)
class Examined:
    """An upload as read, and what storing it would do.

    `problems` are its errors, or else its warnings; `already` is the submission of the same bytes that counts now.
    """

    extract: Extract
    problems: tuple[Problem, ...]
    preview: Preview
    already: Submission | None
    version: str
    """The state of the store that it was held against."""
    marks: tuple[UnclearMark, ...] = ()
    """The marks whose meaning the file leaves open, answered by now or not."""
    answers: tuple[Layout, ...] = ()
    """What was said of the file and used in reading it: kept when it is stored."""
    news: DeliveryNews = NO_NEWS
    """What storing it would change of milestones and recommendations; the extract holds these and no others."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the file out."""
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
        """What it would record, counted: `5 figures, 2 milestones and 1 recommendation`."""
        return counted_all(len(self.extract.rows), len(self.news.milestones), len(self.news.recommendations))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What waits to be confirmed."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.WARNING)

    @property
    def unwanted(self) -> bool:
        """Whether nothing of the file may stay anywhere: it looks like records of persons, or was destroyed here."""
        return _unwanted(self.problems)


def examine(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan,
    engine: Engine | None,
    content: bytes,
    filename: str,
    today: dt.date,
    said: Answers = NOTHING_SAID,
) -> Examined:
    """Read a workbook and hold it against what stands in the store; None where there is no store yet.

    `said` of the file comes before what is remembered of others. Stores nothing. A file with errors is not held
    against anything: what it leaves out may be what is wrong in it.
    """
    filename = one_line(filename)
    known = () if engine is None or said.anew else store.layouts(engine)
    extract = _read(plan, content, filename, today, said, known)
    marks = extract.question.marks if extract.question else ()
    told = with_meanings(said, known, marks, extract.layouts, filename)
    if told != said:
        said, extract = told, _read(plan, content, filename, today, told, known)
    version = "" if engine is None else store.version(engine)  # read first: what comes after it makes it stale
    already = None if engine is None else store.loaded(engine, extract.sha256)
    gone = None if engine is None else store.destroyed(engine, extract.sha256)
    if gone is not None:
        extract, already = replace(extract, problems=(_sent_again(gone),)), None
    if _unwanted(extract.problems):
        extract = _without_content(extract)
    news = NO_NEWS if already else _news(plan, engine, extract, today)
    extract = extract if already else _with_news(extract, news)
    standing = store.observations(engine) if engine is not None and extract.accepted else frame([], ObservationRow)
    unusual = _unusual(plan, extract, standing, today, news) if extract.accepted and not already else ()
    return Examined(
        extract=extract,
        problems=(*extract.problems, *unusual),
        preview=analysis.preview(extract, standing),
        already=already,
        version=version,
        marks=marks,
        answers=_used(said, extract),
        news=news,
    )


def _news(plan: Plan, engine: Engine | None, extract: Extract, today: dt.date) -> DeliveryNews:
    """What is new of milestones and recommendations. Not asked of the store where the file says nothing of any."""
    if not (extract.milestones or extract.recommendations or extract.dues):
        return NO_NEWS
    if engine is None:
        return delivery_news(plan, extract, NOTHING_REPORTED, today)
    of_template = store.reported(engine, extract.known_at) if extract.known_at else None
    return delivery_news(plan, extract, store.reported(engine), today, of_template)


def _with_news(extract: Extract, news: DeliveryNews) -> Extract:
    """The extract with what is new of them and no more, and with what keeps that out."""
    errors = [problem for problem in news.problems if problem.severity is Severity.ERROR]
    said = bool(extract.milestones or extract.recommendations)
    if said and extract.accepted and extract.rows.empty and not (errors or news.changes):
        errors.append(Problem(Severity.ERROR, codes.NOTHING_REPORTED.name, NOTHING_NEW))
    return replace(
        extract,
        milestones=tuple(change.update for change in news.milestones),
        recommendations=tuple(change.update for change in news.recommendations),
        problems=(*extract.problems, *errors),
        notes=(*extract.notes, *news.notes),
    )


def _unusual(
    plan: Plan, extract: Extract, standing: pd.DataFrame, today: dt.date, news: DeliveryNews
) -> tuple[Problem, ...]:
    """The warnings of an accepted extract. Figures that are due are not missed in one that brings none."""
    of_figures = () if extract.rows.empty else analysis.review(plan, extract, standing, today)
    return (*of_figures, *(problem for problem in news.problems if problem.severity is Severity.WARNING))


def _read(  # noqa: PLR0913, PLR0917 - a file, and all that it is read with
    plan: Plan, content: bytes, filename: str, today: dt.date, said: Answers, known: tuple[Layout, ...]
) -> Extract:
    layouts = (*said.layouts, *known)
    return ingest.read_workbook(plan, content, filename, today, layouts=layouts, forced=said.forced)


def _used(said: Answers, extract: Extract) -> tuple[Layout, ...]:
    """What was said and used, one answer for each set of headings: the first, which is what was read by."""
    first = {layout.fingerprint: layout for layout in reversed(said.all) if layout.name in extract.layouts}
    return tuple(first.values())


def accept(  # noqa: PLR0913 - what is stated of a submission, by name
    engine: Engine,
    examined: Examined,
    *,
    by: str,
    note: str = "",
    reason: str = "",
    confirmed: bool = False,
    received_on: dt.date | None = None,
    now: dt.datetime | None = None,
) -> Submission:
    """Store an examined upload: all of it, in one transaction.

    `confirmed` and `reason` answer its warnings; the reason is kept only where there are any. `by`, `note`,
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
    if warnings and is_blank(reason):
        raise RefusedError(f"{name}: say why its warnings are confirmed; nothing was stored.")
    return store.submit(
        engine,
        examined.extract,
        by=by,
        note=note,
        reason=reason if warnings else "",
        received_on=received_on,
        now=now,
        seen=examined.version or None,
        layouts=examined.answers,
    )


def _unwanted(problems: Iterable[Problem]) -> bool:
    return any(problem.code in {codes.CHILD_LEVEL.name, DESTROYED} for problem in problems)


def _sent_again(gone: Purge) -> Problem:
    return Problem(Severity.ERROR, DESTROYED, store.sent_again(gone))


def _without_content(extract: Extract) -> Extract:
    """What may stay of an unwanted file: why it is refused. Its name may be a person's too."""
    rows, asked = extract.rows.iloc[:0], extract.asked.iloc[:0]
    return Extract("", b"", "", rows, asked, extract.problems)
