"""What the words beside figures say of them: whose they are, on which basis, in which unit, over which weeks.

Read before any figure is: a table of targets looks exactly like one of figures. A line of a few words is a heading;
a sentence is a note, which is shown with the figures and decides nothing.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from sendkpi.ingest.spelling.texts import clean, key

_LONGEST_HEADING = 80
"""Letters in the longest line that heads a table; longer ones are notes."""
_FEWEST_WORDS = 4
"""Words up to which a line with a full stop may still be a heading."""


_SHORTENED = re.compile(r"\b(?:no|yrs?|mths?|wks?|hrs?|cum|prov|rev|est|(?:\w\.)+\w)\.$", re.IGNORECASE)


def is_sentence(text: str) -> bool:
    """Whether a line is a note, and no heading: a long one, or a whole sentence."""
    words = clean(text)
    ended = words.endswith(".") and not _SHORTENED.search(words)
    return len(words) > _LONGEST_HEADING or (ended and len(words.split()) > _FEWEST_WORDS)


_OF_PAPER = re.compile(
    r"(?:data )?(?:sources?|prepared|produced|contacts?|authors?|compiled|created|owners?|notes?|printed|published"
    r"|updated|last updated|as at|version|extracted|date)\b"
)


def is_of_paper(text: str) -> bool:
    """Whether a line speaks of the paper and its making, and not of the figures: `Source: DfE`, `Updated June 2022`."""
    return bool(_OF_PAPER.match(clean(text).casefold()))


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


_SEVERAL = r"(?:\d+|three|six|nine|twelve)[ -]months?"
_BASIS = re.compile(
    r"\b(cumulative(?:ly)?|cum|year[ -]to[ -]date|ytd|y\.t\.d|running totals?|rolling|r12m?|moving (?:annual|average)"
    rf"|(?:last|previous|past) 12 months|{_SEVERAL} (?:to|ending|ended|average|mean|total)|(?:year|months?) so far"
    r"|issued since|completed since|to date|weekly|fortnightly|daily)\b"
)
_NOTED_BASIS = re.compile(r"\b(cumulative|year[ -]to[ -]date|ytd|running totals?|rolling)\b")
_OF_FIGURES = re.compile(r"\b(figures?|data|numbers?|all|percentages?|values?|totals?|counts?)\b")
_NOT_SO = re.compile(r"\b(not|no longer|never|until|other than|except|excluding|column|columns|tab|sheet)\b")


def noted_basis(text: str) -> str | None:
    """The words by which a sentence says that figures run on; None where it says so of others, or denies it."""
    words = clean(text).casefold()
    found = _NOTED_BASIS.search(words) if is_sentence(text) or len(words.split()) > _FEWEST_WORDS else None
    return found[0] if found and _OF_FIGURES.search(words) and not _NOT_SO.search(words) else None


_OWN_PERIOD = re.compile(r"\b(in month|in the month|monthly|month only|(?<!ending )(?<!to )each month)\b")


@lru_cache(maxsize=4096)
def basis_of(text: str) -> str | None:
    """The words by which a heading says that figures cover more than their own period: `cumulative`, `rolling`."""
    words = clean(text).casefold()
    found = None if is_sentence(words) else _BASIS.search(words)
    return found[0] if found and not _OWN_PERIOD.search(words) else None


_YES = frozenset(map(key, ("yes", "y", "true", "x")))
_NO = frozenset(map(key, ("no", "n", "false")))


def basis_under(heading: str, text: str) -> str | None:
    """The basis that the cell of a column gives, `YTD`, or `Yes` under `Cumulative?`; None for a month's own."""
    return basis_of(heading) if key(text) in _YES else basis_of(text)


def says_basis(text: str) -> bool:
    """Whether the cell of a column says on which basis figures stand: each month's own, or running on."""
    return bool(
        basis_of(text)
        or key(text) in _YES | _NO
        or _OWN_PERIOD.search(clean(text).casefold())
        or key(text) in {"month", "quarter", "year"}
    )


def covers_year(basis: str) -> bool:
    """Whether a basis is a total that runs on, which months can be worked out from; a rolling one is none."""
    return not re.match(
        r"rolling|moving|r12|last|previous|past|\d|three|six|nine|twelve|weekly|fortnightly|daily", basis
    )


class Written(StrEnum):
    """A unit that words name."""

    PERCENT = "percentages"
    WEEKS = "weeks"
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"
    YEARS = "years"
    COUNT = "counts"
    RATE = "rates per so many"


