"""Whose figures words say that they are: reported, planned, of another area, of some people, or no longer in use."""

from __future__ import annotations

import re
from enum import StrEnum

from sendkpi.ingest.spelling.texts import clean, key
from sendkpi.ingest.spelling.words.notes import is_sentence


class Subject(StrEnum):
    """What figures are, where they are not what was reported of the plan's own area."""

    PLANNED = "targets or a trajectory"
    ELSEWHERE = "figures of another area"
    NOT_IN_USE = "an example, a draft or an earlier version"
    SOME_PEOPLE = "figures of some of the people only"


_PLANNED = re.compile(
    r"\b(targets?|trajector(?:y|ies)|forecasts?|projections?|projected|planned|plan|ambitions?|milestones?|goals?|tgt)\b"
)


_ELSEWHERE = re.compile(
    r"\b(england|english|nationals?|nationally|regions?|regional|benchmarks?|benchmarking|comparators?|neighbou?rs?|sns?"
    r"|peers?|comparison|stat(?:istical)? neighbou?rs?|all england|inner london|outer london|shire counties)\b"
)


_NOT_IN_USE = re.compile(
    r"\b(examples?|sample data|dummy|drafts?|superseded|archived?|do not use|not to be used|previous version"
    r"|(?<!year )(?<!years )(?<!year-)(?<!years-)(?<!yrs )(?<!yr )old|prior version|last year|prior year"
    r"|previous year|test data|withdrawn)\b"
)


_ORDER = ((Subject.NOT_IN_USE, _NOT_IN_USE), (Subject.PLANNED, _PLANNED), (Subject.ELSEWHERE, _ELSEWHERE))


_REPORTED = re.compile(
    r"\b(actuals?|performance|reported|outturns?|results?|achieved|against|versus|vs|compared|and|with|scorecards?|dashboards?"
    r"|reports?|returns?|progress|improvement|action|development|delivery|ehc|ehcp|education|care|measures?|kpis?|statement)\b"
)
"""Words beside which the others say what figures are held against, or belong to a plan's name."""


def subject_of(text: str) -> Subject | None:
    """What a tab, a line above a table or a row's label says of figures; None where they are what was reported."""
    words = clean(text).casefold().replace("_", " ")
    if not words or is_sentence(words):
        return None
    for subject, pattern in _ORDER:
        if pattern.search(words):
            return subject if subject is Subject.NOT_IN_USE or not _REPORTED.search(words) else None
    return None


def speaks_of_reported(text: str) -> bool:
    """Whether words say that what was reported is there, if beside targets: `Progress against target`."""
    return bool(_REPORTED.search(clean(text).casefold()))


_OF_OTHERS = (
    r"(?:national|england|english|regional|region|(?:statistical )?neighbou?r|sn|benchmark|comparator|peer group)s?"
)


_LEVEL = r"(?: (?:averages?|mean|median|figures?|rates?|levels?|targets?|benchmarks?|positions?|%))*"


_NOT_HELD = r"(?!.*\b(?:within|against|meeting|met|on|below|above|statutory)\b)"
"""What no row of targets says: its figures are of what was reported, held against one."""


_OF_PLAN = r"(?:targets?|trajector(?:y|ies)|forecasts?|projections?|tgt)"


_GROUP = (
    r"(?:girls|boys|females?|males?|women|men|looked[ -]after(?: children)?|lac|cla|children (?:looked after|in care)"
    r"|care leavers|post[ -]?16s?|pre[ -]?16s?|free school meals|fsm|pupil premium|eal|white british|black|asian)"
    r"(?: only| pupils| children| plans)*"
)
"""People of whom a measure counts some: never its total."""


_ROWS = (
    (Subject.SOME_PEOPLE, re.compile(rf"{_GROUP}\W*|.*(?:\s[-–—]|[:(])\s*{_GROUP}\)?")),
    (Subject.ELSEWHERE, re.compile(rf"{_OF_OTHERS}{_LEVEL}\W*(?:\(.*\))?|.*[-–—:(]\s*{_OF_OTHERS}{_LEVEL}\)?")),
    (
        Subject.PLANNED,
        re.compile(
            rf"{_OF_PLAN}\W*|{_OF_PLAN}(?: for| by| in|:| [-–—]| \(| \d).*|{_NOT_HELD}.*[\s\-–—:(]{_OF_PLAN}\)?"
        ),
    ),
    (Subject.NOT_IN_USE, re.compile(r".*[\s\-–—:(](?:last|prior|previous) year\)?|(?:last|prior|previous) year\W*")),
)


def row_subject(text: str) -> Subject | None:
    """What a row's label says that its figures are: `EHCP1 target`, `National average`; None for what was reported.

    Stricter than for a table's heading: a measure may be of parents who like their plan, or of 5 year olds.
    """
    words = clean(text).casefold()
    return next((subject for subject, pattern in _ROWS if pattern.fullmatch(words)), None) if words else None


_TOTALS = frozenset(
    map(
        key,
        (
            "total",
            "totals",
            "grand total",
            "sub total",
            "sub-total",
            "overall",
            "overall total",
            "all",
            "all providers",
            "all trusts",
            "all organisations",
            "total all providers",
            "whole area",
            "combined",
        ),
    )
)


_OF_ALL = re.compile(r"(?:all|whole|entire|total) .*|both|persons|everyone|any|n/?a|not applicable|[-–—]")


def is_of_all(text: str) -> bool:
    """Whether the cell of a column of groups says that a row is of all of them: `All schools`, `Both`, `n/a`."""
    return is_total(text) or bool(_OF_ALL.fullmatch(clean(text).casefold()))


def is_total(text: str) -> bool:
    """Whether a label says that its row or part is of all of them together: `Grand Total`, `All providers`."""
    return key(text) in _TOTALS


_GROUP_HEADINGS = frozenset(
    map(
        key,
        (
            "gender",
            "sex",
            "ethnicity",
            "ethnic group",
            "ethnic background",
            "school",
            "school name",
            "setting",
            "school type",
            "phase",
            "key stage",
            "year group",
            "nc year",
            "cohort",
            "ward",
            "primary need",
            "sen primary need",
            "primary sen need",
            "sub-population",
        ),
    )
)


_NOT_REPORTED = frozenset(
    map(
        key,
        (
            "target",
            "targets",
            "trajectory",
            "forecast",
            "forecasts",
            "projection",
            "projected",
            "budget",
            "last year",
            "previous year",
            "prior year",
        ),
    )
)


def heads_groups(text: str) -> bool:
    """Whether a heading says that its column names some of the people counted."""
    return key(text) in _GROUP_HEADINGS


def heads_forecasts(text: str) -> bool:
    """Whether a cell beside figures says, and no more, that they are targets, forecasts or another year's."""
    return key(text) in _NOT_REPORTED
