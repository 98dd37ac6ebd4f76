"""Frames of figures: as reported, period by period, as a scorecard, as process charts, and as published elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from sendkpi.frames.row import Day, Moment, Row, Whole


@dataclass(frozen=True, slots=True)
class ReportedRow(Row):
    """A reported figure: `month` is the first day of its period's last month; percentages are 0-100."""

    measure: str
    month: Day
    breakdown: str
    numerator: float
    denominator: float
    value: float
    symbol: str
    commentary: str


@dataclass(frozen=True, slots=True)
class ExtractRow(ReportedRow):
    """A figure of an extract, with its place in the workbook."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class AskedRow(Row):
    """A figure that an extract has a place for, blank or not."""

    measure: str
    month: Day
    breakdown: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ObservationRow(ReportedRow):
    """A figure on record: in which submission it was reported, when that was recorded, and its cell there."""

    submission: int
    recorded_at: Moment
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class FigureRow(Row):
    """A figure on its measure's basis, as charts and their words need it."""

    month: Day
    unit: str
    figure: float


@dataclass(frozen=True, slots=True)
class TimelineRow(FigureRow):
    """A period of a measure: of the timeline's columns those that tables and charts read."""

    basis: str
    reported: bool
    due: bool
    numerator: float
    denominator: float
    value: float
    commentary: str
    numerator_to_date: float
    denominator_to_date: float
    complete: bool
    trajectory: float
    gap: float
    rating: str


@dataclass(frozen=True, slots=True)
class LandingRow(Row):
    """Where a measure is heading: its figure in the target's month, on its basis, and the ends of an 80 % interval.

    `chance` (0-100) is that of meeting the target by then, `arrives` the first month in which the central line does,
    missing where it does not; `landing_note` is a Silence, "" where there is a landing.
    """

    landing: float
    landing_low: float
    landing_high: float
    chance: float
    arrives: Day
    landing_note: str


@dataclass(frozen=True, slots=True)
class FanRow(Row):
    """A period between a measure's last figure and its target: the level expected, and an 80 % interval.

    `year` numbers the year that a year to date belongs to, 0 for figures of periods alone.
    """

    month: Day
    level: float
    low: float
    high: float
    year: int


@dataclass(frozen=True, slots=True)
class ScorecardRow(Row):
    """A measure's position at a month. `rating` is a Rating, `rating_reason` a Reason, `process_note` a Note.

    The landing's columns are those of LandingRow.
    """

    measure: str
    area: str
    title: str
    unit: str
    better: str
    basis: str
    month: Day
    value: float
    last_value: float
    last_month: Day
    baseline: float
    target: float
    target_month: Day
    trajectory: float
    gap: float
    needed: float
    rating: str
    rating_reason: str
    small_sample: bool
    direction: str
    direction_year: str
    variation: str
    assurance: str
    process_note: str
    verdict_month: Day
    months_late: int
    landing: float
    landing_low: float
    landing_high: float
    chance: float
    arrives: Day
    landing_note: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ExceptionRow(ScorecardRow):
    """A measure that needs attention: whether it is an early warning, and why in a few words."""

    early: bool
    why: str


@dataclass(frozen=True, slots=True)
class SeriesRow(Row):
    """A period of one measure's series; `value` is the period's own.

    `submission`, `sheet` and `cell` are where it was reported, missing where it was worked out from others.
    """

    month: Day
    numerator: float
    denominator: float
    value: float
    symbol: str
    year_to_date: float
    rolling_12: float
    trajectory: float
    gap: float
    needed: float
    rating: str
    commentary: str
    submission: Whole
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ExploredRow(Row):
    """A figure as it is shown and sent; `rating` and `sub_group` are words."""

    month: Day
    measure: str
    title: str
    provider: str
    unit: str
    numerator: float
    denominator: float
    value: float
    year_to_date: float
    trajectory: float
    gap: float
    rating: str
    symbol: str
    commentary: str
    area: str
    owner: str
    sub_group: str


@dataclass(frozen=True, slots=True)
class HeatRow(Row):
    """A measure in a month: `verdict` is a PointType or "", `reported` whether the month has a figure of its own."""

    measure: str
    month: Day
    rating: str
    verdict: str
    reported: bool


@dataclass(frozen=True, slots=True)
class DueRow(Row):
    """The figures due of a measure for a month, and those reported; `missing` names breakdowns."""

    measure: str
    area: str
    title: str
    owner: str
    month: Day
    due_on: Day
    reported: bool
    reported_at: Moment
    days_late: int
    asked: int
    to_come: int
    missing: str


@dataclass(frozen=True, slots=True)
class VerdictRow(Row):
    """The verdicts of a measure's process chart now.

    `signal` is the last point's label (`spc.Label`), `process_note` what keeps a verdict back or weakens it
    (`spc.Note`), `verdict_month` the month of the figure that a verdict is of where a newer period has none, else
    missing; `process_points` how many figures the last phase's limits rest on.
    """

    measure: str
    variation: str
    assurance: str
    signal: str
    process_note: str
    verdict_month: Day
    process_points: int


@dataclass(frozen=True, slots=True)
class PointRow(Row):
    """A point of a process chart, with its phase, limits, rules and label."""

    series_id: str
    date: Day
    value: float
    rebase_group: int
    mean: float
    lpl: float
    upl: float
    nlpl: float
    nupl: float
    rule_outside: bool
    rule_trend: bool
    rule_2of3: bool
    rule_run: bool
    special_cause_type: str
    special_cause_flag: bool
    point_type: str


@dataclass(frozen=True, slots=True)
class DrawnPointRow(PointRow):
    """A point as it is drawn, with what is to be said of its phase; `held` where that shows no verdicts."""

    based_on: int
    note: str
    held: bool


@dataclass(frozen=True, slots=True)
class DrawnPhaseRow(DrawnPointRow):
    """A phase as it is drawn: its first point, and the date of its last."""

    last_date: Day


@dataclass(frozen=True, slots=True)
class BenchmarkRow(Row):
    """A published figure: `period` is a calendar year, `neighbour_list` the year of the list or ""."""

    measure: str
    area: str
    kind: str
    period: str
    basis: str
    method: str
    neighbour_list: str
    areas_counted: Whole
    value: float
    release: str
    published: Day
    areas_listed: Whole
    symbol: str


@dataclass(frozen=True, slots=True)
class PublishedRow(Row):
    """A figure of a published file; `area_code` is "" for wider areas, a missing figure has a symbol."""

    level: str
    area_code: str
    area: str
    year: int
    basis: str
    numerator: float
    denominator: float
    value: float
    symbol: str


@dataclass(frozen=True, slots=True)
class ReleasedRow(PublishedRow):
    """A kept figure of a release: of which indicator, from which release, and the day that it came out."""

    indicator: str
    release: str
    published: Day


@dataclass(frozen=True, slots=True)
class ForecastRow(Row):
    """What is expected of a series at a step ahead, with an 80 % interval; `reason` is a Silence, "" where it speaks.

    Percentages are 0-100; `date` is missing where the series' own dates do not say how far apart its periods are.
    """

    series_id: str
    step: int
    date: Day
    forecast: float
    lower: float
    upper: float
    reason: str
