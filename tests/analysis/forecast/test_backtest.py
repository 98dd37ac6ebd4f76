"""Forecasts against what came: their intervals hold about 80 of 100 landings, and they beat “as it is now”."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sendkpi.analysis.forecast.series import outlook

KNOWN, STEPS, EACH = 18, 9, 60


def steady(chance):
    return chance.uniform(30, 70) + chance.normal(0, 3, KNOWN + STEPS)


def wandering(chance):
    return 50 + np.cumsum(chance.normal(0, 1, KNOWN + STEPS)) + chance.normal(0, 2, KNOWN + STEPS)


def rising(chance):
    return 40 + chance.uniform(-0.5, 0.8) * np.arange(KNOWN + STEPS) + chance.normal(0, 3, KNOWN + STEPS)


def counted(chance):
    return chance.binomial(20, chance.uniform(0.3, 0.95), KNOWN + STEPS) * 5.0


@pytest.fixture(scope="module")
def backtest():
    """Series of four kinds (series × steps), and what was expected of them from their first eighteen months."""
    chance = np.random.default_rng(7)
    values = np.array([make(chance) for make in (steady, wandering, rising, counted) for _ in range(EACH)])
    dates = pd.date_range("2021-01-01", periods=KNOWN, freq="MS")
    names = [f"{number}" for number in range(len(values))]
    figures = pd.DataFrame(
        {"series": np.repeat(names, KNOWN), "date": np.tile(dates, len(values)), "value": values[:, :KNOWN].ravel()}
    )
    return values, outlook(figures, STEPS)


def test_the_interval_holds_about_eighty_of_a_hundred_at_every_step(backtest):
    values, found = backtest
    came = values[:, KNOWN:]
    inside = ((came >= found.lower - 1e-6) & (came <= found.upper + 1e-6)).mean(axis=0)
    assert inside == pytest.approx(0.8, abs=0.1)


def test_the_level_is_nearer_than_the_last_figure(backtest):
    values, found = backtest
    came, last = values[:, KNOWN:], values[:, KNOWN - 1, None]
    assert (np.abs(came - found.level).mean(axis=0) < np.abs(came - last).mean(axis=0)).all()


def test_of_what_is_called_likely_as_many_come_true_as_called(backtest):
    values, found = backtest
    level = values[:, KNOWN - 1, None] + np.linspace(-6, 6, len(values))[:, None]
    called = 1 - found.below(np.broadcast_to(level, found.level.shape))
    true = values[:, KNOWN:] >= level
    for low, high in ((0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)):
        among = (called >= low) & (called < high)
        assert true[among].mean() == pytest.approx(called[among].mean(), abs=0.12)
