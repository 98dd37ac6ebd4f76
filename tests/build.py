"""Small builders: a measure, a plan, reported figures. Each names only what a test is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from sendkpi.analysis.periods.timeline import due_day, timeline
from sendkpi.analysis.position.benchmarks import benchmarks
from sendkpi.analysis.position.trends import last_month, trends_of
from sendkpi.frames import frame
from sendkpi.frames.figures import ObservationRow
from sendkpi.plan.choices import Basis, Better, Collected, Expectation, Pooling, Unit
from sendkpi.plan.delivery import SubGroup
from sendkpi.plan.records import Area, Breakdown, Comparator, Document, Measure, Neighbour, Query, TrajectoryPoint
from sendkpi.plan.whole import Plan
from sendkpi.values import parse_month

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sendkpi.analysis import Trend

RECORDED = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)


def month(text: str | dt.date | None) -> dt.date | None:
    """A month from `2022-04`, as tests write it."""
    return parse_month(text) if isinstance(text, str) else text


def measure(id_: str = "EHCP1", **changes) -> Measure:
    """A monthly percentage, higher is better, rated on the month: 40 in December 2021 to 80 in December 2022."""
    fields = {
        "ref_published": id_,
        "area": "WSOA 1",
        "title": f"Title of {id_}",
        "definition": "What is counted.",
        "unit": Unit.PERCENT,
        "better": Better.HIGHER,
        "collected": Collected.MONTH,
        "basis": Basis.MONTH,
        "pooling": Pooling.RATE,
        "expectation": Expectation.TARGET,
        "year_start": 1,
        "collected_from": "2022-01",
        "reporting_lag": 1,
        "numerator_name": "in time",
        "denominator_name": "issued",
        "baseline_published": "40%",
        "baseline": 40.0,
        "baseline_month": "2021-12",
        "baseline_promised": None,
        "target_published": "80%",
        "target_month_published": "Dec 2022",
        "target": 80.0,
        "target_month": "2022-12",
        "target_promised": None,
        "tolerance": 10.0,
        "tolerance_unit": "percent",
        "floor": None,
        "minimum_sample": None,
        "sensitive": True,
        "comparator": "",
        "sub_group": "EHC",
        "owner": "The Council",
        "document": "PLAN",
        "line": "1",
    } | changes
    for name in (
        "collected_from",
        "baseline_month",
        "baseline_promised",
        "target_month",
        "target_promised",
    ):
        fields[name] = month(fields[name])
    return Measure(id=id_, **fields)


def year_to_date_measure(id_: str = "EHCP1", **changes) -> Measure:
    """EHCP1 as published: 37 % in December 2021 to 80 % in December 2022, on the year to date."""
    return measure(id_, **({"basis": Basis.YEAR_TO_DATE, "baseline": 37.0} | changes))


def waits(id_: str = "ASC1", **changes) -> Measure:
    """An average wait in weeks, lower is better: 70 in December 2021 to 52 in April 2022."""
    return measure(
        id_,
        **(
            {
                "area": "WSOA 2",
                "unit": Unit.WEEKS,
                "better": Better.LOWER,
                "basis": Basis.MONTH_END,
                "pooling": Pooling.MEAN,
                "baseline": 70.0,
                "target": 52.0,
                "target_month": "2022-04",
                "owner": "The NHS",
            }
            | changes
        ),
    )


def quarterly(id_: str = "EHCP3", **changes) -> Measure:
    """A quarterly percentage: 40 in December 2021 to 80 in December 2022."""
    return measure(
        id_, **({"collected": Collected.QUARTER, "basis": Basis.QUARTER, "collected_from": "2022-03"} | changes)
    )


def annual(id_: str = "COP1", **changes) -> Measure:
    """An annual percentage whose year ends in January: 40 in January 2022 to 80 in January 2024."""
    return measure(
        id_,
        **(
            {
                "collected": Collected.YEAR,
                "basis": Basis.YEAR,
                "year_start": 2,
                "collected_from": "2023-01",
                "baseline_month": "2022-01",
                "target_month": "2024-01",
            }
            | changes
        ),
    )


def count(id_: str = "COM4", **changes) -> Measure:
    """A stock: 600 in December 2021 to 1,000 in July 2022."""
    return measure(
        id_,
        **(
            {
                "unit": Unit.COUNT,
                "basis": Basis.MONTH_END,
                "pooling": Pooling.STOCK,
                "baseline": 600.0,
                "target": 1000.0,
                "target_month": "2022-07",
                "sensitive": False,
            }
            | changes
        ),
    )


def plan(
    *measures: Measure,
    breakdowns: dict[str, tuple[str, ...]] | None = None,
    points: dict[str, dict[str, float]] | None = None,
    comparators: tuple[Comparator, ...] = (),
    neighbours: tuple[Neighbour, ...] = (),
    queries: tuple[Query, ...] = (),
) -> Plan:
    """A plan of these measures and nothing else that matters."""
    areas = dict.fromkeys(one.area for one in measures)
    return Plan(
        place="Anywhere",
        title="Improvement plan",
        documents=(Document("PLAN", "The plan", dt.date(2022, 1, 11), "plan.txt"),),
        areas=tuple(Area(one, f"Title of {one}", "", "", "", "PLAN", "1") for one in areas),
        measures=measures,
        trajectory=tuple(
            TrajectoryPoint(name, parse_month(when), value, "PLAN", "1")
            for name, given in (points or {}).items()
            for when, value in given.items()
        ),
        breakdowns=tuple(
            Breakdown(name, part, "provider", "PLAN", "1")
            for name, parts in (breakdowns or {}).items()
            for part in parts
        ),
        sub_groups=(SubGroup("EHC", "EHC group", "EHC group", (), (), "PLAN", "1"),),
        actions=(),
        milestones=(),
        impact_links=(),
        recommendations=(),
        recommendation_links=(),
        priorities=(),
        reports=(),
        findings=(),
        bodies=(),
        audiences=(),
        terms=(),
        comparators=comparators,
        neighbours=neighbours,
        queries=queries,
        fingerprint="-".join(one.id for one in measures),
        area_code="309",
        region="London",
    )


def figure(
    measure_id: str,
    when: str,
    value: float | None = None,
    of: tuple[float, float] | None = None,
    **changes,
) -> dict[str, object]:
    """One observation: a plain value, or `of=(numerator, denominator)` with the percentage they make."""
    numerator, denominator = of or (None, None)
    if of and denominator:
        value = 100 * numerator / denominator
    return {
        "measure": measure_id,
        "month": parse_month(when),
        "breakdown": "",
        "numerator": numerator,
        "denominator": denominator,
        "value": value,
        "symbol": "",
        "commentary": "",
        "submission": 1,
        "recorded_at": RECORDED,
        "sheet": "KPIs",
        "cell": "G2",
    } | changes


def observations(*rows: dict[str, object]) -> pd.DataFrame:
    """The observations frame of these figures."""
    return frame(rows, ObservationRow)


def trends(
    of: Plan, figures: pd.DataFrame, measures: Sequence[Measure], last: dt.date, day: dt.date | None = None
) -> tuple[Trend, ...]:
    """The trends of these measures, of the figures up to a month; as at the day on which that month's are due."""
    own, as_at = replace(of, measures=tuple(measures)), day or due_day(last)
    rows = timeline(own, figures[figures["month"] <= pd.Timestamp(last)], last_month(own, last), as_at)
    return trends_of(of, rows, measures, last, benchmarks(of, as_at=as_at))