_UNIT_WORDS = {
    Written.PERCENT: "%|per ?cent(?:age)?s?|pct|proportion|share",
    Written.WEEKS: "weeks?|wks?",
    Written.DAYS: "(?:calendar |working |school )?days?",
    Written.MONTHS: "months?|mn?ths?",
    Written.HOURS: "hours?|hrs?",
    Written.YEARS: "years?|yrs?",
    Written.COUNT: "numbers?|total(?: numbers?)?|counts?|nos?\\.?|#|n|volume|headcount|children|pupils|plans|people",
    Written.RATE: "(?:rate )?per (?:1,?000|10,?000|100,?000|thousand)(?: .*)?|rate",
}
_UNITS = {unit: re.compile(rf"(?:in |as |measured in |unit:? )?(?:{words})") for unit, words in _UNIT_WORDS.items()}


@lru_cache(maxsize=1024)
def unit_word(text: str) -> Written | None:
    """The unit that a text names and nothing else, as the cell of a unit column does: `Days`, `Number`, `%`."""
    words = clean(text).casefold().strip("()[] :")
    return next((unit for unit, pattern in _UNITS.items() if pattern.fullmatch(words)), None) if words else None


_AT_END = re.compile(
    r"(?:\(|\[|,|:|\bin|\bas|\s[-–—])\s*(?P<unit>(?:calendar |working |school )?days?|weeks?|wks?|months?|mn?ths?"
    r"|hours?|hrs?|years?|yrs?|%|per ?cent(?:age)?|no\.?|numbers?|counts?"
    r"|(?:rate )?per (?:1,?000|10,?000|100,?000)[^)\]]*)\s*[)\]]?$"
)
_NUMBER_OF = re.compile(
    r"\b(?:number of|average|mean|avg\.?) (?P<unit>(?:calendar |working |school )?(?:days|weeks|months|hours|years))\b"
)
_PEOPLE = re.compile(
    r"\bwaiting list\b(?! time)|^how many (?!days|weeks|wks|months)"
    r"|^(?:children|pupils|young people|people|patients|cyp) (?:still )?(?:waiting|on)\b"
)
_AT_START = re.compile(
    r"^(?P<unit>number|total number|no\.|no(?= of\b)|#|count|volume|total(?! %)|%|per ?cent(?:age)?|proportion|share"
    r"|rate per [\d,]+)\s*(?:of\b|\s)"
)
_WAITED = re.compile(
    r"\b(?P<unit>days|months|hours) (?:waited|waiting|to wait)\b"
    r"|\bwait(?:s|ing)?(?: times?)? in (?P<unit2>days|months|hours)\b"
)


@lru_cache(maxsize=4096)
def unit_in(text: str) -> Written | None:
    """The unit that a title or a heading gives its figures, at its end or its beginning; None where it gives none.

    `EHC plans issued within 20 weeks` gives none, `Average wait (days)` and `Number of plans` do.
    """
    words = clean(text).casefold()
    if is_sentence(words) or _OWN_PERIOD.search(words):
        return None
    if _PEOPLE.search(words) and (words.startswith("how many") or not _WAITED_FOR.search(words)):
        return Written.COUNT
    found = _AT_END.search(words) or _WAITED.search(words) or _NUMBER_OF.search(words) or _AT_START.search(words)
    if not found:
        return None
    groups = found.groupdict()
    return unit_word(groups.get("unit") or groups.get("unit2") or "")


_WAITED_FOR = re.compile(r"\b(?:average|mean|median|longest|weeks|wks|days|months|%|per ?cent|share|proportion)")
_NOTED_UNIT = re.compile(r"\b(?:in|as) (?P<unit>(?:calendar |working |school )?days|months|hours)\s*(?:[.;,)]|$)")
_NOT_DAYS = re.compile(rf"{_NOT_SO.pattern}|\b(?:in|as) weeks\b")
_OF_WAITS = re.compile(r"\b(?:wait(?:s|ing)?|times?)\b")


def noted_unit(text: str) -> Written | None:
    """The unit that a note gives to waits: `Waits are shown in days.`; None for a note of other things."""
    words = clean(text).casefold()
    found = _NOTED_UNIT.search(words) if _OF_WAITS.search(words) and not _NOT_DAYS.search(words) else None
    return unit_word(found["unit"]) if found else None


_OVER_ROWS = frozenset(map(key, ("numbers", "number", "counts", "percentages", "days", "volumes")))


def section_unit(text: str) -> Written | None:
    """The unit that a heading between rows gives to those below it: `Waits (days)`, `Numbers`."""
    if key(text) in _OVER_ROWS:
        return unit_word(text)
    return None if clean(text).casefold().startswith("total") else unit_in(text)


class Statistic(StrEnum):
    """What a wait's figure is of all waits."""

    MEAN = "the average"
    MEDIAN = "the median"
    LONGEST = "the longest"
    SHORTEST = "the shortest"
    PERCENTILE = "a percentile"


