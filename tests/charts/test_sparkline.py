from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree as ET

from sendkpi import analysis
from sendkpi.charts import sparkline
from tests import build

LAST = dt.date(2022, 6, 1)


def drawn(measure, *months_and_values, alternative="How it went") -> list[ET.Element]:
    """The lines and dots of a sparkline; the trajectory is the dashed line."""
    observations = build.observations(*[build.figure(measure.id, month, value) for month, value in months_and_values])
    svg = sparkline(analysis.timeline(build.plan(measure), observations, LAST), alternative)
    return list(ET.fromstring(svg)) if svg else []  # noqa: S314 - our own drawing


def solid(parts: list[ET.Element]) -> list[ET.Element]:
    return [part for part in parts if part.tag.endswith("polyline") and "stroke-dasharray" not in part.attrib]


def test_unbroken_months_are_one_line_that_ends_in_a_dot():
    parts = drawn(build.measure(), ("2022-04", 50), ("2022-05", 55), ("2022-06", 60))
    (line,) = solid(parts)
    assert len(line.attrib["points"].split()) == 3
    assert parts[-1].tag.endswith("circle")
    assert f"{parts[-1].attrib['cx']},{parts[-1].attrib['cy']}" == line.attrib["points"].split()[-1]


def test_a_missing_month_is_a_gap_and_a_month_alone_a_dot():
    parts = drawn(build.measure(), ("2022-01", 50), ("2022-03", 55), ("2022-04", 60), ("2022-06", 61))
    assert [len(line.attrib["points"].split()) for line in solid(parts)] == [2]
    assert len([part for part in parts if part.tag.endswith("circle")]) == 3  # January, June, and June as the newest


def test_where_nothing_was_reported_there_is_no_picture():
    assert drawn(build.measure()) == []


def test_the_picture_is_named_by_its_words():
    observations = build.observations(build.figure("EHCP1", "2022-05", 50))
    frame = analysis.timeline(build.plan(build.measure()), observations, LAST)
    root = ET.fromstring(sparkline(frame, 'From "here" & there'))  # noqa: S314
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'From "here" & there')
