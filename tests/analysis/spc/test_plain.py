"""Process charts of any series, held against the same rules in plain Python; and many at once against each alone."""

from __future__ import annotations

import math
from dataclasses import asdict, astuple

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sendkpi.analysis.spc import xmr
from tests.analysis.spc.plain import Asked, plain_points, plain_verdicts
from tests.analysis.spc.series import figures, month

levels = st.one_of(st.integers(-3, 3).map(float), st.integers(-50, 50).map(lambda tenths: tenths / 10))
stretches = st.one_of(
    st.lists(st.one_of(levels, st.none()), max_size=8),
    st.lists(levels, max_size=10).map(sorted),
    st.lists(levels, max_size=10).map(lambda values: sorted(values, reverse=True)),
    st.tuples(levels, st.integers(1, 12)).map(lambda held: [held[0]] * held[1]),
    st.just([0.5, -0.5] * 6),
)
values = st.lists(stretches, min_size=1, max_size=5).map(lambda parts: [value for part in parts for value in part])


@st.composite
def series(draw):
    """A series' values, and what is asked of it."""
    drawn = draw(values.filter(bool))
    places = draw(st.sets(st.integers(0, len(drawn) - 1), max_size=2))
    asked = Asked(
        improvement=draw(st.sampled_from(["increase", "decrease", "neutral"])),
        target=draw(st.one_of(st.just(math.nan), levels)),
        rebases=tuple(month(place) for place in sorted(places)),
        fix_after=draw(st.sampled_from([math.nan, 12.0, 15.0])),
        screen_outliers=draw(st.booleans()),
    )
    return drawn, asked


def frames(several):
    """Points and asked_of of series given as pairs."""
    named = {f"s{number}": pair for number, pair in enumerate(several)}
    asked_of = pd.DataFrame([{"series": name, **asdict(asked)} for name, (_, asked) in named.items()])
    return figures({name: drawn for name, (drawn, _) in named.items()}), asked_of


def plain(several):
    """Points and verdicts of the same in plain Python."""
    points, verdicts = [], []
    for drawn, asked in several:
        rows = [(month(place), math.nan if value is None else value) for place, value in enumerate(drawn)]
        judged = plain_points(rows, asked)
        points += [astuple(point) for point in judged]
        verdicts.append(plain_verdicts(judged, asked))
    return points, verdicts


def same(one, other):
    """Whether two cells agree: numbers to 1e-9, anything else exactly."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) or (math.isnan(one) and math.isnan(other))
    return one == other


@given(st.lists(series(), min_size=1, max_size=4))
def test_every_point_and_verdict_is_what_a_plain_reading_of_the_rules_says(several):
    given_points, asked_of = frames(several)
    points = xmr.process(given_points, asked_of)
    verdicts = xmr.verdicts(points, asked_of)
    wanted, icons = plain(several)
    found = points.drop(columns="series_id").itertuples(index=False, name=None)
    for row, line in zip(found, wanted, strict=True):
        assert all(same(one, other) for one, other in zip(row, line, strict=True)), (row, line)
    assert list(zip(verdicts["variation_icon"], verdicts["assurance_icon"], strict=True)) == icons


@settings(max_examples=20)
@given(st.lists(series(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_many_series_at_once_in_any_order_are_what_each_is_alone(several, chance):
    points, asked_of = frames(several)
    order = list(range(len(points)))
    chance.shuffle(order)
    together = xmr.process(points.iloc[order], asked_of)
    judged = [xmr.verdicts(together, asked_of), xmr.phases(together, asked_of)]
    for name in asked_of["series"]:
        alone = xmr.process(points[points["series"] == name], asked_of)
        for whole, one in zip(
            [together, *judged], [alone, xmr.verdicts(alone, asked_of), xmr.phases(alone, asked_of)], strict=True
        ):
            own = whole[whole["series_id"] == name].reset_index(drop=True)
            assert own.equals(one), (own, one)
