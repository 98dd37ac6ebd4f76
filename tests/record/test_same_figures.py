"""One rule for what says the same, whoever asks: the review of an upload, a submission's changes, restatements."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sendkpi.analysis import Preview, changed, preview
from sendkpi.analysis.changes.restatements import restatements
from sendkpi.record.same_figures import same_figures
from tests.analysis.position.test_review import extract
from tests.build import figure, observations


def pair(now, before, symbol="", symbol_before=""):
    names = ["numerator", "denominator", "value"]
    row = dict(zip(names, now, strict=True)) | {f"was_{name}": value for name, value in zip(names, before, strict=True)}
    return pd.DataFrame([row | {"symbol": symbol, "was_symbol": symbol_before}])


@pytest.mark.parametrize(
    ("now", "before", "same"),
    [
        ((1, 2, 50), (1, 2, 50), True),
        ((None, None, None), (None, None, None), True),
        ((None, None, 0.1 + 0.2), (None, None, 0.3), True),
        ((None, None, 50.000001), (None, None, 50), False),
        ((None, None, None), (None, None, 0), False),
        ((10, 20, 50), (1, 2, 50), False),
    ],
)
def test_figures_are_the_same_when_equal_after_rounding_or_both_missing(now, before, same):
    assert same_figures(pair(now, before), "was_{}").tolist() == [same]


def test_another_symbol_is_not_the_same():
    assert same_figures(pair((None,) * 3, (None,) * 3, "c", "x"), "was_{}").tolist() == [False]


@pytest.mark.parametrize(("value", "same"), [(0.1 + 0.2, True), (0.31, False)])
def test_review_changes_and_restatements_agree_on_what_says_the_same(value, same):
    first = figure("EHCP1", "2022-04", 0.3, submission=1, recorded_at=dt.datetime(2022, 5, 1, tzinfo=dt.UTC))
    again = figure("EHCP1", "2022-04", value, submission=2, recorded_at=dt.datetime(2022, 5, 2, tzinfo=dt.UTC))
    stands, sent, both = observations(first), observations(again), observations(first, again)

    assert preview(extract(again), stands) == Preview(0, int(not same), int(same))
    assert changed(both, {})["change"].tolist()[1] == ("unchanged" if same else "restated")
    assert restatements(both, sent, "EHCP1").empty is same
