from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sendkpi.analysis.spc.labels import Assurance, Variation
from sendkpi.charts import colour
from sendkpi.charts.icons import assurance_drawing, variation_drawing


def ring(svg: str) -> ET.Element | None:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return next((part for part in root if part.attrib.get("r") == "10.7"), None)


@pytest.mark.parametrize(
    ("variation", "ink"),
    [
        (Variation.COMMON_CAUSE, colour.COMMON_CAUSE),
        (Variation.IMPROVEMENT_HIGH, colour.IMPROVEMENT),
        (Variation.IMPROVEMENT_LOW, colour.IMPROVEMENT),
        (Variation.CONCERN_HIGH, colour.CONCERN),
        (Variation.CONCERN_LOW, colour.CONCERN),
        (Variation.NEUTRAL_HIGH, colour.NEUTRAL),
        (Variation.NEUTRAL_LOW, colour.NEUTRAL),
    ],
)
def test_a_change_is_blue_for_the_better_orange_for_the_worse_and_purple_for_neither(variation, ink):
    assert ring(variation_drawing(variation, "")).attrib["stroke"] == ink


@pytest.mark.parametrize(
    ("assurance", "ink"),
    [
        (Assurance.PASS, colour.IMPROVEMENT),
        (Assurance.FAIL, colour.CONCERN),
        (Assurance.INCONSISTENT, colour.COMMON_CAUSE),
    ],
)
def test_a_target_hit_is_blue_missed_orange_and_hit_or_miss_grey(assurance, ink):
    assert ring(assurance_drawing(assurance, "")).attrib["stroke"] == ink


def test_high_and_low_and_every_verdict_on_the_target_are_drawn_differently():
    assert len({variation_drawing(one, "") for one in Variation}) == len(Variation)
    assert len({assurance_drawing(one, "") for one in Assurance}) == len(Assurance)


def test_what_is_worse_is_told_without_colour_by_a_filled_ring():
    filled = {one for one in Variation if ring(variation_drawing(one, "")).attrib["fill"] != colour.GROUND}
    assert filled == {Variation.CONCERN_HIGH, Variation.CONCERN_LOW}


def test_without_a_verdict_there_is_a_quiet_dash_and_no_ring():
    for svg in (variation_drawing("", "none"), assurance_drawing("", "none")):
        assert ring(svg) is None
        assert len(ET.fromstring(svg)) == 1  # noqa: S314


def test_a_picture_is_an_image_named_by_its_words_at_the_asked_size():
    root = ET.fromstring(variation_drawing("common_cause", 'As "usual" & so on', 20))  # noqa: S314
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'As "usual" & so on')
    assert (root.attrib["width"], root.attrib["height"]) == ("20", "20")
