"""Student's t distribution against printed tables."""

from __future__ import annotations

import numpy as np
import pytest

from sendkpi.analysis.forecast.mixture import Mixture
from sendkpi.analysis.forecast.student import t_below


@pytest.mark.parametrize(
    ("score", "freedom", "share"),
    [(3.0777, 1, 0.9), (1.3722, 10, 0.9), (1.8125, 10, 0.95), (-1.3634, 11, 0.1), (2.0452, 29, 0.975), (0.0, 5, 0.5)],
)
def test_the_share_below_is_that_of_the_printed_table(score, freedom, share):
    assert t_below(np.array([score]), freedom).item() == pytest.approx(share, abs=2e-5)


def test_a_quantile_of_one_model_is_its_mean_and_so_many_spreads():
    one = Mixture(np.ones((1, 1)), np.full((1, 1, 1), 50.0), np.full((1, 1, 1), 4.0), np.array([10]))
    assert one.quantile(0.9).item() == pytest.approx(50 + 4 * 1.3722, abs=1e-3)
    assert one.below(np.array([[50.0]])).item() == pytest.approx(0.5)


def test_a_mixture_lies_between_its_models():
    two = Mixture(np.full((1, 2), 0.5), np.array([[[40.0], [60.0]]]), np.ones((1, 2, 1)), np.array([10]))
    assert two.centre().item() == 50
    assert 39 < two.quantile(0.1).item() < 41
    assert 59 < two.quantile(0.9).item() < 61
