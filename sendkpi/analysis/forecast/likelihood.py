"""A chance in words: seven of them, so that nobody reads 78 % as a promise."""

from __future__ import annotations

from enum import StrEnum

from sendkpi.analysis.forecast.silence import SILENCE_WORDS, Silence


class Likelihood(StrEnum):
    """How likely a target is to be met by its month."""

    ALMOST_CERTAIN = "almost certain"
    VERY_LIKELY = "very likely"
    LIKELY = "likely"
    ABOUT_EVEN = "about even"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very unlikely"
    ALMOST_IMPOSSIBLE = "almost impossible"


LEAST = {
    Likelihood.ALMOST_CERTAIN: 95,
    Likelihood.VERY_LIKELY: 80,
    Likelihood.LIKELY: 60,
    Likelihood.ABOUT_EVEN: 40,
    Likelihood.UNLIKELY: 20,
    Likelihood.VERY_UNLIKELY: 5,
    Likelihood.ALMOST_IMPOSSIBLE: 0,
}
"""The chance, per cent, from which each word is used, highest first."""


def likelihood(chance: float) -> Likelihood:
    """The word for a chance (0-100)."""
    return next(word for word, least in LEAST.items() if chance >= least)


def landing_words(silence: str, chance: float) -> str:
    """How likely the target is, or why that cannot be said (a Silence)."""
    return SILENCE_WORDS[Silence(silence)] or str(likelihood(chance))
