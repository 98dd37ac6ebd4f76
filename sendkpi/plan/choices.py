"""The choices that a plan's tables offer, each a word as it is written there."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class Unit(StrEnum):
    """The unit of a figure."""

    PERCENT = "percent"
    WEEKS = "weeks"
    COUNT = "count"


class Better(StrEnum):
    """The direction of improvement."""

    HIGHER = "higher"
    LOWER = "lower"


class Collected(StrEnum):
    """The length of a measure's period."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in a period."""
        return {"month": 1, "quarter": 3, "year": 12}[self.value]

    def ends(self, month: dt.date, year_start: int) -> bool:
        """Whether a period ends in this month, in a year that begins in month `year_start` (1-12)."""
        return (month.month - year_start + 1) % self.months == 0


class Basis(StrEnum):
    """The span that the rated figure covers."""

    YEAR_TO_DATE = "year_to_date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MONTH_END = "month_end"


class Pooling(StrEnum):
    """The way in which figures of several providers or months are pooled."""

    RATE = "rate"  # sum of numerators / sum of denominators
    MEAN = "mean"  # mean weighted by denominator
    MAXIMUM = "maximum"
    SUM = "sum"
    STOCK = "stock"  # a level at a point in time: adds over providers, never over months


class Expectation(StrEnum):
    """The plan's expectation of a measure over time."""

    TARGET = "target"  # a target by a month
    IMPROVEMENT = "improvement"  # better each period than the one before


class ComparatorKind(StrEnum):
    """The place that a published figure is of."""

    OWN = "own"
    NEIGHBOURS = "statistical neighbours"
    REGION = "region"
    NATIONAL = "national"


class MilestoneKind(StrEnum):
    """The way in which a milestone is dated."""

    BY = "by"
    BY_TWO_STAGE = "by_two_stage"
    RANGE = "range"
    START = "start"
    CONDITIONAL = "conditional"
    YEAR_2 = "year2"
    UNDATED = "none"


class About(StrEnum):
    """The source of a finding."""

    INSPECTORS = "inspectors"  # what they found
    FAMILIES = "families"  # what parents, carers and young people said
    OUTCOME = "outcome"  # what the plan says will be different


class LogStatus(StrEnum):
    """The status of an item of the board's actions log."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class RiskKind(StrEnum):
    """A risk may happen; an issue has."""

    RISK = "risk"
    ISSUE = "issue"


class RiskStatus(StrEnum):
    """The status of a risk or an issue."""

    OPEN = "open"
    CLOSED = "closed"


class PaperPeriod(StrEnum):
    """The length of a paper's period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months in a period."""
        return {"month": 1, "quarter": 3, "half-year": 6, "year": 12}[self.value]


class PaperSection(StrEnum):
    """A part that a paper may have."""

    SUMMARY = "summary"  # the sentence, the counts, the officer's own words, decisions sought
    ATTENTION = "attention"  # what is off track or worsens, each with its chart
    CHARTS = "charts"  # every measure's chart, for a paper about few of them
    SCORECARD = "scorecard"
    DELIVERY = "delivery"
    RECOMMENDATIONS = "recommendations"
    BOARD = "board"  # risks, issues and decisions
    CHANGES = "changes"  # to the plan, and restatements, since the last paper
    QUALITY = "quality"  # what was not reported, small samples, queries
    METHOD = "method"