_STATISTICS = {
    Statistic.PERCENTILE: re.compile(r"\b(?:\d\d(?:st|nd|rd|th)? ?(?:per)?centile|p9\d|\d\d(?:st|nd|rd|th) pct)\b"),
    Statistic.MEDIAN: re.compile(r"\bmedian\b"),
    Statistic.LONGEST: re.compile(r"\b(longest|maximum|max)\b"),
    Statistic.SHORTEST: re.compile(r"\b(shortest|minimum|min)\b"),
    Statistic.MEAN: re.compile(r"\b(average|mean|avg)\b"),
}


def statistic_in(text: str) -> Statistic | None:
    """The statistic that a title names; None where it names none, or several."""
    words = clean(text).casefold()
    found = [one for one, pattern in _STATISTICS.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def odd_statistic(text: str) -> Statistic | None:
    """The statistic that a heading over figures names, where no measure's may be meant: neither average nor longest."""
    found = None if is_sentence(text) else statistic_in(text)
    return None if found in {Statistic.MEAN, Statistic.LONGEST} else found


_WEEK = re.compile(
    r"\b(?:w/?c|w/?e|wk|week)\b\.?:?\s*(?:commencing|ending|beginning|starting|no\.?|number)?:?\s*\d", re.IGNORECASE
)


_WEEK_COLUMN = re.compile(r"w/?[ce]|week(?: no\.?| number| ending| commencing| beginning| starting)?", re.IGNORECASE)


def names_week(text: str) -> bool:
    """Whether a heading names a week: `w/c 04/04/2022`, `Week 14`, `Week ending 8 April`."""
    words = clean(text)
    return bool(_WEEK.match(words) or _WEEK_COLUMN.fullmatch(words))


_UNIT_BEHIND = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]+)[)\]]$")


def without_unit(text: str) -> str:
    """A heading without the unit in brackets behind it: `Value` of `Value (days)`."""
    found = _UNIT_BEHIND.search(text)
    return text[: found.start()] if found and found.start() and unit_word(found["unit"]) else text


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


_NOTABLE = re.compile(
    r"\b(cumulative|year to date|ytd|provisional|unvalidated|estimated|definition|defined|redefined|methodology"
    r"|includes|excludes|including|excluding|revised|restated"
    r"|from (?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r"|applied filters|filters? applied)\b",
    re.IGNORECASE,
)


def is_notable(text: str) -> bool:
    """Whether a sentence beside a table says how its figures are to be understood, so that it is shown with them."""
    words = clean(text)
    return len(words.split()) > _FEWEST_WORDS and bool(_NOTABLE.search(words))


_PLACE_WORDS = re.compile(
    r"\b(london borough of|royal borough of|lb|rb|metropolitan borough of|city of|county of|the|borough|council|county"
    r"|city|metropolitan|district|unitary|authority|local authority|la|area|partnership)\b"
)
_PLACE_HEADINGS = frozenset(
    map(
        key,
        (
            "local authority",
            "local authority name",
            "la",
            "la name",
            "lad",
            "lad name",
            "authority",
            "council",
            "borough",
            "region",
            "region name",
            "geography",
            "geographic area",
            "geographic level",
            "place",
            "locality",
            "country",
            "country name",
            "area name",
            "icb",
            "ics",
        ),
    )
)


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


_UNIT_HEADINGS = frozenset(
    map(
        key, ("unit", "units", "unit of measure", "unit of measurement", "uom", "measured in", "measure type", "format")
    )
)


def heads_units(text: str) -> bool:
    """Whether a heading says that units stand under it, or behind it."""
    return key(text) in _UNIT_HEADINGS


_FILTER = re.compile(r"(?P<of>[A-Za-z][A-Za-z ]*?) ?(?: is |=|: )(?P<value>[^,;=:]+)")


def filters_in(text: str) -> list[tuple[str, str]]:
    """What a line says that a table was filtered to, name and value: `Applied filters: Gender is Female`."""
    words = clean(text)
    start = _FILTERED.match(words)
    return (
        [(one["of"].strip(), one["value"].strip()) for one in _FILTER.finditer(words[start.end() :])] if start else []
    )


_FILTERED = re.compile(r"(?:applied )?filters?(?: applied)?:? ?", re.IGNORECASE)


def heads_groups(text: str) -> bool:
    """Whether a heading says that its column names some of the people counted."""
    return key(text) in _GROUP_HEADINGS


def heads_forecasts(text: str) -> bool:
    """Whether a cell beside figures says, and no more, that they are targets, forecasts or another year's."""
    return key(text) in _NOT_REPORTED


def heads_places(text: str) -> bool:
    """Whether a heading says that its column names places."""
    return key(text) in _PLACE_HEADINGS


def place_key(text: str) -> str:
    """The form that spellings of one place share: `LB Anywhere` and `Anywhere Council` are one."""
    return key(_PLACE_WORDS.sub(" ", clean(text).casefold()))
